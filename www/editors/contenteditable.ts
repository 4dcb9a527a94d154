// Any element of the page: one that is edited in place, or an article that is only read.

import { type Adapter, isElement, type Surface } from "./adapter.js";
import { whenRemoved } from "./removed.js";

export const contenteditable: Adapter = {
  name: "contenteditable",
  find(target): Surface | undefined {
    return isElement(target) ? { root: target } : undefined;
  },
  moved(target, moved, signal) {
    if (isElement(target)) whenRemoved(target, () => undefined, signal, moved);
  },
  gone(target, gone, signal) {
    if (isElement(target)) whenRemoved(target, gone, signal);
  },
};
