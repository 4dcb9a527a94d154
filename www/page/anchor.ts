// A live page's text and the way from its offsets to nodes and back.

import type { Block, Piece } from "./collect.js";
import { holds, type TextView } from "./view.js";

interface Anchor extends Piece {
  /** Offset in the whole text. */
  start: number;
}

/** The text of some blocks, a line for each. The page stays as it is: this only remembers where the text was. */
export class LiveText implements TextView {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Offset of each block. */
  readonly starts: readonly number[];
  readonly documents: readonly Document[];
  #anchors: Anchor[] = [];
  #byNode: Map<Node, Anchor[]> | undefined;

  constructor(blocks: readonly Block[]) {
    const documents = new Set<Document>();
    const starts: number[] = [];
    let length = 0;
    for (const block of blocks) {
      starts.push(length);
      for (const piece of block.pieces) this.#anchors.push({ ...piece, start: length + piece.at });
      documents.add(block.element.ownerDocument);
      length += block.text.length + 1;
    }
    this.blocks = blocks;
    this.starts = starts;
    this.text = blocks.map((block) => block.text).join("\n");
    this.documents = [...documents];
  }

  ranges(start: number, end: number): Range[] {
    const anchors: Anchor[] = [];
    for (let at = this.#first(start); at < this.#anchors.length; at += 1) {
      const anchor = this.#anchors[at];
      if (!anchor || anchor.start >= end) break;
      anchors.push(anchor);
    }
    const first = anchors[0];
    const last = anchors.at(-1);
    if (!first || !last) return [];
    try {
      const whole = rangeOf(first, Math.max(start, first.start), last, Math.min(end, last.start + last.length));
      if (whole && holds([whole], this.text.slice(start, end))) return [whole];
      // Hidden text or the border of a shadow tree lies between: a range for each stretch of a node.
      return anchors.flatMap((anchor) => rangeOf(anchor, Math.max(start, anchor.start), anchor, Math.min(end, anchor.start + anchor.length)) ?? []);
    } catch {
      // The node has changed and is shorter now.
      return [];
    }
  }

  offset(node: Node, offset: number): number | undefined {
    if (!this.#byNode) {
      this.#byNode = new Map();
      for (const anchor of this.#anchors) {
        const anchors = this.#byNode.get(anchor.node);
        if (anchors) anchors.push(anchor);
        else this.#byNode.set(anchor.node, [anchor]);
      }
    }
    for (const anchor of this.#byNode.get(node) ?? []) {
      if (offset >= anchor.from && offset <= anchor.from + anchor.length) return anchor.start + offset - anchor.from;
    }
    return undefined;
  }

  /** The index of the block that holds an offset. */
  blockAt(offset: number): number {
    return lastAtMost(this.starts, offset, (start) => start);
  }

  /** The index of the first anchor that ends behind `offset`. */
  #first(offset: number): number {
    const at = Math.max(0, lastAtMost(this.#anchors, offset, (anchor) => anchor.start));
    const anchor = this.#anchors[at];
    return anchor && anchor.start + anchor.length <= offset ? at + 1 : at;
  }
}

/** The index of the last item whose key is at most `key`, or -1. */
function lastAtMost<T>(items: readonly T[], key: number, of: (item: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (of(items[middle] as T) <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function rangeOf(first: Anchor, start: number, last: Anchor, end: number): Range | undefined {
  if (first.node !== last.node && first.node.getRootNode() !== last.node.getRootNode()) return undefined;
  const range = first.node.ownerDocument.createRange();
  range.setStart(first.node, first.from + start - first.start);
  range.setEnd(last.node, last.from + end - last.start);
  return range;
}
