// WordPress's block editor: its canvas in a frame or in the page, as the host decides. History is the host's task.

import { BlockCanvas, BlockEditorProvider, BlockList, BlockTools, ObserveTyping, WritingFlow } from "@wordpress/block-editor";
import "@wordpress/block-editor/build-style/style.css";
import "@wordpress/block-editor/build-style/content.css";
import "@wordpress/components/build-style/style.css";
import { init as paragraph } from "@wordpress/block-library/build-module/paragraph/index.mjs";
import { createBlock, serialize, setDefaultBlockName } from "@wordpress/blocks";
import { SlotFillProvider } from "@wordpress/components";
import { useStateWithHistory } from "@wordpress/compose";
import * as data from "@wordpress/data";
import "@wordpress/format-library";
import { createElement, type KeyboardEvent, type ReactElement, useState } from "react";
import { createRoot } from "react-dom/client";
import { PARAGRAPHS, linesOf } from "./article.js";
import { mounted, place } from "./mount.js";

type Blocks = ReturnType<typeof createBlock>[];

paragraph();
setDefaultBlockName("core/paragraph");

export async function start(name: string, framed: boolean): Promise<void> {
  const first: Blocks = PARAGRAPHS.map((content) => createBlock("core/paragraph", { content }));
  let blocks: Blocks = first;
  let put: (next: Blocks) => void = () => undefined;
  let steps = 0;
  let where: "page" | "frame" | "nowhere" = framed ? "frame" : "page";
  let draw: () => void = () => undefined;

  function Page(): ReactElement {
    const { value, setValue, undo, redo } = useStateWithHistory({ blocks: first });
    blocks = (value as { blocks: Blocks }).blocks;
    put = (next) => setValue({ blocks: next }, false);
    const [, again] = useState(0);
    draw = () => again((count) => count + 1);
    const keys = (event: KeyboardEvent): void => {
      if (!event.ctrlKey || (event.key !== "z" && event.key !== "y")) return;
      event.preventDefault();
      if (event.key === "z") undo();
      else redo();
    };
    const canvas = where === "nowhere"
      ? null
      : where === "frame"
      ? createElement(BlockCanvas, { height: "400px" })
      : createElement(BlockTools, null, createElement(WritingFlow, { className: "editor-styles-wrapper" }, createElement(ObserveTyping, null, createElement(BlockList, null))));
    return createElement(
      "div",
      { onKeyDown: keys },
      createElement(
        SlotFillProvider,
        null,
        createElement(
          BlockEditorProvider,
          {
            value: blocks,
            onInput: (next: Blocks) => setValue({ blocks: next }, true),
            onChange(next: Blocks) {
              steps += 1;
              setValue({ blocks: next }, false);
            },
            settings: { hasFixedToolbar: true, keepCaretInsideBlock: true },
          },
          canvas,
        ),
      ),
    );
  }

  const react = createRoot(place());
  react.render(createElement(Page));
  const root = (): HTMLElement | null => {
    const shown = where === "frame" ? document.querySelector<HTMLIFrameElement>("iframe[name=editor-canvas]")?.contentDocument : document;
    return shown?.querySelector<HTMLElement>(".block-editor-block-list__layout") ?? null;
  };
  const shown = (): Promise<void> =>
    new Promise((resolve) => {
      const isThere = (): boolean => (where === "nowhere" ? !document.querySelector("iframe, [data-block]") : (root()?.querySelectorAll("[data-block]").length ?? 0) >= first.length);
      const look = (): void => (isThere() ? resolve() : void setTimeout(look, 10));
      look();
    });
  await shown();
  mounted({
    name,
    target: data,
    root: () => root() as HTMLElement,
    content: () => serialize(blocks),
    text: () => linesOf(serialize(blocks).replace(/<!--.*?-->/g, "")),
    outside: (text) => put([...blocks, createBlock("core/paragraph", { content: text })]),
    replace(find, by) {
      put(
        blocks.map((block) => {
          const content = String((block.attributes as { content: unknown }).content);
          return content.includes(find) ? { ...block, attributes: { ...block.attributes, content: content.replace(find, by) } } : block;
        }),
      );
    },
    // An empty paragraph says what can be done in it.
    furniture: () => put([...blocks, createBlock("core/paragraph", { content: "" })]),
    undoSteps: () => steps,
    show(next) {
      where = next;
      draw();
      return shown();
    },
    destroy: () => react.unmount(),
  });
}
