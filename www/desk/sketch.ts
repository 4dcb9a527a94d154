// Whether a text is an edited form of one that is on the desk.
//
// A text is a set of shingles, runs of SHINGLE words. Kept of it are the SIZE smallest of their hashes, a sample that is
// the same for the same shingles, so that two samples tell how much two texts have in common (Broder 1997). With
// SIZE = 256 the share is right to about three hundredths; texts of fewer shingles are compared exactly.

import { hash, words } from "./words.js";

const SHINGLE = 4;
const SIZE = 256;
/** Of the shorter text's shingles, so many must stand in the longer one: different articles share a thirtieth at most, two
 * with a word in twenty replaced two thirds … */
const SHARED = 0.4;
/** … which must not be longer than this many times the shorter. */
const LONGER = 4;
/** Characters read before the page may do something else. */
const STRETCH = 50_000;

export interface Sketch {
  /** Of all words in their order: equal where the words are. */
  digest: string;
  /** The smallest hashes, in order. */
  least: number[];
  /** How many different shingles there are. */
  count: number;
}

/** The sketch of `text`. It takes a few pauses for a long text. */
export async function sketchOf(text: string): Promise<Sketch> {
  const shingles = new Set<number>();
  const run: string[] = [];
  let [first, second] = [1, 2];
  for (let from = 0; from < text.length; ) {
    let to = Math.min(text.length, from + STRETCH);
    // Not in the middle of a word.
    while (to < text.length && to - from < STRETCH + 1000 && /\S/.test(text.charAt(to))) to += 1;
    for (const word of words(text.slice(from, to))) {
      first = hash(word, first);
      second = hash(word, second);
      run.push(word);
      if (run.length > SHINGLE) run.shift();
      if (run.length === SHINGLE) shingles.add(hash(run.join(" ")));
    }
    from = to;
    if (from < text.length) await new Promise((resolve) => setTimeout(resolve));
  }
  // A text of three words is one shingle.
  if (shingles.size === 0 && run.length > 0) shingles.add(hash(run.join(" ")));
  const digest = [first, second].map((half) => half.toString(16).padStart(8, "0")).join("");
  return { digest, least: [...shingles].sort((a, b) => a - b).slice(0, SIZE), count: shingles.size };
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
