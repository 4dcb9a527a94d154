// The desk as a file, and a file as articles again. What is brought in is checked whole before any of it is taken.

import { type Anchor, type ArticleRecord, evidenceProblem, FIELDS, type Kept, KINDS, type Review, STATUSES } from "./record.js";

/** Grows when a program that reads this version would misread the next. */
export const VERSION = 1;

/** What came in by a file. */
export interface Imported {
  articles: number;
  /** Of them, those that are new here, and those merged into articles that were here. */
  added: number;
  merged: number;
  /** Reviews with a status in the file. */
  reviews: number;
}

export function writeDesk(articles: readonly ArticleRecord[], exported: string): Blob {
  // One article a line, so that two exports can be compared.
  const lines = articles.map((article) => JSON.stringify(article)).join(",\n");
  return new Blob([`{"tickmark":"desk","version":${VERSION},"exported":${JSON.stringify(exported)},"articles":[\n${lines}\n]}\n`], { type: "application/json" });
}

/** Clocks differ, but not by days: what was said in the future would never be overtaken. */
const AHEAD = 48 * 60 * 60 * 1000;

/** The articles of a file. Throws one line that says what is wrong and where. `now` is the time. */
export function readDesk(text: string, now: Date): ArticleRecord[] {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    throw new Error(`the file is no JSON (${error instanceof Error ? error.message.split("\n")[0] : "it cannot be read"}); choose a file that this page exported`);
  }
  if (!isObject(file) || file["tickmark"] !== "desk") throw new Error("the file is no desk of Tickmark; choose a file that this page exported");
  const version = file["version"];
  if (version !== VERSION) throw new Error(`the file is of version ${JSON.stringify(version)}, this page reads version ${VERSION}; load the page anew and try again`);
  const articles = file["articles"];
  if (!Array.isArray(articles)) throw new Error("the file holds no list of articles; it may have been cut off");
  const latest = new Date(now.getTime() + AHEAD).toISOString();
  return articles.map((value, at) => {
    const article = articleOf(value, `article ${at + 1}`);
    const times = [article.created, article.changed, ...Object.values(article.stamps), ...article.kept.flatMap(({ changed, review }) => [changed, review.time])];
    const future = times.find((time) => time > latest);
    return future === undefined ? article : wrong(`article ${at + 1}`, `was changed in the future (${future}); set the clock right where it was exported`);
  });
}

type Fields = Record<string, unknown>;

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wrong(where: string, what: string): never {
  throw new Error(`${where} ${what}; nothing was taken in`);
}

function object(value: unknown, where: string): Fields {
  return isObject(value) ? value : wrong(where, "is no object");
}

function string(fields: Fields, name: string, where: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : wrong(where, `has no text as “${name}”`);
}

function count(fields: Fields, name: string, where: string): number {
  const value = fields[name];
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : wrong(where, `has no whole number as “${name}”`);
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function time(fields: Fields, name: string, where: string, mayBeEmpty = false): string {
  const value = string(fields, name, where);
  const isTime = TIME.test(value) && !Number.isNaN(Date.parse(value));
  return isTime || (mayBeEmpty && value === "") ? value : wrong(where, `has “${value.slice(0, 40)}” as “${name}”, which is no time`);
}

function choice<T extends string>(fields: Fields, name: string, among: readonly T[], where: string): T {
  const value = string(fields, name, where);
  return among.find((one) => one === value) ?? wrong(where, `has “${value.slice(0, 40)}” as “${name}”; it must be one of ${among.join(", ")}`);
}

function list(fields: Fields, name: string, where: string): unknown[] {
  const value = fields[name];
  return Array.isArray(value) ? value : wrong(where, `has no list as “${name}”`);
}

function articleOf(value: unknown, where: string): ArticleRecord {
  const fields = object(value, where);
  const title = string(fields, "title", where);
  const here = title === "" ? where : `${where} (“${title.slice(0, 60)}”)`;
  const id = string(fields, "id", here);
  if (id === "") wrong(here, "has no id");
  const date = string(fields, "date", here);
  if (date !== "" && !/^\d{4}-\d{2}-\d{2}$/.test(date)) wrong(here, `has “${date.slice(0, 40)}” as its date; it must be YYYY-MM-DD`);
  const stamps = object(fields["stamps"], `${here}, “stamps”,`);
  const kept = list(fields, "kept", here).map((kept, at) => keptOf(kept, `${here}, claim ${at + 1},`));
  const keys = new Set(kept.map(({ key }) => key));
  if (keys.size < kept.length) wrong(here, "has two claims of the same key");
  return {
    id,
    title,
    text: string(fields, "text", here),
    date,
    source: string(fields, "source", here),
    created: time(fields, "created", here),
    changed: time(fields, "changed", here),
    stamps: Object.fromEntries(FIELDS.map((field) => [field, time(stamps, field, here)])) as ArticleRecord["stamps"],
    claims: count(fields, "claims", here),
    kept,
  };
}

function keptOf(value: unknown, where: string): Kept {
  const fields = object(value, where);
  const key = string(fields, "key", where);
  if (key === "") wrong(where, "has no key");
  return {
    key,
    anchor: anchorOf(fields["anchor"], where),
    seen: string(fields, "seen", where),
    review: reviewOf(fields["review"], where),
    earlier: list(fields, "earlier", where).map((review) => reviewOf(review, where)),
    changed: time(fields, "changed", where, true),
  };
}

function anchorOf(value: unknown, where: string): Anchor {
  const fields = object(value, `${where} “anchor”`);
  const anchor: Anchor = {
    kind: choice(fields, "kind", KINDS, where),
    quote: string(fields, "quote", where),
    sentence: string(fields, "sentence", where),
    at: count(fields, "at", where),
    prefix: string(fields, "prefix", where),
    suffix: string(fields, "suffix", where),
    position: count(fields, "position", where),
    id: string(fields, "id", where),
  };
  if (anchor.sentence.slice(anchor.at, anchor.at + anchor.quote.length) !== anchor.quote) wrong(where, "has a quote that is not in its sentence");
  return anchor;
}

function reviewOf(value: unknown, where: string): Review {
  const fields = object(value, `${where} “review”`);
  const evidence = string(fields, "evidence", where);
  const problem = evidenceProblem(evidence);
  if (problem) wrong(where, `has an evidence address that cannot be kept: ${problem}`);
  return {
    status: choice(fields, "status", STATUSES, where),
    note: string(fields, "note", where),
    evidence,
    initials: string(fields, "initials", where),
    time: time(fields, "time", where, true),
  };
}
