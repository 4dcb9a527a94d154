// Slate: the editor object, or the element of its `Editable`.

import { type Adapter, isElement, type Surface, Unserved } from "./adapter.js";
import { whenRemoved } from "./removed.js";
import { has } from "./shape.js";

type Descendant = { text: string } | { children: Descendant[] };

interface Slate {
  children: Descendant[];
}

const EDITABLE = "[data-slate-editor='true']";

function isSlate(target: unknown): target is Slate {
  return has(target, "apply", "normalizeNode", "insertText", "isVoid") && Array.isArray((target as Partial<Slate>).children);
}

/** The elements found, so that both `find` and `gone` mean the same. */
const found = new WeakMap<object, Element>();

export const slate: Adapter = {
  name: "Slate",
  find(target) {
    if (isElement(target)) return target.matches(EDITABLE) ? surface(target, target) : undefined;
    return isSlate(target) ? surface(target, rootOf(target)) : undefined;
  },
  gone(target, gone, signal) {
    const root = found.get(target as object);
    if (root) whenRemoved(root, gone, signal);
  },
};

/** As a promise, so that a refusal comes with the editor's name. */
async function surface(target: object, root: Element | string): Promise<Surface> {
  if (typeof root === "string") throw new Unserved(root);
  found.set(target, root);
  // The placeholder and a void's spacer are no text.
  return { root, skip: (element) => element.hasAttribute("data-slate-placeholder") || element.hasAttribute("data-slate-spacer") };
}

/** Slate keeps to itself where an editor is shown: taken is the only one in the page, or the only one with its words. A
 * string says why there is none. */
function rootOf(editor: Slate): Element | string {
  const shown = [...document.querySelectorAll(EDITABLE)];
  const fit = shown.length > 1 ? shown.filter((element) => wordsOf(element.textContent ?? "") === wordsOf(textOf(editor.children))) : shown;
  const [root] = fit;
  if (root && fit.length === 1) return root;
  return `Slate does not tell where its editor is shown, and the page shows ${fit.length} that fit: attach to its element, by ReactEditor.toDOMNode(editor, editor)`;
}

function textOf(nodes: readonly Descendant[]): string {
  // By an own stack: no depth is too deep.
  const stack = [...nodes].reverse();
  let text = "";
  for (let node = stack.pop(); node; node = stack.pop()) {
    if ("text" in node) text += node.text;
    else stack.push(...[...node.children].reverse());
  }
  return text;
}

/** Without spaces and the marks that Slate puts into empty places. */
function wordsOf(text: string): string {
  return text.replace(/[\s\uFEFF\u200B]+/g, "");
}
