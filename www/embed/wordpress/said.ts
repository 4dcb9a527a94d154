// What people have said of a post's claims, as every tab has it: which of two sayings holds, and which two are of one claim.

import { type Anchor, STATUSES, type Status } from "../../desk/record.js";
import { hash } from "../../desk/words.js";

/** What a person said of a claim, and where the claim stands. */
export interface Said {
  /** The same in every tab that has the same text, and kept when the text changes. */
  key: string;
  anchor: Anchor;
  status: Exclude<Status, "open">;
  /** When it was said, by the server's clock: ISO 8601 in UTC with milliseconds. */
  changed: string;
}

/** A status that was taken back, which no older one brings back. */
export type TakenBack = Pick<Said, "key" | "changed">;

export function isSaid(one: Said | TakenBack): one is Said {
  return "status" in one;
}

/** Whether `a` holds against `b`, which is of the same claim. As `is_later` in plugin/includes/merge.php. */
export function isLater(a: Said | TakenBack, b: Said | TakenBack): boolean {
  if (a.changed !== b.changed) return a.changed > b.changed;
  // Said at the same time: it must not matter who asks.
  return (isSaid(a) ? a.status : "") > (isSaid(b) ? b.status : "");
}

/** The key of a claim that nobody has said anything of, the `nth` of those that stand as `anchor` says. */
export function keyOf({ kind, quote, sentence, at, prefix, suffix }: Anchor, nth: number): string {
  const place = [kind, quote, sentence, at, prefix, suffix, nth].join("\n");
  return [hash(place), hash(place, 1)].map((half) => half.toString(16).padStart(8, "0")).join("");
}

/** Whether two places are one, of which either text may have been edited on one side of the sentence. */
export function isSamePlace(a: Anchor, b: Anchor): boolean {
  return a.kind === b.kind && a.quote === b.quote && a.sentence === b.sentence && a.at === b.at && (a.prefix === b.prefix || a.suffix === b.suffix);
}

/** A status as the server has it: `statuses_schema` in plugin/includes/statuses.php. */
interface Stored {
  key: string;
  changed: string;
  kind: Anchor["kind"];
  quote: string;
  sentence: string;
  at: number;
  prefix: string;
  suffix: string;
  status: Said["status"];
}

/** What goes to the server and what it answers with: as much as there is to say, or all there is. */
export interface Sayings {
  statuses: Stored[];
  removed: TakenBack[];
}

export function toServer(sayings: readonly (Said | TakenBack)[]): Sayings {
  return { statuses: sayings.filter(isSaid).map(stored), removed: sayings.filter((one) => !isSaid(one)) };
}

export function fromServer({ statuses, removed }: Sayings): (Said | TakenBack)[] {
  // A newer version of the plugin may know more statuses.
  return [...statuses.filter(({ status }) => STATUSES.includes(status)).map(said), ...removed];
}

function said({ key, changed, status, ...anchor }: Stored): Said {
  return { key, changed, status, anchor: { ...anchor, position: 0, id: "" } };
}

function stored({ key, changed, status, anchor: { kind, quote, sentence, at, prefix, suffix } }: Said): Stored {
  return { key, changed, kind, quote, sentence, at, prefix, suffix, status };
}

/** Whether two sayings are the same to the server. */
export function isEqual(a: Said | TakenBack | undefined, b: Said | TakenBack | undefined): boolean {
  return a === b || JSON.stringify(a && toServer([a])) === JSON.stringify(b && toServer([b]));
}
