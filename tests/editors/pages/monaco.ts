// Monaco: draws the lines in sight alone, and is not served.

import { editor as monaco } from "monaco-editor/editor/editor.api.js";
import { PARAGRAPHS } from "../article.js";
import { mounted, place } from "../mount.js";

place().style.height = "300px";
const editor = monaco.create(place(), { value: PARAGRAPHS.join("\n"), language: "plaintext" });

mounted({
  name: "monaco",
  target: editor,
  root: () => editor.getDomNode() as HTMLElement,
  content: () => editor.getValue(),
  text: () => editor.getValue(),
  outside: (text) => editor.setValue(`${editor.getValue()}\n${text}`),
  plain: true,
  destroy: () => editor.dispose(),
});
