// ProseMirror by itself.

import { baseKeymap, toggleMark } from "@tiptap/pm/commands";
import { history, redo, undo, undoDepth } from "@tiptap/pm/history";
import { keymap } from "@tiptap/pm/keymap";
import { DOMParser as Reader, DOMSerializer, Schema } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import { Decoration, DecorationSet, EditorView } from "@tiptap/pm/view";
import { replaceAll, search, SearchQuery, setSearchState } from "prosemirror-search";
import { HTML, PARAGRAPHS } from "../article.js";
import { mounted, place } from "../mount.js";

const schema = new Schema({
  nodes: {
    doc: { content: "paragraph+" },
    paragraph: { content: "text*", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
    text: {},
  },
  marks: { strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] } },
});
const strong = schema.marks["strong"];
if (!strong) throw new Error("the schema has no strong");
const begun = Reader.fromSchema(schema).parse(new DOMParser().parseFromString(HTML, "text/html").body);
const view = new EditorView(place(), {
  state: EditorState.create({
    doc: begun,
    plugins: [history(), search(), keymap({ "Mod-z": undo, "Mod-y": redo, "Mod-b": toggleMark(strong) }), keymap(baseKeymap)],
  }),
});
if (begun.childCount !== PARAGRAPHS.length) throw new Error("the article was not read whole");

mounted({
  name: "prosemirror",
  target: view,
  root: () => view.dom,
  content() {
    const whole = document.createElement("div");
    whole.append(DOMSerializer.fromSchema(schema).serializeFragment(view.state.doc.content));
    return JSON.stringify([view.state.doc.toJSON(), whole.innerHTML]);
  },
  text: () => view.state.doc.textBetween(0, view.state.doc.content.size, "\n"),
  outside(text) {
    const paragraph = schema.nodes["paragraph"]?.create(null, schema.text(text));
    if (paragraph) view.dispatch(view.state.tr.insert(view.state.doc.content.size, paragraph).setMeta("addToHistory", false));
  },
  replace(find, by) {
    view.dispatch(setSearchState(view.state.tr, new SearchQuery({ search: find, replace: by })));
    replaceAll(view.state, view.dispatch);
    view.dispatch(setSearchState(view.state.tr, new SearchQuery({ search: "" })));
  },
  dirty: () => !view.state.doc.eq(begun),
  undoSteps: () => undoDepth(view.state) as number,
  furniture() {
    const name = document.createElement("div");
    name.textContent = "88 sacks";
    view.setProps({ decorations: ({ doc }) => DecorationSet.create(doc, [Decoration.widget(0, name)]) });
  },
  destroy: () => view.destroy(),
});
