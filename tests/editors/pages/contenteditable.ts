// A plain editable element, as many small CMSs have one.

import { HTML, linesOf } from "../article.js";
import { makeBold, mounted, place, replaceInNodes } from "../mount.js";

const root = place();
root.contentEditable = "true";
root.append(...new DOMParser().parseFromString(HTML, "text/html").body.childNodes);

mounted({
  name: "contenteditable",
  target: root,
  root: () => root,
  content: () => root.innerHTML,
  text: () => linesOf(root.innerHTML),
  outside(text) {
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    root.append(paragraph);
  },
  replace: (find, by) => replaceInNodes(root, find, by),
  bold: makeBold,
  destroy: () => root.remove(),
});
