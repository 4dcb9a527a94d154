// Slate with React.

import { createElement, useMemo, type ReactElement } from "react";
import { createRoot } from "react-dom/client";
import { createEditor, Editor, Node, Range, Transforms, type Descendant } from "slate";
import { HistoryEditor, withHistory } from "slate-history";
import { Editable, ReactEditor, Slate, withReact, type RenderLeafProps } from "slate-react";
import { PARAGRAPHS } from "../article.js";
import { mounted, place } from "../mount.js";

interface Leaf {
  text: string;
  bold?: boolean;
}

const editor = withHistory(withReact(createEditor()));
const react = createRoot(place());

function leaf({ attributes, children, leaf }: RenderLeafProps): ReactElement {
  return createElement("span", attributes, (leaf as Leaf).bold ? createElement("strong", null, children) : children);
}

function Page(): ReactElement {
  const first = useMemo(() => PARAGRAPHS.map((text) => ({ type: "paragraph", children: [{ text }] }) as Descendant), []);
  return createElement(Slate, {
    editor,
    initialValue: first,
    children: createElement(Editable, {
      renderLeaf: leaf,
      renderElement: ({ attributes, children }) => createElement("p", attributes, children),
      onKeyDown(event) {
        if (!event.ctrlKey) return;
        if (event.key === "b") {
          event.preventDefault();
          const bold = (Editor.marks(editor) as Leaf | null)?.bold === true;
          if (bold) Editor.removeMark(editor, "bold");
          else Editor.addMark(editor, "bold", true);
        }
      },
    }),
  });
}

react.render(createElement(Page));
await new Promise<void>((resolve) => {
  const look = (): void => (document.querySelector("[data-slate-editor]") ? resolve() : void setTimeout(look, 10));
  look();
});

mounted({
  name: "slate",
  target: editor,
  root: () => document.querySelector("[data-slate-editor]") as HTMLElement,
  content: () => JSON.stringify(editor.children),
  text: () => editor.children.map((block) => Node.string(block)).join("\n"),
  outside(text) {
    HistoryEditor.withoutSaving(editor, () => {
      Transforms.insertNodes(editor, { type: "paragraph", children: [{ text }] } as Descendant, { at: [editor.children.length] });
    });
  },
  replace(find, by) {
    for (const [node, path] of Node.texts(editor)) {
      const at = node.text.indexOf(find);
      if (at < 0) continue;
      Transforms.insertText(editor, by, { at: { anchor: { path, offset: at }, focus: { path, offset: at + find.length } } });
      return;
    }
  },
  undoSteps: () => editor.history.undos.length,
  heard() {
    // While an input method composes it leaves its selection where it is.
    if (ReactEditor.isComposing(editor)) return true;
    const shown = getSelection();
    if (!shown?.anchorNode || !ReactEditor.hasDOMNode(editor, shown.anchorNode)) return true;
    const selected = ReactEditor.toSlateRange(editor, shown, { exactMatch: false, suppressThrow: true });
    return selected !== null && editor.selection !== null && Range.equals(selected, editor.selection);
  },
  destroy: () => react.unmount(),
});
