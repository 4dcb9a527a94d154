// The marks of a live text: which stretch of which block is painted, and the ranges that paint it. Ranges are made for
// what has changed only.

import type { Piece } from "../../page/collect.js";
import { holds } from "../../page/view.js";
import { type Change, follow, type LiveBlock, type Stretch } from "./blocks.js";
import type { Painter } from "./painter.js";

/** A stretch to be painted under a name. */
export interface Mark extends Stretch {
  name: string;
}

interface Painted extends Mark {
  ranges: Range[];
}

export class Marks {
  readonly #painter: Painter;
  readonly #byBlock = new Map<LiveBlock, Painted[]>();
  /** Marks whose words could not be found in their block. */
  lost = 0;

  constructor(painter: Painter) {
    this.#painter = painter;
  }

  /** Paints these marks and no other. `marks` are in the order of the blocks. */
  show(marks: readonly Mark[]): void {
    const next = new Map<LiveBlock, Mark[]>();
    for (const mark of marks) {
      const there = next.get(mark.block);
      if (there) there.push(mark);
      else next.set(mark.block, [mark]);
    }
    for (const block of [...this.#byBlock.keys()]) if (!next.has(block)) this.#clear(block);
    for (const [block, wanted] of next) this.#set(block, wanted);
    this.lost = 0;
    for (const painted of this.#byBlock.values()) for (const { ranges } of painted) if (ranges.length === 0) this.lost += 1;
  }

  /** Marks follow their words into changed blocks; those whose words have changed go. */
  change({ removed, inserted }: Change): void {
    const arrived = new Map<LiveBlock, Mark[]>();
    // A block that only changed its place keeps its marks.
    const kept = new Set(inserted);
    for (const block of removed) {
      const painted = this.#byBlock.get(block);
      if (!painted || kept.has(block)) continue;
      this.#clear(block);
      for (const mark of painted) {
        const now = follow(mark);
        if (!now) continue;
        const there = arrived.get(now.block);
        const moved = { ...now, name: mark.name };
        if (there) there.push(moved);
        else arrived.set(now.block, [moved]);
      }
    }
    for (const [block, marks] of arrived) this.#set(block, [...(this.#byBlock.get(block) ?? []), ...marks]);
  }

  /** The ranges of a stretch, painted or not. */
  rangesOf(stretch: Stretch): Range[] {
    return rangesOf(stretch, this.#painter.document);
  }

  #set(block: LiveBlock, wanted: readonly Mark[]): void {
    const left = new Map((this.#byBlock.get(block) ?? []).map((mark) => [keyOf(mark), mark]));
    const painted: Painted[] = [];
    for (const mark of wanted) {
      const same = left.get(keyOf(mark));
      if (same) {
        left.delete(keyOf(mark));
        painted.push(same);
      } else {
        const ranges = rangesOf(mark, this.#painter.document);
        for (const range of ranges) this.#painter.add(mark.name, range);
        painted.push({ ...mark, ranges });
      }
    }
    for (const { name, ranges } of left.values()) for (const range of ranges) this.#painter.delete(name, range);
    if (painted.length > 0) this.#byBlock.set(block, painted);
    else this.#byBlock.delete(block);
  }

  #clear(block: LiveBlock): void {
    for (const { name, ranges } of this.#byBlock.get(block) ?? []) for (const range of ranges) this.#painter.delete(name, range);
    this.#byBlock.delete(block);
  }
}

function keyOf({ name, start, end }: Mark): string {
  return `${name} ${start} ${end}`;
}

/** The ranges of a stretch: one where one can hold it, none where its words are not there. */
export function rangesOf({ block, start, end }: Stretch, shown: Document): Range[] {
  const pieces: Piece[] = [];
  for (let at = firstPiece(block.pieces, start); at < block.pieces.length; at += 1) {
    const piece = block.pieces[at];
    if (!piece || piece.at >= end) break;
    pieces.push(piece);
  }
  const first = pieces[0];
  const last = pieces.at(-1);
  if (!first || !last) return [];
  const words = block.text.slice(start, end);
  try {
    const whole = rangeOf(shown, first, start, last, end);
    if (holds([whole], words)) return [whole];
    // Hidden text lies between: a range for each stretch of a node.
    const parts = pieces.map((piece) => rangeOf(shown, piece, start, piece, end));
    return holds(parts, words) ? parts : [];
  } catch {
    // A node is shorter now: its change has yet to be told.
    return [];
  }
}

/** The index of the first piece that ends behind `offset`. */
function firstPiece(pieces: readonly Piece[], offset: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const piece = pieces[middle] as Piece;
    if (piece.at + piece.length <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function rangeOf(shown: Document, first: Piece, start: number, last: Piece, end: number): Range {
  const range = shown.createRange();
  range.setStart(first.node, first.from + Math.max(0, start - first.at));
  range.setEnd(last.node, last.from + Math.min(last.length, end - last.at));
  return range;
}
