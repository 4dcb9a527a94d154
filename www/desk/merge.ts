// Two copies of one article become one: of two tabs, or of the desk and a file that is brought in.
//
// - Of each field (title, text, date, source) the one that was set later holds.
// - Of each claim the review that was said later holds. Where the other was by other initials, it is kept behind it.
// - A claim that only one copy has stays, also where its words are in neither text.
// - At the same time, the greater of the two written out holds, so that it does not matter which copy comes first.

import { type ArticleRecord, FIELDS, isBlank, type Kept, type Review, sameReview } from "./record.js";

/** Both copies in one. `a` and `b` stay as they are. */
export function merge(a: ArticleRecord, b: ArticleRecord): ArticleRecord {
  const merged: ArticleRecord = { ...a, stamps: { ...a.stamps }, kept: mergeKept(a, b) };
  for (const field of FIELDS) {
    if (!isLater([b.stamps[field], b[field]], [a.stamps[field], a[field]])) continue;
    merged[field] = b[field];
    merged.stamps[field] = b.stamps[field];
    if (field === "text") merged.claims = b.claims;
  }
  if (a.text === b.text) merged.claims = Math.max(a.claims, b.claims);
  merged.created = a.created < b.created ? a.created : b.created;
  merged.changed = a.changed > b.changed ? a.changed : b.changed;
  return merged;
}

function isLater(a: readonly [time: string, value: unknown], b: readonly [time: string, value: unknown]): boolean {
  if (a[0] !== b[0]) return a[0] > b[0];
  // A text may be a megabyte: it is written out only where it is another.
  return a[1] !== b[1] && JSON.stringify(a[1]) > JSON.stringify(b[1]);
}

function mergeKept(a: ArticleRecord, b: ArticleRecord): Kept[] {
  const merged = new Map(a.kept.map((kept) => [kept.key, kept]));
  // Anchors are of the text that holds.
  const isTextOfB = isLater([b.stamps.text, b.text], [a.stamps.text, a.text]);
  for (const theirs of b.kept) {
    const mine = merged.get(theirs.key);
    merged.set(theirs.key, mine ? { ...succeed(mine, theirs), anchor: (isTextOfB ? theirs : mine).anchor } : theirs);
  }
  return [...merged.values()];
}

function succeed(a: Kept, b: Kept): Kept {
  const isB = isLater([b.changed, b.review], [a.changed, a.review]);
  const [holds, other] = isB ? [b, a] : [a, b];
  return { ...holds, earlier: earlierOf(holds.review, [...holds.earlier, ...other.earlier, other.review]) };
}

/** Of `reviews` those that other people said before `review`, the newest first, each once. */
export function earlierOf(review: Review, reviews: readonly Review[]): Review[] {
  const others = reviews.filter((other) => !isBlank(other) && other.initials !== review.initials);
  const once = others.filter((other, at) => others.findIndex((same) => sameReview(same, other)) === at);
  return once.sort((a, b) => (a.time === b.time ? (JSON.stringify(a) < JSON.stringify(b) ? 1 : -1) : a.time < b.time ? 1 : -1));
}
