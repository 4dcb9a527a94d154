// What both CKEditors are asked in the same way.

import type { Editor } from "ckeditor5";
import type { Mounted } from "./mount.js";

type Shared = Pick<Mounted, "outside" | "dirty" | "undoSteps" | "replace" | "furniture" | "destroy">;

/** `root`: the one that is written into, where there are several. */
export function shared(editor: Editor, root?: string): Shared {
  const version = editor.model.document.version;
  return {
    outside(text) {
      // As a change of a colleague arrives: in no step that the writer can undo.
      editor.model.enqueueChange({ isUndoable: false }, (writer) => {
        const into = editor.model.document.getRoot(root);
        if (!into) return;
        const paragraph = writer.createElement("paragraph");
        writer.insertText(text, paragraph);
        writer.append(paragraph, into);
      });
    },
    dirty: () => editor.model.document.version !== version,
    undoSteps: () => (editor.commands.get("undo") as unknown as { _stack: unknown[] })._stack.length,
    replace(find, by) {
      editor.execute("replaceAll", by, find);
    },
    furniture() {
      const { view } = editor.editing;
      view.change((writer) => {
        const button = writer.createUIElement("p", null, function (shown) {
          const element = this.toDomElement(shown);
          element.textContent = "88 sacks";
          return element;
        });
        const into = view.document.getRoot(root);
        if (into) writer.insert(writer.createPositionAt(into, "end"), button);
      });
    },
    async destroy() {
      await editor.destroy();
    },
  };
}
