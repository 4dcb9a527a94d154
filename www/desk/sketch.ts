// Whether a text is an edited form of one that is on the desk.
//
// A text is a set of shingles, runs of SHINGLE words. Kept of it are the SIZE smallest of their hashes, a sample that is
// the same for the same shingles, so that two samples tell how much two texts have in common (Broder 1997). With
// SIZE = 256 the share is right to about three hundredths; texts of fewer shingles are compared exactly.

import { inSlices } from "../page/slices.js";
import { hash, words } from "./words.js";

const SHINGLE = 4;
const SIZE = 256;
/** Of the shorter text's shingles, so many must stand in the longer one: different articles share a thirtieth at most, two
 * with a word in twenty replaced two thirds … */
const SHARED = 0.4;
/** … which must not be longer than this many times the shorter. */
const LONGER = 4;
/** Characters read in one step: some 2 ms on a slow machine, and twice that where garbage is collected. */
const STEP = 5_000;

export interface Sketch {
  /** Of all words in their order: equal where the words are. */
  digest: string;
  /** The smallest hashes, in order. */
  least: number[];
  /** How many different shingles there are. */
  count: number;
}

/** The sketch of `text`. It takes pauses for a long text. */
export function sketchOf(text: string): Promise<Sketch> {
  return inSlices(sketching(text));
}

function* sketching(text: string): Generator<void, Sketch> {
  const shingles = new Set<number>();
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
      if (run.length === SHINGLE) shingles.add(hash(run.join(" ")));
    }
    from = to;
    yield;
  }
  // A text of three words is one shingle.
  if (shingles.size === 0 && run.length > 0) shingles.add(hash(run.join(" ")));
  const digest = [first, second].map((half) => half.toString(16).padStart(8, "0")).join("");
  return { digest, least: yield* leastOf(shingles), count: shingles.size };
}

/** Numbers looked at in one step. */
const SOME = 10_000;

/** The SIZE smallest, in order. All of a long text's in order would take 40 ms in one go. */
function* leastOf(numbers: ReadonlySet<number>): Generator<void, number[]> {
  let least: number[] = [];
  let limit = Number.POSITIVE_INFINITY;
  const settle = (): void => {
    least = least.sort((a, b) => a - b).slice(0, SIZE);
    limit = least[SIZE - 1] ?? limit;
  };
  let seen = 0;
  for (const number of numbers) {
    if (++seen % SOME === 0) yield;
    if (number >= limit) continue;
    least.push(number);
    if (least.length === 4 * SIZE) settle();
  }
  settle();
  return least;
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
