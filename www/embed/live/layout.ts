// Tells when the page may show other lines of a text though nobody scrolled: the text, what clips it, or a page around it has
// another size. A field is dragged taller, a class fills the window with an editor, a banner above is folded away.

import { around } from "../../editors/removed.js";

/** Calls `resized` when one of the elements, or what decides how much of it is in sight, has another size; once at first. */
export function whenResized(elements: readonly Element[], resized: () => void, signal: AbortSignal): void {
  // Of each window its own: another one's is told late of what is not in its page.
  const observers = new Map<Window, ResizeObserver>();
  for (const element of elements) {
    for (let node: Node | null = element; node; node = around(node)) {
      if (node.nodeType !== 1) continue;
      const at = node as Element;
      const window = at.ownerDocument.defaultView as (Window & typeof globalThis) | null;
      if (!window) break;
      // Not all that is around: where a page sets sizes as it is told of others, the more are observed the more often browsers
      // complain to it of a loop.
      if (at !== element && at !== at.ownerDocument.documentElement && window.getComputedStyle(at).overflowY === "visible") continue;
      let observer = observers.get(window);
      if (!observer) observers.set(window, (observer = new window.ResizeObserver(resized)));
      observer.observe(at);
    }
  }
  signal.addEventListener("abort", () => {
    for (const observer of observers.values()) observer.disconnect();
  });
}
