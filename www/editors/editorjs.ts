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

export const editorjs: Adapter = {
  name: "Editor.js",
  find(target) {
    return isEditorJs(target) ? surface(target) : undefined;
  },
  gone(target, gone, signal) {
    if (!isEditorJs(target)) return;
    const watch = (): void => {
      const root = rootOf(target);
      if (signal.aborted) return;
      if (root) whenRemoved(root, gone, signal);
      // Destroyed while it was waited for: it has nothing of its own any more. One without a block is refused by `find`.
      else if (!isEditorJs(target)) gone();
    };
    // Before it is ready it tells nobody where it is shown. That it did not start is told by `find`.
    target.isReady.then(watch, () => undefined);
  },
};

async function surface(editor: EditorJs) {
  try {
    await editor.isReady;
  } catch (error) {
    throw new Unserved(`Editor.js did not start (${error instanceof Error ? error.message : String(error)})`);
  }
  const root = rootOf(editor);
  if (!root) throw new Unserved("this Editor.js has no block that would tell where it is shown");
  return { root, skip: (element: Element) => element.matches(FURNITURE) };
}

function rootOf(editor: EditorJs): Element | undefined {
  return editor.blocks?.getBlockByIndex(0)?.holder.closest(".codex-editor__redactor") ?? undefined;
}
