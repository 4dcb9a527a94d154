// The browser's own textarea.

import { PARAGRAPHS } from "../article.js";
import { mounted, place } from "../mount.js";

const field = document.createElement("textarea");
field.id = "editor";
place().replaceWith(field);
field.defaultValue = PARAGRAPHS.join("\n\n");

mounted({
  name: "textarea",
  target: field,
  root: () => field,
  content: () => field.value,
  text: () => field.value.replace(/\n+/g, "\n").trim(),
  outside(text) {
    field.value += `\n\n${text}`;
  },
  replace(find, by) {
    const at = field.value.indexOf(find);
    field.setRangeText(by, at, at + find.length, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
  },
  plain: true,
  destroy: () => field.remove(),
});
