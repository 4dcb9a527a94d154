// What a desk keeps: articles, and what a person found out about their claims. Times are ISO 8601 in UTC with
// milliseconds, so that they compare as strings. Offsets are UTF-16.

import type { Kind } from "../engine/protocol.js";

/** `open`: still to check. `unverifiable`: cannot be checked. */
export type Status = "open" | "checked" | "wrong" | "unverifiable";

export const STATUSES: readonly Status[] = ["open", "checked", "wrong", "unverifiable"];
export const KINDS: readonly Kind[] = ["quantity", "date", "comparison", "quotation"];

/** What a person found out about a claim. Empty strings where nothing was said. */
export interface Review {
  status: Status;
  note: string;
  /** The address of what was found: http or https, or empty. */
  evidence: string;
  initials: string;
  /** When it was said. */
  time: string;
}

/** Where a claim stands, in its own words and those around it. */
export interface Anchor {
  kind: Kind;
  /** The claim's words. */
  quote: string;
  /** The sentence around it, at most 500 units to each side, and where in it the quote begins. */
  sentence: string;
  at: number;
  /** At most 80 units before and after that sentence. */
  prefix: string;
  suffix: string;
  /** Offset of the quote in the text. */
  position: number;
  /** The claim's id in that text. */
  id: string;
}

/** A claim that was reviewed, found again by its anchor. */
export interface Kept {
  /** The same in every tab and on every desk for the same claim of the same text; stays when the text changes. */
  key: string;
  anchor: Anchor;
  /** The sentence as it read when the status was last said. */
  seen: string;
  review: Review;
  /** Reviews of other people that this one replaced, the newest first. */
  earlier: Review[];
  /** When `review` last changed here, by saying or by undoing: of two, the later holds. */
  changed: string;
}

export type Field = "title" | "text" | "date" | "source";
export const FIELDS: readonly Field[] = ["title", "text", "date", "source"];

export interface ArticleRecord {
  id: string;
  title: string;
  text: string;
  /** YYYY-MM-DD, or empty. */
  date: string;
  /** The text that the article is held against, or empty. */
  source: string;
  created: string;
  /** The latest change of anything. */
  changed: string;
  /** When each field was last set. */
  stamps: Record<Field, string>;
  /** How many claims `text` had when it was last read. */
  claims: number;
  /** In no order. A blank one was taken back: it is kept so that no older copy brings it back. */
  kept: Kept[];
}

/** Nothing was said, or it was taken back. */
export function isBlank(review: Review): boolean {
  return review.status === "open" && review.note === "" && review.evidence === "";
}

export function sameReview(a: Review, b: Review): boolean {
  return a.status === b.status && a.note === b.note && a.evidence === b.evidence && a.initials === b.initials && a.time === b.time;
}

/** What is wrong with an evidence address, in one line; undefined where it can be kept. */
export function evidenceProblem(address: string): string | undefined {
  if (address === "") return undefined;
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return `“${address}” is no address; give it whole, as https://example.org/report`;
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return `“${address}” is no web address; give one that begins with https:// or http://`;
  return undefined;
}

/** How far the work is: claims whose status is no longer open, of all. */
export function progress(claims: readonly { id: string }[], reviews: ReadonlyMap<string, Review>): { done: number; of: number } {
  let done = 0;
  for (const { id } of claims) if ((reviews.get(id)?.status ?? "open") !== "open") done += 1;
  return { done, of: claims.length };
}
