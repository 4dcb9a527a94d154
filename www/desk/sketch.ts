// Whether a text is an edited form of one that is on the desk.
//
// A text is a set of shingles, runs of SHINGLE words. Kept of it are the SIZE smallest of their hashes, a sample that is
// the same for the same shingles, so that two samples tell how much two texts have in common (Broder 1997). With
// SIZE = 256 the share is right to about three hundredths; texts of fewer shingles are compared exactly.

import { inSlices, pause } from "../common/slices.js";
import { hash, hashOfAll, words } from "./words.js";

const SHINGLE = 4;
const SIZE = 256;
/** Of the shorter text's shingles, so many must stand in the longer one: different articles share a thirtieth at most, two
 * with a word in twenty replaced two thirds … */
const SHARED = 0.4;
/** … which must not be longer than this many times the shorter. */
const LONGER = 4;
/** Characters read in one step: 5,000 took 5 to 13 ms while the engine reads the same text beside it. */
const STEP = 2_000;
/** Places of a table looked at in one step. */
const PLACES = 50_000;

export interface Sketch {
  /** Of all words in their order: equal where the words are. */
  digest: string;
  /** The smallest hashes, in order. */
  least: number[];
  /** How many different shingles there are. */
  count: number;
}

/** The sketch of `text`. It takes pauses for a long text, and one before it begins: what asks for it has its own work. */
export async function sketchOf(text: string): Promise<Sketch> {
  await pause();
  return inSlices(sketching(text));
}

function* sketching(text: string): Generator<void, Sketch> {
  const shingles = new Numbers(text.length >> 1);
  // With the memory for a long text the first step took up to 34 ms.
  yield;
  const run: string[] = [];
  let [first, second] = [1, 2];
  for (let from = 0; from < text.length; ) {
    let to = Math.min(text.length, from + STEP);
    // Not in the middle of a word.
    while (to < text.length && to - from < STEP + 1000 && /\S/.test(text.charAt(to))) to += 1;
    for (const word of words(text.slice(from, to))) {
      first = hash(word, first);
      second = hash(word, second);
      run.push(word);
      if (run.length > SHINGLE) run.shift();
      if (run.length === SHINGLE) shingles.add(hashOfAll(run));
    }
    from = to;
    yield;
  }
  // A text of three words is one shingle.
  if (shingles.count === 0 && run.length > 0) shingles.add(hashOfAll(run));
  const digest = [first, second].map((half) => half.toString(16).padStart(8, "0")).join("");
  return { digest, least: yield* shingles.least(SIZE), count: shingles.count };
}

/** Different 32-bit numbers. A Set of them is an object for each, which the collection of garbage copies by the hundred
 * thousand, a frame at a time. */
class Numbers {
  count = 0;
  /** Open addressing; 0 is an empty place, so that the number 0 is taken for 1. */
  readonly #table: Uint32Array;
  readonly #mask: number;

  /** `most` is how many there can be. */
  constructor(most: number) {
    // At most half full, so that a place is found in a step or two.
    this.#mask = 2 ** Math.ceil(Math.log2(2 * most + 2)) - 1;
    this.#table = new Uint32Array(this.#mask + 1);
  }

  add(number: number): void {
    const one = number === 0 ? 1 : number;
    let at = one & this.#mask;
    for (; this.#table[at] !== 0; at = (at + 1) & this.#mask) if (this.#table[at] === one) return;
    this.#table[at] = one;
    this.count += 1;
  }

  /** The `size` smallest, in order. */
  *least(size: number): Generator<void, number[]> {
    let least: number[] = [];
    let limit = Number.POSITIVE_INFINITY;
    const settle = (): void => {
      least = least.sort((a, b) => a - b).slice(0, size);
      limit = least[size - 1] ?? limit;
    };
    for (let at = 0; at <= this.#mask; at += 1) {
      if (at % PLACES === 0) yield;
      const number = this.#table[at] as number;
      if (number === 0 || number >= limit) continue;
      least.push(number);
      if (least.length === 4 * size) settle();
    }
    settle();
    return least;
  }
}

/** The share of the shorter text's shingles that stand in the other, 0 where the lengths are too unlike to be told. */
export function shared(a: Sketch, b: Sketch): number {
  const [small, large] = [Math.min(a.count, b.count), Math.max(a.count, b.count)];
  if (small === 0 || large > small * LONGER) return 0;
  // The least of both together are a sample of all shingles that either has.
  const size = a.count <= SIZE && b.count <= SIZE ? Number.POSITIVE_INFINITY : SIZE;
  let [at, other, seen, common] = [0, 0, 0, 0];
  while (seen < size && (at < a.least.length || other < b.least.length)) {
    const x = a.least[at] ?? Number.POSITIVE_INFINITY;
    const y = b.least[other] ?? Number.POSITIVE_INFINITY;
    if (x === y) common += 1;
    if (x <= y) at += 1;
    if (y <= x) other += 1;
    seen += 1;
  }
  const resemblance = common / seen;
  return Math.min(1, (resemblance * (small + large)) / ((1 + resemblance) * small));
}

/** Whether one text is an edited form of the other. */
export function isEdited(share: number): boolean {
  return share >= SHARED;
}
