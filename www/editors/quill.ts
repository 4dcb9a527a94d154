// Quill 1 and 2: an instance of its class.

import { type Adapter, isElement } from "./adapter.js";
import { whenRemoved } from "./removed.js";
import { has } from "./shape.js";

interface Quill {
  root: HTMLElement;
}

function isQuill(target: unknown): target is Quill {
  return has(target, "getContents", "getSemanticHTML", "updateContents") && isElement((target as Partial<Quill>).root);
}

export const quill: Adapter = {
  name: "Quill",
  find(target) {
    // Bullets and boxes of lists are elements of their own.
    return isQuill(target) ? { root: target.root, skip: (element) => element.classList.contains("ql-ui") } : undefined;
  },
  gone(target, gone, signal) {
    if (isQuill(target)) whenRemoved(target.root, gone, signal);
  },
};
