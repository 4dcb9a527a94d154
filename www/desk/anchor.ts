// Finding reviewed claims again in a text that was edited. A review goes to a claim of the same kind with the same
// words, and only where what stands around it says that it is the same claim; otherwise it is lost: listed, never
// dropped, never given to another. It is found again when the words come back.
//
// First by equal sentences, which must be told apart by their neighbours where they are short or repeated. Then by
// sentences that were edited: alike, new in this text, and without another name or number in the place of theirs.
//
// Linear in text and claims, and for each review that is not found at once at most NEAREST sentences are compared.

import { inSlices, pause } from "../common/slices.js";
import type { Claim } from "../engine/protocol.js";
import type { Anchor, Kept, Review } from "./record.js";
import { isBlank } from "./record.js";
import { groupBy, likeness, plain, words } from "./words.js";

/** Units of a sentence that are kept on each side of the claim, and beyond the sentence. */
const WITHIN = 500;
const BEYOND = 80;
/** A sentence with as many words beside the quote says by itself which claim it is. */
const TELLING = 4;
/** A quotation of as many words says so too. */
const LONG = 5;
/** Edited sentences are the same from this likeness, and the next best must be this much less alike. */
const ALIKE = 0.6;
const MARGIN = 0.05;
/** Candidates looked at for one review. */
const NEAREST = 32;

/** What became of the reviews in a text. */
export interface Reanchored {
  /** By claim id. Blank reviews are not in it. */
  reviews: Map<string, Review>;
  /** Claims whose sentence was edited since they were reviewed, by id: how it read then. */
  edited: Map<string, string>;
  /** Reviews whose claim is not in the text. */
  lost: Kept[];
  /** All that went in, in its order, with the anchors of this text where the claim was found. */
  kept: Kept[];
  /** The claim's id for each key that was found. */
  places: Map<string, string>;
}

/** Where `claim` stands in `text`. */
export function anchorOf(text: string, claim: Claim): Anchor {
  const [start, end] = claim.span;
  const from = Math.max(claim.sentence[0], start - WITHIN);
  const to = Math.min(claim.sentence[1], end + WITHIN);
  return {
    kind: claim.kind,
    quote: text.slice(start, end),
    sentence: text.slice(from, to),
    at: start - from,
    prefix: text.slice(Math.max(0, from - BEYOND), from),
    suffix: text.slice(to, to + BEYOND),
    position: start,
    id: claim.id,
  };
}

/** An anchor in words that can be compared. Each part is made when it is asked for: most are not. */
class Place {
  readonly anchor: Anchor;
  #sentence: string | undefined;
  #head: string | undefined;
  #before: string[] | undefined;
  #after: string[] | undefined;

  constructor(anchor: Anchor) {
    this.anchor = anchor;
  }

  get sentence(): string {
    return (this.#sentence ??= plain(this.anchor.sentence));
  }

  /** The sentence before the quote: tells equal quotes in one sentence apart. */
  get head(): string {
    return (this.#head ??= plain(this.anchor.sentence.slice(0, this.anchor.at)));
  }

  /** The words before the sentence, the nearest first. */
  get before(): string[] {
    return (this.#before ??= words(this.anchor.prefix).reverse());
  }

  get after(): string[] {
    return (this.#after ??= words(this.anchor.suffix));
  }
}

function nameOf(anchor: { kind: string; quote: string }): string {
  return `${anchor.kind} ${plain(anchor.quote)}`;
}

class Candidate extends Place {
  readonly claim: Claim;
  taken = false;

  constructor(claim: Claim, text: string) {
    super(anchorOf(text, claim));
    this.claim = claim;
  }
}

class Wanted extends Place {
  readonly kept: Kept;
  found: Candidate | undefined;

  constructor(kept: Kept) {
    super(kept.anchor);
    this.kept = kept;
  }
}

/** Units of a text that are made plain in one step. */
const PART = 50_000;

/** `plain` of a long text. */
function* plainInSteps(text: string): Generator<void, string> {
  const parts: string[] = [];
  for (let from = 0; from < text.length; ) {
    // Up to a border of words: what is made plain on both sides is plain together.
    const border = text.indexOf("\n", from + PART);
    const to = border < 0 ? text.length : border;
    parts.push(plain(text.slice(from, to)));
    from = to;
    yield;
  }
  return parts.filter((part) => part !== "").join(" ");
}

/**
 * Finds the claims of `kept` among the `claims` of `text`. `before` is the text that they stood in: a sentence that was
 * already there is no edited form of another.
 */
export function reanchor(kept: readonly Kept[], text: string, claims: readonly Claim[], before?: string): Reanchored {
  const steps = reanchoring(kept, text, claims, before);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `reanchor`, with pauses in which the page answers. */
export async function reanchorInSteps(kept: readonly Kept[], text: string, claims: readonly Claim[], before?: string): Promise<Reanchored> {
  await pause();
  return inSlices(reanchoring(kept, text, claims, before));
}

/** Claims looked at in one step. */
const SOME = 500;

function* reanchoring(kept: readonly Kept[], text: string, claims: readonly Claim[], before: string | undefined): Generator<void, Reanchored> {
  const wanted = kept.map((kept) => new Wanted(kept));
  const taken = new Set<Claim>();
  yield;
  if (before === text) yield* atTheirPlaces(wanted, text, claims, taken);
  const missing = wanted.filter(({ found }) => !found);
  const byName = groupBy(missing, (each) => nameOf(each.anchor));
  const candidates = new Map<string, Candidate[]>();
  for (const [at, claim] of missing.length === 0 ? [] : claims.entries()) {
    if (at % SOME === 0) yield;
    const name = nameOf({ kind: claim.kind, quote: text.slice(...claim.span) });
    if (!byName.has(name) || taken.has(claim)) continue;
    const candidate = new Candidate(claim, text);
    const others = candidates.get(name);
    if (others) others.push(candidate);
    else candidates.set(name, [candidate]);
  }
  const old = before === undefined || candidates.size === 0 ? undefined : yield* plainInSteps(before);
  const telling = new Telling(text);
  for (const [name, wanted] of byName) {
    const found = candidates.get(name);
    if (!found) continue;
    yield;
    bySentence(wanted, found, old);
    yield* byLikeness(wanted.filter((each) => !each.found), found.filter((each) => !each.taken), old, telling);
  }
  return outcome(wanted);
}

/** In a text that did not change, each claim is where it was. */
function* atTheirPlaces(wanted: readonly Wanted[], text: string, claims: readonly Claim[], taken: Set<Claim>): Generator<void, void> {
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  for (const [at, each] of wanted.entries()) {
    if (at % SOME === 0) yield;
    const { id, kind, quote, position } = each.anchor;
    const claim = byId.get(id);
    if (!claim || taken.has(claim) || claim.kind !== kind || claim.span[0] !== position || text.slice(...claim.span) !== quote) continue;
    const candidate = new Candidate(claim, text);
    if (candidate.anchor.sentence !== each.anchor.sentence) continue;
    each.found = candidate;
    taken.add(claim);
  }
}

function outcome(wanted: readonly Wanted[]): Reanchored {
  const result: Reanchored = { reviews: new Map(), edited: new Map(), lost: [], kept: [], places: new Map() };
  for (const { kept, found } of wanted) {
    if (!found) {
      result.kept.push(kept);
      if (!isBlank(kept.review)) result.lost.push(kept);
      continue;
    }
    const { id } = found.claim;
    result.kept.push({ ...kept, anchor: found.anchor });
    result.places.set(kept.key, id);
    if (isBlank(kept.review)) continue;
    result.reviews.set(id, kept.review);
    if (plain(kept.seen) !== found.sentence) result.edited.set(id, kept.seen);
  }
  return result;
}

/** Whether the sentence of a claim reads otherwise than when its status was last said. */
export function isEditedSince(kept: Kept): boolean {
  return plain(kept.seen) !== plain(kept.anchor.sentence);
}

/** Pairs, the best first, each wanted and each candidate once. */
function assign<P extends { wanted: Wanted; candidate: Candidate }>(pairs: P[], better: (a: P, b: P) => number): void {
  for (const { wanted, candidate } of pairs.sort(better)) {
    if (wanted.found || candidate.taken) continue;
    wanted.found = candidate;
    candidate.taken = true;
  }
}

/** How far two texts around a sentence agree, in words away from it; one more where both end there. */
function touching(a: readonly string[], b: readonly string[]): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return at === a.length && at === b.length ? at + 1 : at;
}

function bySentence(wanted: readonly Wanted[], candidates: readonly Candidate[], old: string | undefined): void {
  const bySentence = groupBy(candidates, ({ sentence }) => sentence);
  for (const [key, alike] of groupBy(wanted, ({ head, sentence }) => `${head}\n${sentence}`)) {
    const [first] = alike;
    const there = bySentence.get(first?.sentence ?? "")?.filter((candidate) => `${candidate.head}\n${candidate.sentence}` === key);
    if (!first || !there || there.length === 0) continue;
    const isOnce = there.length === 1 && alike.length === 1 && speaksForItself(first) && (old === undefined || isAtMostOnce(old, first.sentence));
    const pairs = [];
    for (const each of alike) {
      for (const candidate of nearest(each, there)) {
        const before = touching(each.before, candidate.before);
        const after = touching(each.after, candidate.after);
        // A row of a table is told by what precedes it; what follows is the next row.
        if (!isOnce && !(before >= 4 || (before >= 1 && after >= 1 && before + after >= 3))) continue;
        const same = each.anchor.id === candidate.claim.id ? 1 : 0;
        pairs.push({ wanted: each, candidate, agree: before + after, same, far: Math.abs(each.anchor.position - candidate.anchor.position) });
      }
    }
    // Of places that agree alike, the one of the same number among its equals: nothing moves in a text that did not change.
    assign(pairs, (a, b) => b.agree - a.agree || b.same - a.same || a.far - b.far);
  }
}

function speaksForItself({ anchor, sentence }: Place): boolean {
  const quote = words(anchor.quote).length;
  return words(sentence).length - quote >= TELLING || (anchor.kind === "quotation" && quote >= LONG);
}

function isAtMostOnce(text: string, words: string): boolean {
  const first = text.indexOf(words);
  return first < 0 || text.indexOf(words, first + 1) < 0;
}

/** The candidates nearest to where the claim stood, and the one of its id; all of them where they are few. */
function nearest(wanted: Wanted, candidates: readonly Candidate[]): Candidate[] {
  if (candidates.length <= NEAREST) return [...candidates];
  // They stand in the order of the text.
  let low = 0;
  let high = candidates.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((candidates[middle] as Candidate).anchor.position < wanted.anchor.position) low = middle + 1;
    else high = middle;
  }
  const from = Math.min(Math.max(0, low - NEAREST / 2), candidates.length - NEAREST);
  const near = candidates.slice(from, from + NEAREST);
  const same = candidates.find(({ claim }) => claim.id === wanted.anchor.id);
  if (same && !near.includes(same)) near.push(same);
  return near;
}

/** A sentence around a quote, in words. */
interface Parts {
  head: string[];
  tail: string[];
  /** All words of both, and those that are names and numbers. */
  all: Set<string>;
  telling: Set<string>;
  /** How often the quote stands in the sentence, and how often before this one. */
  times: number;
  nth: number;
}

function partsOf(place: Place, telling: Telling): Parts {
  const { quote, sentence, at, kind } = place.anchor;
  const own = words(quote);
  const rest = [sentence.slice(0, at), sentence.slice(at + quote.length)] as const;
  const [head, tail] = rest.map(words) as [string[], string[]];
  // A long quotation is most of what there is to compare.
  if (kind === "quotation" && own.length >= LONG) head.push(...own);
  const times = place.sentence.split(plain(quote)).length - 1;
  return { head, tail, all: new Set([...head, ...tail]), telling: telling.of(rest), times, nth: place.head.split(plain(quote)).length - 1 };
}

const NAMED = /[\p{L}\p{N}]+(?:[.,'’][\p{L}\p{N}]+)*/gu;

/** Tells names and numbers from other words. */
class Telling {
  readonly #text: string;
  /** Words that begin sentences, and whether the text writes them small elsewhere. */
  readonly #small = new Map<string, boolean>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Words with a digit or a capital letter; a sentence's first word only where the text never writes it small. */
  of([head, tail]: readonly [string, string]): Set<string> {
    const found = new Set<string>();
    for (const [part, isFirst] of [[head, true], [tail, head.trim() === ""]] as const) {
      let at = 0;
      for (const [word] of part.matchAll(NAMED)) {
        const isOpening = isFirst && at === 0;
        at += 1;
        if (!/[\p{Lu}\p{N}]/u.test(word)) continue;
        if (isOpening && !/\p{N}/u.test(word) && this.#isSmall(word.toLowerCase())) continue;
        found.add(word.toLowerCase());
      }
    }
    return found;
  }

  #isSmall(word: string): boolean {
    const known = this.#small.get(word);
    if (known !== undefined) return known;
    const isSmall = this.#text.includes(` ${word} `);
    this.#small.set(word, isSmall);
    return isSmall;
  }
}

/** Whether a name or number of one sentence stands in the place of another's in the other. */
function isReplaced(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((word) => !b.has(word)) && [...b].some((word) => !a.has(word));
}

/** No more than this likeness is possible: words that both have, in any order. */
function mostAlike(a: Parts, b: Parts): number {
  let common = 0;
  for (const word of a.head) if (b.all.has(word)) common += 1;
  for (const word of a.tail) if (b.all.has(word)) common += 1;
  return (2 * common) / Math.max(1, a.head.length + a.tail.length + b.head.length + b.tail.length);
}

function alike(a: Parts, b: Parts): number {
  const [head, tail] = [a.head.length + b.head.length, a.tail.length + b.tail.length];
  if (head + tail === 0) return 0;
  return (likeness(a.head, b.head) * head + likeness(a.tail, b.tail) * tail) / (head + tail);
}

function* byLikeness(wanted: readonly Wanted[], candidates: readonly Candidate[], old: string | undefined, telling: Telling): Generator<void> {
  if (wanted.length === 0 || candidates.length === 0) return;
  const known = new Map<Place, Parts>();
  const parts = (place: Place): Parts => {
    const before = known.get(place);
    if (before) return before;
    const made = partsOf(place, telling);
    known.set(place, made);
    return made;
  };
  const wasThere = new Map<string, boolean>();
  const isOld = (sentence: string): boolean => {
    if (old === undefined) return false;
    const before = wasThere.get(sentence);
    if (before !== undefined) return before;
    const found = old.includes(sentence);
    wasThere.set(sentence, found);
    return found;
  };
  const pairs = [];
  for (const each of wanted) {
    yield;
    const mine = parts(each);
    const close: { wanted: Wanted; candidate: Candidate; likeness: number }[] = [];
    for (const candidate of nearest(each, candidates)) {
      const theirs = parts(candidate);
      if (mine.times !== theirs.times || mine.nth !== theirs.nth || mostAlike(mine, theirs) < ALIKE) continue;
      if (mine.times > 1 && !isBetweenTheSame(mine, theirs)) continue;
      const likeness = alike(mine, theirs);
      if (likeness < ALIKE || isReplaced(mine.telling, theirs.telling)) continue;
      close.push({ wanted: each, candidate, likeness });
    }
    close.sort((a, b) => b.likeness - a.likeness);
    let best: (typeof close)[number] | undefined;
    let isAlone = true;
    for (const pair of close) {
      if (best && best.likeness - pair.likeness >= MARGIN) break;
      yield;
      // Asked last, and of few: it looks through the whole old text.
      const { candidate } = pair;
      if (isOld(candidate.sentence) || (old !== undefined && isOfAnother(each, candidate, old))) continue;
      // Two sentences that are alike both: nobody can say which.
      if (best) isAlone = false;
      best ??= pair;
      if (!isAlone) break;
    }
    if (best && isAlone) pairs.push(best);
  }
  assign(pairs, (a, b) => b.likeness - a.likeness);
}

/** Of a sentence's places in a text, no more are looked at. */
const PLACES = 8;
/** Units of another number in the place of a quote. */
const NUMBER = 40;

/** Whether the candidate's sentence stood in the old text around other words: it is another sentence, whose number was changed. */
function isOfAnother(wanted: Place, candidate: Place, old: string): boolean {
  const { head, sentence, anchor } = candidate;
  const tail = plain(anchor.sentence.slice(anchor.at + anchor.quote.length));
  if (words(`${head} ${tail}`).length < 3 || plain(anchor.quote).length > NUMBER) return false;
  // Its own former sentence may hold what is left of it.
  return frames(old, head, tail, sentence) > frames(wanted.sentence, head, tail, sentence);
}

/** How often `head` stands in a text with `tail` shortly behind it; at most PLACES. */
function frames(text: string, head: string, tail: string, sentence: string): number {
  let count = 0;
  const first = head === "" ? tail : head;
  const reach = Math.max(0, sentence.length - head.length) + NUMBER;
  for (let at = text.indexOf(first), tries = 0; at >= 0 && tries < PLACES; at = text.indexOf(first, at + 1), tries += 1) {
    const end = at + head.length;
    if (head === "" || text.slice(end, end + reach).includes(tail)) count += 1;
  }
  return count;
}

/** Equal quotes in one sentence are told apart by the two words on each side. */
function isBetweenTheSame(a: Parts, b: Parts): boolean {
  return touching(a.head.toReversed(), b.head.toReversed()) >= 2 && touching(a.tail, b.tail) >= 2;
}
