// ProseMirror: an `EditorView`.

import { type Adapter, isElement, type Surface, Unserved } from "./adapter.js";
import { whenRemoved } from "./removed.js";
import { has } from "./shape.js";

export interface View {
  dom: HTMLElement;
  isDestroyed: boolean;
}

function isView(target: unknown): target is View {
  // CodeMirror's view has these too, and is none.
  return has(target, "dispatch", "posAtDOM", "domAtPos") && isElement((target as Partial<View>).dom) && !("contentDOM" in target);
}

export const prosemirror: Adapter = {
  name: "ProseMirror",
  find(target) {
    if (!isView(target)) return undefined;
    return target.isDestroyed ? Promise.reject(new Unserved("this ProseMirror view has been destroyed")) : surfaceOf(target);
  },
  gone(target, gone, signal) {
    if (isView(target)) whenDestroyed(target, gone, signal);
  },
};

export function surfaceOf(view: View): Surface {
  // Widgets are drawn into the text and are none of it, as a colleague's name beside the caret.
  return { root: view.dom, skip: (element) => element.classList.contains("ProseMirror-widget") || element.classList.contains("ProseMirror-separator") };
}

/** ProseMirror has no event for its end. Its element goes with it, or is emptied where it was the host's own. */
function whenDestroyed(view: View, gone: () => void, signal: AbortSignal): void {
  whenRemoved(view.dom, gone, signal);
  const observer = new MutationObserver(() => {
    if (view.isDestroyed) gone();
  });
  observer.observe(view.dom, { childList: true });
  signal.addEventListener("abort", () => observer.disconnect());
}
