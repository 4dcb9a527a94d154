// A frame of the same origin, whose document is edited or read as a whole.

import { type Adapter, isElement, type Surface, Unserved } from "./adapter.js";
import { isShown, whenRemoved } from "./removed.js";

function isFrame(target: unknown): target is HTMLIFrameElement {
  return isElement(target) && target.localName === "iframe";
}

function bodyOf(frame: HTMLIFrameElement): HTMLElement | null {
  let shown: Document | null = null;
  try {
    shown = frame.contentDocument;
  } catch {
    // Another origin's: some browsers throw, some give null.
  }
  if (!shown) throw new Unserved("the frame shows a page of another origin, or is in no page");
  // A document that is about to be replaced by the one at `src` is not the editor's yet.
  return shown.readyState === "complete" || shown.readyState === "interactive" ? shown.body : null;
}

export const frame: Adapter = {
  name: "iframe",
  find(target, signal): Promise<Surface> | undefined {
    if (!isFrame(target)) return undefined;
    return new Promise((resolve, reject) => {
      const look = (): void => {
        try {
          const root = bodyOf(target);
          if (root) resolve({ root });
        } catch (error) {
          reject(error as Error);
        }
      };
      target.addEventListener("load", look, { signal });
      // The empty document that every frame begins with is replaced where the frame has an address.
      if (target.contentDocument?.URL !== "about:blank" || !target.getAttribute("src") || target.getAttribute("src") === "about:blank") look();
    });
  },
  moved(target, moved, signal) {
    if (isFrame(target)) target.addEventListener("load", moved, { signal });
  },
  gone(target, gone, signal) {
    // One that is in no page from the beginning is refused by `find`, with the reason.
    if (isFrame(target) && isShown(target)) whenRemoved(target, gone, signal);
  },
};
