// Where articles are kept. Two stores do the same: IndexedDB (indexeddb.ts), and the memory of the page, for a browser
// that refuses to keep anything.

import { merge } from "./merge.js";
import { type ArticleRecord, isBlank } from "./record.js";
import type { Sketch } from "./sketch.js";

/** What a list of articles shows, and by what an article is found again. */
export interface Head {
  id: string;
  title: string;
  date: string;
  created: string;
  changed: string;
  /** Claims of the text, and how many of them have a status. */
  claims: number;
  done: number;
  /** The text's beginning, for articles without a title. */
  opening: string;
  digest: string;
  sketch: Sketch;
}

export interface Entry {
  record: ArticleRecord;
  head: Head;
}

export interface Store {
  heads(): Promise<Head[]>;
  get(id: string): Promise<ArticleRecord | undefined>;
  /**
   * Merges `mine` into what is kept of it, in one transaction, and answers what is kept then. With `add` an article that
   * is not there is added, or merged into one of the same words; without, it is not (it was deleted meanwhile): undefined.
   */
  update(mine: ArticleRecord, sketch: Sketch, add: boolean): Promise<ArticleRecord | undefined>;
  remove(id: string): Promise<void>;
  close(): void;
}

const OPENING = 120;

/** What is to be kept of `mine` where `stored` is there already. The sketch is of the text of `mine`. */
export function entryOf(mine: ArticleRecord, sketch: Sketch, stored?: Entry): Entry {
  const record = stored ? merge(stored.record, mine) : mine;
  const held = stored && record.text !== mine.text ? stored.head.sketch : sketch;
  const { id, title, date, created, changed, claims } = record;
  const done = record.kept.filter(({ review }) => review.status !== "open" && !isBlank(review)).length;
  const opening = record.text.slice(0, OPENING).trim().split("\n", 1)[0] ?? "";
  return { record, head: { id, title, date, created, changed, claims, done, opening, digest: held.digest, sketch: held } };
}

export class MemoryStore implements Store {
  #entries = new Map<string, Entry>();

  async heads(): Promise<Head[]> {
    return [...this.#entries.values()].map(({ head }) => head);
  }

  async get(id: string): Promise<ArticleRecord | undefined> {
    return this.#entries.get(id)?.record;
  }

  async update(mine: ArticleRecord, sketch: Sketch, add: boolean): Promise<ArticleRecord | undefined> {
    let stored = this.#entries.get(mine.id);
    if (!stored && !add) return undefined;
    stored ??= [...this.#entries.values()].find(({ head }) => head.digest === sketch.digest);
    const entry = entryOf(mine, sketch, stored);
    this.#entries.set(entry.record.id, entry);
    return entry.record;
  }

  async remove(id: string): Promise<void> {
    this.#entries.delete(id);
  }

  close(): void {}
}
