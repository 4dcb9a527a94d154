// CKEditor 5, its editor with several roots: a headline and a body, apart in the page.

import { Bold, Essentials, FindAndReplace, MultiRootEditor, Paragraph } from "ckeditor5";
import "ckeditor5/ckeditor5.css";
import { linesOf, PARAGRAPHS } from "../article.js";
import { shared } from "../ckeditor-shared.js";
import { mounted, place } from "../mount.js";

const [first, ...rest] = PARAGRAPHS.map((text) => `<p>${text}</p>`) as [string, ...string[]];
const hosts = { lead: document.createElement("div"), body: document.createElement("div") };
place().append(hosts.lead, Object.assign(document.createElement("p"), { textContent: "Between the roots: 77 barges." }), hosts.body);
const editor = await MultiRootEditor.create(hosts, {
  licenseKey: "GPL",
  plugins: [Essentials, Paragraph, Bold, FindAndReplace],
  initialData: { lead: first, body: rest.join("") },
});
// The page has to show a new root, and to let go of one that is detached.
const shown = new Map<string, HTMLElement>();
editor.on("addRoot", (_, root) => {
  const element = editor.createEditable(root);
  shown.set(root.rootName, element);
  place().append(element);
});
editor.on("detachRoot", (_, root) => {
  editor.detachEditable(root);
  shown.get(root.rootName)?.remove();
});
const all = (): string => [...editor.editing.view.domRoots.keys()].map((rootName) => editor.getData({ rootName: String(rootName) })).join("");

mounted({
  name: "ckeditor-roots",
  target: editor,
  // What holds both.
  root: place,
  content: all,
  text: () => linesOf(all()),
  further(isIn) {
    if (isIn) editor.addRoot("coda", { initialData: "<p>At last 71 sacks were left.</p>", isUndoable: true });
    else editor.detachRoot("coda", true);
  },
  ...shared(editor, "body"),
});
