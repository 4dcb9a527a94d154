// CodeMirror: draws the lines in sight alone, and is not served.

import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { PARAGRAPHS } from "../article.js";
import { mounted, place } from "../mount.js";

const view = new EditorView({ parent: place(), state: EditorState.create({ doc: PARAGRAPHS.join("\n") }) });

mounted({
  name: "codemirror",
  target: view,
  root: () => view.contentDOM,
  content: () => view.state.doc.toString(),
  text: () => view.state.doc.toString(),
  outside: (text) => view.dispatch({ changes: { from: view.state.doc.length, insert: `\n${text}` } }),
  plain: true,
  destroy: () => view.destroy(),
});
