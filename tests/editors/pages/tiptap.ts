// Tiptap with its starter kit.

import { Editor } from "@tiptap/core";
import { undoDepth } from "@tiptap/pm/history";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import StarterKit from "@tiptap/starter-kit";
import { HTML } from "../article.js";
import { mounted, place } from "../mount.js";

const editor = new Editor({ element: place(), extensions: [StarterKit], content: HTML });
const begun = editor.state.doc;

mounted({
  name: "tiptap",
  target: editor,
  root: () => editor.view.dom,
  content: () => JSON.stringify([editor.getJSON(), editor.getHTML()]),
  text: () => editor.getText({ blockSeparator: "\n" }),
  outside(text) {
    const { state } = editor;
    const paragraph = state.schema.nodes["paragraph"]?.create(null, state.schema.text(text));
    if (paragraph) editor.view.dispatch(state.tr.insert(state.doc.content.size, paragraph).setMeta("addToHistory", false));
  },
  replace(find, by) {
    const { doc, tr } = editor.state;
    doc.descendants((node, at) => {
      const found = node.text?.indexOf(find) ?? -1;
      if (found >= 0) tr.insertText(by, at + found, at + found + find.length);
    });
    editor.view.dispatch(tr);
  },
  dirty: () => !editor.state.doc.eq(begun),
  undoSteps: () => undoDepth(editor.state) as number,
  furniture() {
    const name = document.createElement("div");
    name.textContent = "88 sacks";
    editor.view.setProps({ decorations: ({ doc }) => DecorationSet.create(doc, [Decoration.widget(0, name)]) });
  },
  destroy: () => editor.destroy(),
});
