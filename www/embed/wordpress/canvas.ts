// Where the block editor lays its text out: in the page, or in a frame (previews of small screens, newer versions of
// WordPress). The frame and all in it are made anew whenever the editor changes its view.

import type { Adapter, Surface } from "../../editors/adapter.js";

/** What stands in the canvas and is no text of the post. */
const FURNITURE = [
  "[inert]",
  "button",
  "[role=toolbar]",
  ".block-list-appender",
  ".block-editor-block-list__insertion-point",
  ".block-editor-default-block-appender",
  ".block-editor-block-variation-picker",
  ".block-editor-warning",
  ".components-disabled",
  ".components-placeholder",
  ".components-popover",
].join();

/** The parts of a template that are the post's own. */
const OWN = ".wp-block-post-title, .wp-block-post-content, .wp-block-post-excerpt";

export const canvas: Adapter = {
  name: "WordPress",
  find(target): Surface | undefined {
    const root = target as Element;
    if (!root.matches?.(".editor-styles-wrapper")) return undefined;
    return {
      root,
      skip(element) {
        if (element.matches(FURNITURE)) return true;
        // Where the template is shown around the post, the rest of it is not the post's text.
        if (!element.hasAttribute("data-block") || root.querySelector(".wp-block-post-content") === null) return false;
        return element.closest(OWN) === null && element.querySelector(OWN) === null;
      },
    };
  },
};

/** The element that holds title and blocks, while the editor shows them. */
export function findCanvas(): Element | undefined {
  const frame = document.querySelector<HTMLIFrameElement>('iframe[name="editor-canvas"]');
  const shown = frame ? frame.contentDocument : document;
  const list = shown?.querySelector(".is-root-container");
  return list?.closest(".editor-styles-wrapper") ?? undefined;
}

/** Tells the canvas whenever it is another one, until `signal` aborts. */
export function watchCanvas(changed: (canvas: Element | undefined) => void, signal: AbortSignal): void {
  let last: Element | undefined;
  const look = (): void => {
    const now = findCanvas();
    if (now === last) return;
    last = now;
    changed(now);
  };
  let frame = 0;
  const soon = (): void => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      look();
    });
  };
  const stop = wp.data.subscribe(soon);
  // A frame is filled in its own time, of which the editor's data tell nothing; looking costs two look-ups.
  const timer = setInterval(look, 300);
  signal.addEventListener("abort", () => {
    stop();
    clearInterval(timer);
    cancelAnimationFrame(frame);
  });
}
