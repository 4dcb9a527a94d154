// Editors that cannot be served, and why: better said than marked half.

import { type Adapter, isElement, Unserved } from "./adapter.js";
import { has } from "./shape.js";

/** An editor that draws the lines in sight alone. `element`: around or at its text. */
function virtual(name: string, element: string, isInstance: (target: unknown) => boolean): Adapter {
  return {
    name,
    find(target) {
      if (!(isElement(target) ? target.closest(element) !== null : isInstance(target))) return undefined;
      return Promise.reject(new Unserved(`${name} draws only the lines in sight, so that its text is never whole in the page: give its text to scan()`));
    },
  };
}

export const codemirror = virtual("CodeMirror", ".cm-editor, .CodeMirror", (target) => has(target, "dispatch", "posAtDOM") && "contentDOM" in target);
export const monaco = virtual("Monaco", ".monaco-editor", (target) => has(target, "getModel", "getDomNode", "revealLine"));
export const ace = virtual("Ace", ".ace_editor", (target) => has(target, "getSession", "setValue") && "renderer" in target);
