// The marks of a live text: which stretch of which block is painted, and the ranges that paint it. Ranges are made for
// what has changed only.

import type { Piece } from "../../page/collect.js";
import { holds } from "../../page/view.js";
import { type Change, follow, type LiveBlock, type Stretch } from "./blocks.js";
import type { Painter } from "./painter.js";
import { Sight } from "./sight.js";

/** A stretch to be painted under a name. */
export interface Mark extends Stretch {
  name: string;
}

interface Painted extends Mark {
  ranges: Range[];
}

/** Marks up to which all are painted, wherever they stand. */
const FEW = 300;

export class Marks {
  readonly #painter: Painter;
  /** Every block that has marks. */
  readonly #marks = new Map<LiveBlock, readonly Mark[]>();
  /** Those that are painted, which are fewer where many are out of sight. */
  readonly #painted = new Map<LiveBlock, Painted[]>();
  #sight: Sight | undefined;

  constructor(painter: Painter) {
    this.#painter = painter;
  }

  /** Marks that are painted but whose words could not be found in their block. */
  get lost(): number {
    let lost = 0;
    for (const painted of this.#painted.values()) for (const { ranges } of painted) if (ranges.length === 0) lost += 1;
    return lost;
  }

  /** These marks and no other. */
  show(marks: readonly Mark[]): void {
    const next = new Map<LiveBlock, Mark[]>();
    for (const mark of marks) {
      const there = next.get(mark.block);
      if (there) there.push(mark);
      else next.set(mark.block, [mark]);
    }
    for (const block of [...this.#marks.keys()]) if (!next.has(block)) this.#set(block, []);
    this.#look(marks.length, next.keys());
    for (const [block, wanted] of next) this.#set(block, wanted);
  }

  /** Marks follow their words into changed blocks; those whose words have changed go. */
  change({ removed, inserted }: Change): void {
    const arrived = new Map<LiveBlock, Mark[]>();
    // A block that only changed its place keeps its marks.
    const kept = new Set(inserted);
    for (const block of removed) {
      const marks = this.#marks.get(block);
      if (!marks || kept.has(block)) continue;
      const wasPainted = this.#painted.has(block);
      this.#set(block, []);
      for (const mark of marks) {
        const now = follow(mark);
        if (!now) continue;
        if (wasPainted) this.#sight?.assume(now.block.element);
        const there = arrived.get(now.block);
        const moved = { ...now, name: mark.name };
        if (there) there.push(moved);
        else arrived.set(now.block, [moved]);
      }
    }
    for (const [block, marks] of arrived) this.#set(block, [...(this.#marks.get(block) ?? []), ...marks]);
  }

  /** The ranges of a stretch, painted or not. */
  rangesOf(stretch: Stretch): Range[] {
    return rangesOf(stretch, this.#painter.document);
  }

  dispose(): void {
    this.#sight?.dispose();
  }

  /** Few marks are painted all; of many, those in sight. */
  #look(count: number, blocks: Iterable<LiveBlock>): void {
    if (count <= FEW) {
      this.#sight?.dispose();
      this.#sight = undefined;
      return;
    }
    this.#sight ??= new Sight(this.#painter.window, (elements) => {
      const turned = new Set(elements);
      for (const [block, marks] of this.#marks) if (turned.has(block.element)) this.#paint(block, marks);
    });
    const elements = new Set<Element>();
    for (const { element } of blocks) elements.add(element);
    this.#sight.watch(elements);
  }

  #set(block: LiveBlock, marks: readonly Mark[]): void {
    if (marks.length > 0) this.#marks.set(block, marks);
    else this.#marks.delete(block);
    this.#paint(block, marks);
  }

  #paint(block: LiveBlock, marks: readonly Mark[]): void {
    const wanted = this.#sight && !this.#sight.isNear(block.element) ? [] : marks;
    const before = this.#painted.get(block);
    if (!before && wanted.length === 0) return;
    const left = new Map((before ?? []).map((mark) => [keyOf(mark), mark]));
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
    if (painted.length > 0) this.#painted.set(block, painted);
    else this.#painted.delete(block);
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
