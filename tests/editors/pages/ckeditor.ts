// CKEditor 5, its classic editor.

import { Autoformat, Bold, ClassicEditor, Essentials, FindAndReplace, Heading, Italic, List, Paragraph } from "ckeditor5";
import "ckeditor5/ckeditor5.css";
import { HTML, linesOf } from "../article.js";
import { mounted, place } from "../mount.js";

const editor = await ClassicEditor.create(place(), {
  licenseKey: "GPL",
  plugins: [Essentials, Paragraph, Heading, Bold, Italic, List, Autoformat, FindAndReplace],
  toolbar: ["undo", "redo", "|", "heading", "|", "bold", "italic", "bulletedList", "|", "findAndReplace"],
  initialData: HTML,
});
const version = editor.model.document.version;

mounted({
  name: "ckeditor",
  target: editor,
  root: () => editor.editing.view.getDomRoot() as HTMLElement,
  content: () => editor.getData(),
  text: () => linesOf(editor.getData()),
  outside(text) {
    // As a change of a colleague arrives: in no step that the writer can undo.
    editor.model.enqueueChange({ isUndoable: false }, (writer) => {
      const root = editor.model.document.getRoot();
      if (!root) return;
      const paragraph = writer.createElement("paragraph");
      writer.insertText(text, paragraph);
      writer.append(paragraph, root);
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
      const root = view.document.getRoot();
      if (root) writer.insert(writer.createPositionAt(root, "end"), button);
    });
  },
  async destroy() {
    await editor.destroy();
  },
});
