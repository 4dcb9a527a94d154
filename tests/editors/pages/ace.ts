// Ace: draws the lines in sight alone, and is not served.

import ace from "ace-builds";
import { PARAGRAPHS } from "../article.js";
import { mounted, place } from "../mount.js";

place().style.height = "300px";
const editor = ace.edit(place(), { value: PARAGRAPHS.join("\n"), useWorker: false });

mounted({
  name: "ace",
  target: editor,
  root: () => editor.container,
  content: () => editor.getValue(),
  text: () => editor.getValue(),
  outside: (text) => void editor.session.insert({ row: editor.session.getLength(), column: 0 }, `\n${text}`),
  plain: true,
  destroy: () => editor.destroy(),
});
