// Which claim of a new report is which of the one before. A claim stays itself while its words and its place survive: an
// edit elsewhere changes neither. One that was cut and pasted, or whose words come back, is known by what stands around.
// Pure, and linear in the claims but for claims of equal words that have lost their places.

import type { Claim } from "../../engine/protocol.js";
import { follow, type LiveBlock, type Stretch } from "./blocks.js";

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

/** A claim with its own name and its place. */
export interface Known extends Quote {
  readonly id: string;
  readonly place: Stretch;
}

/** A claim of the new report. */
export interface Fresh {
  /** The engine's name for it. */
  id: string;
  kind: Claim["kind"];
  place: Stretch;
}

/** What stands in a stretch of a block, with its surroundings. */
export function quoteOf(kind: Claim["kind"], { block, start, end }: Stretch): Quote {
  const { text } = block;
  return { kind, words: text.slice(start, end), before: text.slice(Math.max(0, start - CONTEXT), start), after: text.slice(end, end + CONTEXT) };
}

/**
 * The names of the claims in `fresh`, and which of `known` are not among them. `taken` are names that no new claim may
 * have. `lost` are claims without a place, that may have come back.
 */
export function identify(known: readonly Known[], lost: readonly (Quote & { id: string })[], fresh: readonly Fresh[]): { ids: string[]; gone: Known[] } {
  const ids: (string | undefined)[] = fresh.map(() => undefined);
  const places = new Map<LiveBlock, Known[]>();
  const left = new Set<Known>();
  for (const claim of known) {
    const now = follow(claim.place);
    left.add(claim);
    if (!now) continue;
    const moved = { ...claim, place: now, was: claim };
    const there = places.get(now.block);
    if (there) there.push(moved);
    else places.set(now.block, [moved]);
  }
  for (const [at, { kind, place }] of fresh.entries()) {
    const there = places.get(place.block) as (Known & { was: Known })[] | undefined;
    if (!there) continue;
    const index = there.findIndex((claim) => claim.kind === kind && claim.place.start === place.start && claim.place.end === place.end);
    const same = there[index];
    if (!same) continue;
    // Both are in the order of the text: the next is most often the first that is left.
    there.splice(index, 1);
    left.delete(same.was);
    ids[at] = same.id;
  }
  const astray = new Map<string, (Quote & { id: string; known?: Known })[]>();
  const wait = (claim: Quote & { id: string; known?: Known }): void => {
    const key = `${claim.kind} ${claim.words}`;
    const same = astray.get(key);
    if (same) same.push(claim);
    else astray.set(key, [claim]);
  };
  for (const claim of left) wait({ ...claim, known: claim });
  for (const claim of lost) wait(claim);
  if (astray.size > 0) {
    for (const [at, { kind, place }] of fresh.entries()) {
      if (ids[at] !== undefined) continue;
      const quote = quoteOf(kind, place);
      const same = astray.get(`${kind} ${quote.words}`);
      const index = same ? nearest(quote, same) : -1;
      const found = same?.[index];
      if (!found) continue;
      same.splice(index, 1);
      if (found.known) left.delete(found.known);
      ids[at] = found.id;
    }
  }
  const taken = new Set<string>([...ids.filter((id) => id !== undefined), ...lost.map(({ id }) => id), ...[...left].map(({ id }) => id)]);
  const named = ids.map((id, at) => {
    if (id !== undefined) return id;
    const own = (fresh[at] as Fresh).id;
    let name = own;
    for (let count = 2; taken.has(name); count += 1) name = `${own}~${count}`;
    taken.add(name);
    return name;
  });
  return { ids: named, gone: [...left] };
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
