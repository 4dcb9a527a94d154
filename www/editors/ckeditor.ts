// CKEditor 5: every editor of its build, also one with several roots, whose text is that of all in their order.

import { type Adapter, Unserved } from "./adapter.js";
import { has, until } from "./shape.js";

interface CKEditor {
  state: "initializing" | "ready" | "destroyed";
  editing: {
    view: {
      domRoots: Map<string, HTMLElement>;
      domConverter: { mapDomToView(element: Element): { is(type: string): boolean } | undefined };
    };
  };
  on(event: string, heard: () => void): void;
  off(event: string, heard: () => void): void;
}

function isCKEditor(target: unknown): target is CKEditor {
  return has(target, "execute", "getData", "on", "off") && typeof (target as Partial<CKEditor>).editing?.view === "object";
}

export const ckeditor: Adapter = {
  name: "CKEditor 5",
  find(target, signal) {
    return isCKEditor(target) ? surface(target, signal) : undefined;
  },
  moved(target, moved, signal) {
    // A root that is put in or taken out is shown a moment later.
    if (isCKEditor(target)) for (const event of ["addRoot", "detachRoot"]) heard(target, event, () => setTimeout(() => signal.aborted || moved()), signal);
  },
  gone(target, gone, signal) {
    if (isCKEditor(target)) heard(target, "destroy", gone, signal);
  },
};

async function surface(editor: CKEditor, signal: AbortSignal) {
  if (editor.state === "destroyed") throw new Unserved("this CKEditor has been destroyed");
  if (editor.state === "initializing") await until<void>(signal, (resolve) => heard(editor, "ready", resolve, signal));
  const { domRoots, domConverter } = editor.editing.view;
  const [root, ...more] = domRoots.values();
  if (!root) throw new Unserved("this CKEditor shows none of its roots");
  return {
    root,
    more,
    // Handles and buttons in the text, which are none of it.
    skip(element: Element): boolean {
      const view = domConverter.mapDomToView(element);
      return view !== undefined && view.is("uiElement");
    },
  };
}

function heard(editor: CKEditor, event: string, call: () => void, signal: AbortSignal): void {
  editor.on(event, call);
  signal.addEventListener("abort", () => editor.off(event, call));
}
