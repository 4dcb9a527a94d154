// CKEditor 5, its editor with several roots: a headline and a body, apart in the page.

import { Bold, Essentials, FindAndReplace, MultiRootEditor, Paragraph } from "ckeditor5";
import "ckeditor5/ckeditor5.css";
import { linesOf, PARAGRAPHS } from "../article.js";
import { mounted, place } from "../mount.js";

const [first, ...rest] = PARAGRAPHS.map((text) => `<p>${text}</p>`) as [string, ...string[]];
const hosts = { lead: document.createElement("div"), body: document.createElement("div") };
place().append(hosts.lead, Object.assign(document.createElement("p"), { textContent: "Between the roots: 77 barges." }), hosts.body);
const editor = await MultiRootEditor.create(hosts, {
  licenseKey: "GPL",
  plugins: [Essentials, Paragraph, Bold, FindAndReplace],
  initialData: { lead: first, body: rest.join("") },
});
const version = editor.model.document.version;
const all = (): string => [...editor.editing.view.domRoots.keys()].map((rootName) => editor.getData({ rootName: String(rootName) })).join("");

mounted({
  name: "ckeditor-roots",
  target: editor,
  // What holds both.
  root: place,
  content: all,
  text: () => linesOf(all()),
  outside(text) {
    editor.model.enqueueChange({ isUndoable: false }, (writer) => {
      const root = editor.model.document.getRoot("body");
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
      const root = view.document.getRoot("body");
      if (root) writer.insert(writer.createPositionAt(root, "end"), button);
    });
  },
  async destroy() {
    await editor.destroy();
  },
});
