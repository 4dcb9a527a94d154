// Reads the parts of a page that are asked for.

import { type Block, collect, frameBody } from "../page/collect.js";
import { scope } from "../page/scope.js";
import { api } from "./api.js";
import type { Part } from "./messages.js";

/** The element that holds our own panel where it is in the page; it is no part of the page. */
const own = new Set<Element>();

export function disown(element: Element): void {
  own.add(element);
}

/** Closed shadow roots too, which both browsers let an extension see. */
export function shadowOf(element: Element): ShadowRoot | null {
  if (own.has(element)) return null;
  // Only elements that may have a shadow root are asked: custom elements and a few of HTML.
  if (!element.localName.includes("-") && !/^(div|span|section|article|main|aside|header|footer|nav|p|blockquote|h[1-6]|body)$/.test(element.localName)) return null;
  const firefox = (element as { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot;
  if (firefox !== undefined) return firefox;
  if (element instanceof HTMLElement && api.dom) return api.dom.openOrClosedShadowRoot(element);
  return element.shadowRoot;
}

export function read(part: Part, selected: readonly Range[]): Block[] {
  if (!document.body) return [];
  // What is selected in an editable part was asked for.
  const blocks = collect(document.body, { shadow: shadowOf, editable: part === "selection" });
  if (part === "page") return blocks;
  if (part === "selection") return blocks.flatMap((block) => cut(block, selected) ?? []);
  return scope(blocks);
}

/** The part of a block that lies in one of the ranges. */
function cut(block: Block, ranges: readonly Range[]): Block | undefined {
  const pieces = block.pieces.flatMap((piece) => {
    for (const range of ranges) {
      if (range.startContainer.ownerDocument !== piece.node.ownerDocument || !range.intersectsNode(piece.node)) continue;
      const start = range.startContainer === piece.node ? Math.max(range.startOffset, piece.from) : piece.from;
      const end = range.endContainer === piece.node ? Math.min(range.endOffset, piece.from + piece.length) : piece.from + piece.length;
      if (end > start) return [{ ...piece, at: piece.at + start - piece.from, from: start, length: end - start }];
    }
    return [];
  });
  const first = pieces[0];
  const last = pieces.at(-1);
  if (!first || !last) return undefined;
  return {
    ...block,
    text: block.text.slice(first.at, last.at + last.length),
    pieces: pieces.map((piece) => ({ ...piece, at: piece.at - first.at })),
  };
}

/** What is selected in the page and in its frames. */
export function selections(): Range[] {
  const documents = [document, ...[...document.querySelectorAll("iframe")].flatMap((frame) => frameBody(frame)?.ownerDocument ?? [])];
  return documents.flatMap((shown) => {
    const selection = shown.getSelection();
    if (!selection || selection.isCollapsed) return [];
    return Array.from({ length: selection.rangeCount }, (_, at) => selection.getRangeAt(at).cloneRange());
  });
}

/** Every tree that holds text: the document, shadow trees, documents of frames. */
export function trees(blocks: readonly Block[]): Node[] {
  const roots = new Set<Node>([document]);
  for (const block of blocks) {
    for (let root: Node | undefined = block.element.getRootNode(); root && !roots.has(root); ) {
      roots.add(root);
      const host: Element | null | undefined = root instanceof ShadowRoot ? root.host : (root as Document).defaultView?.frameElement;
      root = host?.getRootNode();
    }
  }
  return [...roots];
}
