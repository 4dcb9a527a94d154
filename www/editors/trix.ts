// Trix: its element, or the editor that the element has.

import { type Adapter, isElement } from "./adapter.js";
import { whenRemoved } from "./removed.js";
import { has } from "./shape.js";

function elementOf(target: unknown): Element | undefined {
  if (isElement(target)) return target.localName === "trix-editor" ? target : undefined;
  if (!has(target, "getDocument", "loadHTML", "recordUndoEntry")) return undefined;
  const { element } = target as { element?: unknown };
  return isElement(element) ? element : undefined;
}

export const trix: Adapter = {
  name: "Trix",
  find(target) {
    const root = elementOf(target);
    // The empty stretches beside an attachment are for the caret.
    return root && { root, skip: (element) => element.hasAttribute("data-trix-cursor-target") };
  },
  gone(target, gone, signal) {
    const root = elementOf(target);
    if (root) whenRemoved(root, gone, signal);
  },
};
