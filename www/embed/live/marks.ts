// The marks of a live text: which stretch of which block is painted, and the ranges that paint it. Ranges are made for
// what has changed only.

import type { Piece } from "../../page/collect.js";
import { holds } from "../../page/view.js";
import { type Change, follow, type LiveBlock, type Stretch } from "./blocks.js";
import type { Painter } from "./painter.js";
import { Sight } from "./sight.js";

/** A stretch that is painted under a name. It moves with its words. */
export interface Mark extends Stretch {
  name: string;
  /** The claim that it marks. */
  owner: object | undefined;
  /** What paints it: none while it is out of sight, empty where its words could not be found. */
  ranges: Range[] | undefined;
}

/** Marks up to which all are painted, wherever they stand: about as many as a window shows. */
const FEW = 60;

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
    this.#displace(mark);
  }

  /** Paints a mark under another name, by the same ranges. */
  rename(mark: Mark, name: string): void {
    if (mark.name === name) return;
    for (const range of mark.ranges ?? []) {
      this.#painter.delete(mark.name, range);
      this.#painter.add(name, range);
    }
    mark.name = name;
  }

  /** Marks follow their words into changed blocks; those whose words have changed go, and are returned. */
  change({ removed, inserted }: Change): Mark[] {
    const dropped: Mark[] = [];
    // A block that only changed its place keeps its marks.
    const kept = new Set(inserted);
    for (const block of removed) {
      if (kept.has(block)) continue;
      for (const mark of [...(this.#byBlock.get(block) ?? [])]) {
        const now = follow(mark);
        if (!now) {
          this.remove(mark);
          dropped.push(mark);
          continue;
        }
        this.#displace(mark);
        Object.assign(mark, now);
        this.#keep(mark);
        // What took the place of a block in sight is in sight, as far as is known.
        this.#place(mark, mark.ranges !== undefined);
      }
    }
    this.#sight?.later();
    return dropped;
  }

  /** The page may show other marks, though nobody scrolled. */
  resized(): void {
    this.#sight?.resized();
  }

  /** A range around a stretch, painted or not. */
  rangeOf(stretch: Stretch): Range | undefined {
    return rangesOf(stretch, this.#painter)[0];
  }

  /** The claim's mark that is painted at a point of the window, the shortest where they lie over each other. Looks at every
   * mark that is painted, some hundreds at the most. */
  at(x: number, y: number): Mark | undefined {
    let best: Mark | undefined;
    for (const marks of this.#byBlock.values()) {
      for (const mark of marks) {
        if (!mark.owner || !mark.ranges || (best && best.end - best.start <= mark.end - mark.start)) continue;
        if (mark.ranges.some((range) => isAt(range, x, y))) best = mark;
      }
    }
    return best;
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

  /** Takes a mark out of its block, painted as it is. */
  #displace(mark: Mark): void {
    const there = this.#byBlock.get(mark.block);
    if (!there?.delete(mark)) return;
    this.#count -= 1;
    if (there.size > 0) return;
    this.#byBlock.delete(mark.block);
    this.#sight?.remove(mark.block.element);
  }

  #paint(mark: Mark): void {
    if (mark.ranges) return;
    mark.ranges = rangesOf(mark, this.#painter);
    for (const range of mark.ranges) this.#painter.add(mark.name, range);
  }

  /** The ranges of a mark in a block that has changed: browsers move a range with its words, and one that lost them is laid
   * around them again. Only where one range cannot hold them are others made. */
  #keep(mark: Mark): void {
    if (!mark.ranges) return;
    const [range, second] = mark.ranges;
    if (range && !second) {
      const { startContainer, startOffset, endContainer, endOffset } = range;
      if (lay(range, mark)) {
        // A highlight tells nothing of a range that was laid elsewhere by script.
        const isSame = startContainer === range.startContainer && startOffset === range.startOffset && endContainer === range.endContainer && endOffset === range.endOffset;
        if (!isSame) this.#painter.again(mark.name, range);
        return;
      }
    }
    this.#unpaint(mark);
    this.#paint(mark);
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
    sight.look();
  }
}

function isAt(range: Range, x: number, y: number): boolean {
  return [...range.getClientRects()].some(({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom);
}

/** The ranges of a stretch: one where one can hold it, none where its words are not there. */
function rangesOf(stretch: Stretch, painter: Painter): Range[] {
  const { block, start, end } = stretch;
  const whole = painter.range();
  if (lay(whole, stretch)) return [whole];
  // Hidden text lies between: a range for each stretch of a node.
  try {
    const parts = piecesOf(stretch).map((piece) => {
      const range = painter.range();
      set(range, piece, start, piece, end);
      return range;
    });
    return holds(parts, block.text.slice(start, end)) ? parts : [];
  } catch {
    // A node is shorter now: its change has yet to be told.
    return [];
  }
}

/** Lays a range around a stretch. False where it does not hold the words then. */
function lay(range: Range, stretch: Stretch): boolean {
  const { block, start, end } = stretch;
  const pieces = piecesOf(stretch);
  const first = pieces[0];
  const last = pieces.at(-1);
  if (!first || !last) return false;
  try {
    set(range, first, start, last, end);
  } catch {
    return false;
  }
  return holds([range], block.text.slice(start, end));
}

function piecesOf({ block, start, end }: Stretch): Piece[] {
  const pieces: Piece[] = [];
  for (let at = firstPiece(block.pieces, start); at < block.pieces.length; at += 1) {
    const piece = block.pieces[at];
    if (!piece || piece.at >= end) break;
    pieces.push(piece);
  }
  return pieces;
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

/** Ends that are there already are not set: each set costs the browser a look at every node around it. */
function set(range: Range, first: Piece, start: number, last: Piece, end: number): void {
  const from = first.from + Math.max(0, start - first.at);
  const to = last.from + Math.min(last.length, end - last.at);
  if (range.startContainer !== first.node || range.startOffset !== from) range.setStart(first.node, from);
  if (range.endContainer !== last.node || range.endOffset !== to) range.setEnd(last.node, to);
}
