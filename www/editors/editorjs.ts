// Editor.js: an instance of its class.

import { type Adapter, Unserved } from "./adapter.js";
import { whenRemoved } from "./removed.js";
import { has } from "./shape.js";

interface EditorJs {
  isReady: Promise<unknown>;
  /** Not there before it is ready, and no longer when it is destroyed. */
  blocks?: { getBlockByIndex(index: number): { holder: HTMLElement } | undefined };
}

function isEditorJs(target: unknown): target is EditorJs {
  return has(target, "destroy") && has((target as Partial<EditorJs>).isReady, "then");
}

/** Buttons and menus, which are put into the block that they are of. */
const FURNITURE = ".ce-toolbar, .ce-inline-toolbar, .ce-popover, .ce-settings";

const found = new WeakMap<object, Element>();

export const editorjs: Adapter = {
  name: "Editor.js",
  find(target) {
    return isEditorJs(target) ? surface(target) : undefined;
  },
  gone(target, gone, signal) {
    const root = found.get(target as object);
    if (root) whenRemoved(root, gone, signal);
  },
};

async function surface(editor: EditorJs) {
  try {
    await editor.isReady;
  } catch (error) {
    throw new Unserved(`Editor.js did not start (${error instanceof Error ? error.message : String(error)})`);
  }
  const root = editor.blocks?.getBlockByIndex(0)?.holder.closest(".codex-editor__redactor");
  if (!root) throw new Unserved("this Editor.js has no block that would tell where it is shown");
  found.set(editor, root);
  return { root, skip: (element: Element) => element.matches(FURNITURE) };
}
