// Editor.js with its paragraphs. It has no undo of its own: the browser's works within a block.

import EditorJS from "@editorjs/editorjs";
import { PARAGRAPHS } from "../article.js";
import { makeBold, mounted, place } from "../mount.js";

const editor = new EditorJS({
  holder: place(),
  data: { blocks: PARAGRAPHS.map((text, at) => ({ id: `first-${at}`, type: "paragraph", data: { text } })) },
});
await editor.isReady;

/** A new block hears keys, and a pasted one gets its words, when the browser is idle; nothing tells of the last. */
let waiting = 0;
function awaitIdle(): void {
  waiting += 1;
  // Behind what the editor itself asks for as it hears of the same.
  setTimeout(() => requestIdleCallback(() => (waiting -= 1)));
}
addEventListener("paste", awaitIdle, true);
new MutationObserver(awaitIdle).observe(document.querySelector(".codex-editor__redactor") as HTMLElement, { childList: true });

/** Ids of new blocks are random, and the time is the clock's: neither is content. */
async function blocks(): Promise<{ type: string; data: { text: string } }[]> {
  return (await editor.save()).blocks.map(({ type, data }) => ({ type, data: data as { text: string } }));
}

mounted({
  name: "editorjs",
  target: editor,
  root: () => document.querySelector(".codex-editor__redactor") as HTMLElement,
  content: async () => JSON.stringify(await blocks()),
  async text() {
    const read = new DOMParser();
    return (await blocks()).map(({ data }) => read.parseFromString(data.text, "text/html").body.textContent ?? "").join("\n");
  },
  outside(text) {
    editor.blocks.insert("paragraph", { text }, undefined, editor.blocks.getBlocksCount(), false);
  },
  async replace(find, by) {
    for (const { id, data } of (await editor.save()).blocks as { id: string; data: { text: string } }[]) {
      if (data.text.includes(find)) await editor.blocks.update(id, { text: data.text.replace(find, by) });
    }
  },
  heard: () => waiting === 0,
  bold: makeBold,
  furniture() {
    editor.toolbar.open();
    editor.toolbar.toggleBlockSettings(true);
  },
  destroy: () => editor.destroy(),
});
