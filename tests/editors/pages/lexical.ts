// Lexical by itself, with its rich text.

import { createEmptyHistoryState, registerHistory } from "@lexical/history";
import { $generateHtmlFromNodes } from "@lexical/html";
import { HeadingNode, QuoteNode, registerRichText } from "@lexical/rich-text";
import { $createParagraphNode, $createTextNode, $getRoot, COLLABORATION_TAG, createEditor, HISTORY_MERGE_TAG } from "lexical";
import { PARAGRAPHS } from "../article.js";
import { mounted, place } from "../mount.js";

const root = place();
root.contentEditable = "true";
const editor = createEditor({
  namespace: "tickmark",
  nodes: [HeadingNode, QuoteNode],
  onError(error) {
    throw error;
  },
});
editor.setRootElement(root);
const history = createEmptyHistoryState();
registerRichText(editor);
const append = (text: string): void => {
  $getRoot().append($createParagraphNode().append($createTextNode(text)));
};
editor.update(
  () => {
    $getRoot().clear();
    for (const text of PARAGRAPHS) append(text);
  },
  { discrete: true },
);
registerHistory(editor, history, 1000);
// The first state is what a step goes back to.
editor.update(() => undefined, { discrete: true, tag: HISTORY_MERGE_TAG });

mounted({
  name: "lexical",
  target: editor,
  root: () => root,
  content: () => JSON.stringify([editor.getEditorState().toJSON(), editor.read(() => $generateHtmlFromNodes(editor))]),
  text: () => editor.read(() => $getRoot().getChildren().map((block) => block.getTextContent()).join("\n")),
  outside(text) {
    editor.update(() => append(text), { discrete: true, tag: COLLABORATION_TAG });
  },
  replace(find, by) {
    editor.update(
      () => {
        const node = $getRoot().getAllTextNodes().find((node) => node.getTextContent().includes(find));
        node?.spliceText(node.getTextContent().indexOf(find), find.length, by);
      },
      { discrete: true },
    );
  },
  undoSteps: () => history.undoStack.length,
  destroy: () => editor.setRootElement(null),
});
