// What a page did not come to write down before it went: browsers break off the transactions of a page that is closed or loaded
// anew. It lies in the site's localStorage, which is written at once, until the next page has put it into the database.

import { readDesk, VERSION } from "./file.js";
import type { ArticleRecord } from "./record.js";

export interface Unwritten {
  record: ArticleRecord;
  /** The article was not in the store yet. Without it, one that is not there was deleted meanwhile. */
  add: boolean;
}

/** A field of this time is overtaken by whatever is kept of it. */
const LONG_AGO = "1970-01-01T00:00:00.000Z";

const start = (desk: string): string => `${desk}-unwritten `;
/** One key for each article and page: two tabs that are closed at once do not overwrite each other. */
const keyOf = (desk: string, article: string, page: string): string => `${start(desk)}${article} ${page}`;

/** Keeps `unwritten` until the next page comes. */
export function keepUnwritten(desk: string, page: string, { record, add }: Unwritten): void {
  // A file of the desk, which is checked like one that a person brings.
  const file = (record: ArticleRecord): string => JSON.stringify({ tickmark: "desk", version: VERSION, add, articles: [record] });
  const key = keyOf(desk, record.id, page);
  try {
    localStorage.setItem(key, file(record));
  } catch {
    if (add) return;
    try {
      // A long text has no room; the database has it, and what was found of it is short.
      localStorage.setItem(key, file({ ...record, text: "", source: "", stamps: { ...record.stamps, text: LONG_AGO, source: LONG_AGO } }));
    } catch {
      // Storage is refused, and nobody can be told any more.
    }
  }
}

/** What earlier pages could not write down; each is to be dropped once it is written. What cannot be read is left where it is. */
export function unwritten(desk: string, now: Date): (Unwritten & { drop(): void })[] {
  return keysOf(start(desk)).flatMap((key) => {
    try {
      const file = localStorage.getItem(key) ?? "";
      const [record] = readDesk(file, now);
      const { add } = JSON.parse(file) as { add?: unknown };
      return record ? [{ record, add: add === true, drop: () => localStorage.removeItem(key) }] : [];
    } catch {
      // Of a newer version of the page, which may come back.
      return [];
    }
  });
}

/** Drops what was kept of an article: by one page, or without it by all of them. */
export function dropUnwritten(desk: string, article: string, page = ""): void {
  for (const key of keysOf(keyOf(desk, article, page))) localStorage.removeItem(key);
}

function keysOf(begin: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(begin));
  } catch {
    // Storage is refused, so that nothing is there.
    return [];
  }
}
