// Which claim of a new report is which of the one before. A claim stays itself while its words and its place survive: an
// edit elsewhere changes neither. One that was cut and pasted, or whose words come back, is known by what stands around.
// Pure, and linear in the claims but for claims of equal words that have lost their places.

import type { Claim } from "../../engine/protocol.js";
import type { LiveBlock, Stretch } from "./blocks.js";

/** Characters of the text on both sides that tell equal words apart. */
const CONTEXT = 48;
/** How many of these have to be there, at the ends that touch the claim. */
const ENOUGH = 12;
/** Words as long as these are known by themselves. */
const LONG = 32;

/** A claim's words and what stands around them in its blocks. */
export interface Quote {
  kind: Claim["kind"];
  words: string;
  before: string;
  after: string;
}

/** A claim with the name that it keeps, and its place. */
export interface Known {
  readonly id: string;
  readonly kind: Claim["kind"];
  readonly place: Stretch;
}

/** A claim of the new report, by the engine's name for it. */
export type Fresh = Known;

/** A claim without a place, that may come back. */
export interface Lost extends Quote {
  readonly id: string;
}

/** What stands in a stretch of a block, with its surroundings. */
export function quoteOf({ kind, place: { block, start, end } }: Known): Quote {
  const { text } = block;
  return { kind, words: text.slice(start, end), before: text.slice(Math.max(0, start - CONTEXT), start), after: text.slice(end, end + CONTEXT) };
}

/**
 * The names of the claims in `fresh`: of those in `known` that are gone from the report, and of those in `lost`, where one
 * is the same claim. `isTaken` tells the names of all others. Returns which of `known` are gone for good as well.
 */
export function identify<K extends Known>(known: readonly K[], lost: readonly Lost[], fresh: readonly Fresh[], isTaken: (id: string) => boolean): { ids: string[]; same: (K | undefined)[]; gone: K[] } {
  const ids: (string | undefined)[] = fresh.map(() => undefined);
  const same: (K | undefined)[] = fresh.map(() => undefined);
  const left = new Set(known);
  const take = (at: number, claim: K): void => {
    ids[at] = claim.id;
    same[at] = claim;
    left.delete(claim);
  };
  const places = new Map<LiveBlock, K[]>();
  for (const claim of known) {
    const there = places.get(claim.place.block);
    if (there) there.push(claim);
    else places.set(claim.place.block, [claim]);
  }
  for (const [at, { kind, place }] of fresh.entries()) {
    const found = places.get(place.block)?.find((claim) => left.has(claim) && claim.kind === kind && claim.place.start === place.start && claim.place.end === place.end);
    if (found) take(at, found);
  }
  const astray = new Map<string, (Lost & { known?: K })[]>();
  const wait = (claim: Lost & { known?: K }): void => {
    const key = `${claim.kind} ${claim.words}`;
    const equal = astray.get(key);
    if (equal) equal.push(claim);
    else astray.set(key, [claim]);
  };
  if (ids.includes(undefined)) {
    for (const claim of left) wait({ ...quoteOf(claim), id: claim.id, known: claim });
    for (const claim of lost) wait(claim);
  }
  for (const [at, claim] of fresh.entries()) {
    if (astray.size === 0 || ids[at] !== undefined) continue;
    const quote = quoteOf(claim);
    const equal = astray.get(`${quote.kind} ${quote.words}`);
    const index = equal ? nearest(quote, equal) : -1;
    const found = equal?.[index];
    if (!found) continue;
    equal.splice(index, 1);
    if (found.known) take(at, found.known);
    else ids[at] = found.id;
  }
  const taken = new Set<string>([...ids.filter((id) => id !== undefined), ...lost.map(({ id }) => id), ...known.map(({ id }) => id)]);
  const named = ids.map((id, at) => {
    if (id !== undefined) return id;
    const own = (fresh[at] as Fresh).id;
    let name = own;
    for (let count = 2; taken.has(name) || isTaken(name); count += 1) name = `${own}~${count}`;
    taken.add(name);
    return name;
  });
  return { ids: named, same, gone: [...left] };
}

/** The index of the quote whose surroundings are most alike, where they are alike enough. */
function nearest(quote: Quote, among: readonly Quote[]): number {
  let best = -1;
  let most = quote.words.length >= LONG ? -1 : ENOUGH - 1;
  for (const [at, other] of among.entries()) {
    const same = alike(quote, other);
    if (same <= most) continue;
    best = at;
    most = same;
  }
  return best;
}

/** Characters next to the words that are the same on both sides; all of them where a side is wholly the same. */
function alike(a: Quote, b: Quote): number {
  let before = 0;
  while (before < a.before.length && before < b.before.length && a.before.at(-1 - before) === b.before.at(-1 - before)) before += 1;
  let after = 0;
  while (after < a.after.length && after < b.after.length && a.after[after] === b.after[after]) after += 1;
  const whole = (same: number, one: string, other: string): number => (same === one.length && same === other.length ? Math.max(same, ENOUGH / 2) : same);
  return whole(before, a.before, b.before) + whole(after, a.after, b.after);
}
