// The marks of a live text: which stretch of which block is painted, and the ranges that paint it. Ranges are made for
// what has changed only.

import type { Piece } from "../../page/collect.js";
import { holds } from "../../page/view.js";
import { type Change, follow, type LiveBlock, type Stretch } from "./blocks.js";
import type { Painter } from "./painter.js";
import { Sight } from "./sight.js";

/** A stretch that is painted under a name. It moves with its words. */
export interface Mark extends Stretch {
  readonly name: string;
  /** The claim that it marks. */
  owner: object | undefined;
  /** What paints it: none while it is out of sight, empty where its words could not be found. */
  ranges: Range[] | undefined;
}

/** Marks up to which all are painted, wherever they stand. */
const FEW = 300;

export class Marks {
  readonly #painter: Painter;
  readonly #byBlock = new Map<LiveBlock, Set<Mark>>();
  #count = 0;
  /** There where marks are many. */
  #sight: Sight | undefined;

  constructor(painter: Painter) {
    this.#painter = painter;
  }

  /** Marks that should be painted, but whose words could not be found in their block. */
  get lost(): number {
    let lost = 0;
    for (const marks of this.#byBlock.values()) for (const { ranges } of marks) if (ranges?.length === 0) lost += 1;
    return lost;
  }

  /** A mark that is there already stays as it is. */
  add(mark: Mark): void {
    if (this.#byBlock.get(mark.block)?.has(mark)) return;
    this.#place(mark, false);
    if (this.#count > FEW && !this.#sight) this.#look();
  }

  remove(mark: Mark): void {
    this.#unpaint(mark);
    const there = this.#byBlock.get(mark.block);
    if (!there?.delete(mark)) return;
    this.#count -= 1;
    if (there.size > 0) return;
    this.#byBlock.delete(mark.block);
    this.#sight?.remove(mark.block.element);
  }

  /** Marks follow their words into changed blocks; those whose words have changed go, and are returned. */
  change({ removed, inserted }: Change): Mark[] {
    const dropped: Mark[] = [];
    // A block that only changed its place keeps its marks.
    const kept = new Set(inserted);
    for (const block of removed) {
      if (kept.has(block)) continue;
      for (const mark of [...(this.#byBlock.get(block) ?? [])]) {
        const wasPainted = mark.ranges !== undefined;
        this.remove(mark);
        const now = follow(mark);
        if (!now) {
          dropped.push(mark);
          continue;
        }
        Object.assign(mark, now);
        // What took the place of a block in sight is in sight, as far as is known.
        this.#place(mark, wasPainted);
      }
    }
    return dropped;
  }

  /** The ranges of a stretch, painted or not. */
  rangesOf(stretch: Stretch): Range[] {
    return rangesOf(stretch, this.#painter.document);
  }

  dispose(): void {
    this.#sight?.dispose();
  }

  #place(mark: Mark, isNear: boolean): void {
    let there = this.#byBlock.get(mark.block);
    if (!there) {
      this.#byBlock.set(mark.block, (there = new Set()));
      this.#sight?.add(mark.block.element, isNear);
    }
    there.add(mark);
    this.#count += 1;
    if (!this.#sight || this.#sight.isNear(mark.block.element)) this.#paint(mark);
  }

  #paint(mark: Mark): void {
    if (mark.ranges) return;
    mark.ranges = rangesOf(mark, this.#painter.document);
    for (const range of mark.ranges) this.#painter.add(mark.name, range);
  }

  #unpaint(mark: Mark): void {
    for (const range of mark.ranges ?? []) this.#painter.delete(mark.name, range);
    mark.ranges = undefined;
  }

  /** From now on only what is in sight is painted. */
  #look(): void {
    const sight = new Sight(this.#painter.window, (turned) => {
      for (const [block, marks] of this.#byBlock) {
        if (!turned.has(block.element)) continue;
        for (const mark of marks) {
          if (sight.isNear(block.element)) this.#paint(mark);
          else this.#unpaint(mark);
        }
      }
    });
    this.#sight = sight;
    // What is painted already stays until it is known to be out of sight.
    for (const block of this.#byBlock.keys()) sight.add(block.element, true);
  }
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
