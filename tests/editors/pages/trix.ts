// Trix.

import "trix";
import "trix/dist/trix.css";
import { HTML, linesOf } from "../article.js";
import { mounted, place } from "../mount.js";

interface Trix {
  getDocument(): { getLength(): number; toString(): string };
  composition: { insertString?(text: string): void };
  undoManager: { undoEntries: unknown[] };
  getSelectedRange(): [number, number];
  setSelectedRange(range: [number, number]): void;
  insertString(text: string): void;
  insertLineBreak(): void;
}

const input = document.createElement("input");
input.type = "hidden";
input.id = "saved";
input.value = HTML.replaceAll("<p>", "<div>").replaceAll("</p>", "</div>");
const element = document.createElement("trix-editor") as HTMLElement & { editor: Trix };
element.setAttribute("input", "saved");
const ready = new Promise((resolve) => element.addEventListener("trix-initialize", resolve, { once: true }));
place().append(input, element);
await ready;

mounted({
  name: "trix",
  shiftRedoes: true,
  target: element,
  root: () => element,
  content: () => input.value,
  text: () => linesOf(input.value),
  outside(text) {
    const at = element.editor.getSelectedRange();
    const end = element.editor.getDocument().getLength() - 1;
    element.editor.setSelectedRange([end, end]);
    element.editor.insertLineBreak();
    element.editor.insertString(text);
    element.editor.setSelectedRange(at);
  },
  replace(find, by) {
    const { editor } = element;
    const at = editor.getDocument().toString().indexOf(find);
    editor.setSelectedRange([at, at + find.length]);
    editor.insertString(by);
  },
  undoSteps: () => element.editor.undoManager.undoEntries.length,
  destroy: () => place().replaceChildren(),
});
