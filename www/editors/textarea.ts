// A field: its text is no text of the page, so that a mirror of it is laid over the field to carry the marks.

import { type Adapter, isElement, type Surface, Unserved } from "./adapter.js";
import { Mirror } from "./mirror.js";
import { whenRemoved } from "./removed.js";

/** Types of input that hold a writer's words. */
const TYPES = new Set(["text", "search"]);

export type Field = HTMLTextAreaElement | HTMLInputElement;

export const textarea: Adapter = {
  name: "textarea",
  find(target, signal): Surface | undefined {
    if (!isElement(target) || (target.localName !== "textarea" && target.localName !== "input")) return undefined;
    const field = target as Field;
    if (field.localName === "input" && !TYPES.has(field.type)) throw new Unserved(`an input of the type ${field.type} holds no article`);
    const mirror = new Mirror(field, signal);
    return { root: mirror.root, input: field, style: mirror.style, refresh: () => mirror.read(), reveal: (range) => mirror.reveal(range), dispose: () => mirror.dispose() };
  },
  gone(target, gone, signal) {
    if (isElement(target)) whenRemoved(target, gone, signal);
  },
};
