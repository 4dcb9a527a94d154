// The browser's own input.

import { PARAGRAPHS } from "../article.js";
import { mounted, place } from "../mount.js";

const field = document.createElement("input");
field.id = "editor";
place().replaceWith(field);
field.defaultValue = PARAGRAPHS.join(" ");

mounted({
  name: "input",
  target: field,
  root: () => field,
  content: () => field.value,
  text: () => field.value.replace(/\n+/g, "\n").trim(),
  outside(text) {
    field.value += ` ${text}`;
  },
  replace(find, by) {
    const at = field.value.indexOf(find);
    field.setRangeText(by, at, at + find.length, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
  },
  plain: true,
  destroy: () => field.remove(),
});
