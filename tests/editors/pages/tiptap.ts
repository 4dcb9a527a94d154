// Tiptap with its starter kit.

import { Editor } from "@tiptap/core";
import { undoDepth } from "@tiptap/pm/history";
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
  dirty: () => !editor.state.doc.eq(begun),
  undoSteps: () => undoDepth(editor.state) as number,
  destroy: () => editor.destroy(),
});
