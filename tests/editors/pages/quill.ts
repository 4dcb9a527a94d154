// Quill with its snow theme.

import Quill from "quill";
import "quill/dist/quill.snow.css";
import { PARAGRAPHS } from "../article.js";
import { mounted, place } from "../mount.js";

interface History {
  stack: { undo: unknown[] };
}

const holder = place();
const quill = new Quill(holder, { theme: "snow", modules: { toolbar: [["bold", "italic"], [{ list: "bullet" }]], history: { userOnly: true } } });
quill.setContents(PARAGRAPHS.map((text) => ({ insert: `${text}\n` })), "silent");
quill.history.clear();

mounted({
  name: "quill",
  target: quill,
  root: () => quill.root,
  content: () => JSON.stringify([quill.getContents(), quill.getSemanticHTML()]),
  text: () => quill.getText().trim(),
  outside(text) {
    quill.insertText(quill.getLength() - 1, `\n${text}`, "api");
  },
  replace(find, by) {
    const at = quill.getText().indexOf(find);
    quill.deleteText(at, find.length, "user");
    quill.insertText(at, by, "user");
  },
  furniture() {
    quill.formatLine(0, 1, "list", "bullet");
  },
  shiftRedoes: true,
  undoSteps: () => (quill.history as unknown as History).stack.undo.length,
  // Quill has nothing to end it: its host takes it out of the page.
  destroy() {
    for (const element of document.querySelectorAll(".ql-toolbar, .ql-container")) element.remove();
  },
});
