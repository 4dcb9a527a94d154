// The desk: many articles with their reviews, kept on this machine. What a person does is in memory at once and written
// down behind; other tabs are told, and their copies merged, claim by claim.

import type { Claim } from "../engine/protocol.js";
import { OpenArticle } from "./article.js";
import { type Imported, readDesk, writeDesk } from "./file.js";
import { openStore } from "./indexeddb.js";
import { type Match, matchOf, type Opening, openingOf } from "./opening.js";
import { type ArticleRecord, FIELDS } from "./record.js";
import { sketchOf } from "./sketch.js";
import { entryOf, type Head, MemoryStore, type Store } from "./store.js";
import { dropUnwritten, keepUnwritten, unwritten } from "./unwritten.js";

/** What happened outside of what was just called. */
export type DeskEvent =
  /** The list of articles is another. */
  | { kind: "list" }
  /** Reviews or fields of an open article changed in another tab or by a file. */
  | { kind: "article"; id: string }
  /** Its text was edited in another tab: `record.text` is not the one shown. */
  | { kind: "text"; id: string }
  /** It was deleted in another tab. It stays open here; `keepAgain` keeps it. */
  | { kind: "removed"; id: string }
  /** Something could not be kept: one line that says what, and what to do. Undefined once all is kept. */
  | { kind: "problem"; line: string | undefined };

/** What tabs tell each other: the id of what changed (and what words it has) or is gone. */
type Told = { changed: string; digest: string } | { removed: string };

export interface DeskOptions {
  /** Name of the database and of the channel between tabs. */
  name?: string;
  /** The database of that name, where it is being opened already. */
  store?: Promise<Store>;
  /** Keeps nothing after the page is closed. */
  memory?: boolean;
}

export interface TakeOptions {
  /** For an article that is not on the desk yet. */
  title?: string;
  date?: string;
  source?: string;
  /** The id of the article whose text this is, or "new" where it is none that is known. Without it, it is looked for. */
  as?: string;
  /** What `opening` answers of the text, where that was asked before. */
  opening?: Promise<Opening>;
}

const MEMORY = "What you do is kept only while this page is open; export it to a file to keep it.";

export class Desk {
  #store: Store;
  #channel: BroadcastChannel | undefined;
  /** Under which this browser keeps what could not be written; undefined where nothing is kept. */
  #name: string | undefined;
  readonly #page = newId();
  /** `leave` was called, and the page is here all the same. */
  #isLeft = false;
  #open = new Map<string, OpenArticle>();
  /** Whether an article is in the store: it has been written, or came from there. */
  #stored = new Set<string>();
  /** Deleted in another tab. */
  #gone = new Set<string>();
  #dirty = new Set<OpenArticle>();
  #writing: Promise<void> | undefined;
  #listeners = new Set<(event: DeskEvent) => void>();
  #last = "";
  #persist = false;
  #problem: string | undefined;
  #turn = 0;

  private constructor(store: Store, name?: string, channel?: BroadcastChannel, problem?: string) {
    this.#store = store;
    this.#name = name;
    this.#channel = channel;
    this.#problem = problem;
    if (channel) channel.onmessage = ({ data }: MessageEvent<Told>) => void this.#hear(data);
  }

  /** Opens the desk of this browser. It never rejects: where nothing can be kept, `problem` says so. */
  static async open({ name = "tickmark", store, memory = false }: DeskOptions = {}): Promise<Desk> {
    if (memory) return new Desk(new MemoryStore());
    try {
      const desk = new Desk(await (store ?? openStore(name)), name, typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel(name));
      await desk.#writeUnwritten(name);
      return desk;
    } catch (error) {
      return new Desk(new MemoryStore(), undefined, undefined, `This browser lets the page keep nothing (${line(error)}). ${MEMORY}`);
    }
  }

  /** What cannot be kept, in one line; undefined while all is kept. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Calls `listener` for each event until the function that is returned is called. */
  onChange(listener: (event: DeskEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The articles, the one that changed last first. */
  async list(): Promise<Head[]> {
    const kept = (await this.#store.heads().catch((error: unknown) => this.#fail(error))) ?? [];
    const heads = new Map(kept.map((head) => [head.id, head]));
    for (const article of this.#dirty) heads.set(article.id, entryOf(article.record, article.sketch).head);
    return [...heads.values()].sort((a, b) => (a.changed < b.changed ? 1 : -1));
  }

  /** An article as it is kept, or as it lies open. */
  async load(id: string): Promise<ArticleRecord | undefined> {
    // What could not be written is here all the same.
    const pending = [...this.#dirty].findLast((article) => article.id === id);
    if (pending) return pending.record;
    const kept = await this.#store.get(id).catch((error: unknown) => this.#fail(error));
    if (kept) this.#stored.add(id);
    return kept ?? this.#open.get(id)?.record;
  }

  /** The article that `text` is, word for word (share 1) or edited. */
  async find(text: string): Promise<Match | undefined> {
    return matchOf(await this.list(), await sketchOf(text));
  }

  /** How often anything on the desk has become another. */
  get turn(): number {
    return this.#turn;
  }

  /** Looks a text up, for `take`. `as`: see `TakeOptions`. */
  opening(text: string, as?: string): Promise<Opening> {
    return openingOf(this, text, as);
  }

  /**
   * Lays `text` with its `claims` on the desk. Where it is an edited form of an article that is kept, its reviews are
   * found again. Nothing is written before a person does something with it, except a text that is said to be an edited
   * form of a certain article.
   */
  async take(text: string, claims: readonly Claim[], options: TakeOptions = {}): Promise<OpenArticle> {
    const { as, title = "", date = "", source = "" } = options;
    const before = await options.opening;
    const isCurrent = before?.turn === this.#turn && before.text === text && before.as === as;
    const { sketch, match, record } = isCurrent ? before : await this.opening(text, as);
    const time = this.now();
    const stamps = { title: time, text: time, date: time, source: time };
    const fresh: ArticleRecord = { id: newId(), title, text, date, source, created: time, changed: time, stamps, claims: claims.length, kept: [] };
    const found = !record ? "new" : record.text === text || match?.share === 1 ? "same" : "edited";
    const article = await OpenArticle.lay(this.#keeper, record ?? fresh, { text, claims, sketch, found, share: match?.share ?? (record ? 1 : 0) }, this.#open.get(record?.id ?? ""));
    if (record) this.#seen(record);
    this.#open.set(article.id, article);
    // Who says which article it is has edited it.
    if (as !== undefined && record && record.text !== text) this.#keep(article);
    return article;
  }

  /** Keeps an article that was deleted in another tab, or that nothing was done with yet. */
  keepAgain(article: OpenArticle): void {
    this.#gone.delete(article.id);
    this.#stored.delete(article.id);
    this.#keep(article);
  }

  /** Deletes an article for good, with all that was said of it. */
  async remove(id: string): Promise<void> {
    for (const article of this.#dirty) if (article.id === id) this.#dirty.delete(article);
    this.#open.delete(id);
    // What is being written just now would come back.
    await this.#writing;
    await this.#store.remove(id);
    if (this.#name !== undefined) dropUnwritten(this.#name, id);
    this.#stored.delete(id);
    this.#tell({ removed: id });
    this.#say({ kind: "list" });
  }

  /** All articles as one file. */
  async exportAll(): Promise<Blob> {
    const parts: ArticleRecord[] = [];
    for (const { id } of await this.list()) {
      const record = await this.load(id);
      if (record) parts.push(record);
    }
    return writeDesk(parts, this.now());
  }

  /**
   * Takes in a file that `exportAll` made, here or elsewhere. Articles of the same words are merged. Rejects with one
   * line that says what is wrong with the file; then nothing was taken in.
   */
  async importAll(file: Blob): Promise<Imported> {
    const records = readDesk(await file.text(), new Date());
    const imported: Imported = { articles: records.length, added: 0, merged: 0, reviews: 0 };
    const before = new Set((await this.#store.heads()).map(({ id }) => id));
    for (const record of records) {
      const sketch = await sketchOf(record.text);
      const kept = await this.#store.update(record, sketch, true).catch((error: unknown) => {
        throw new Error(`only ${imported.added + imported.merged} of ${records.length} articles could be taken in (${line(error)}); make room and import the file again`);
      });
      if (!kept) continue;
      if (before.has(kept.id)) imported.merged += 1;
      else imported.added += 1;
      before.add(kept.id);
      imported.reviews += record.kept.filter(({ review }) => review.status !== "open").length;
      this.#tell({ changed: kept.id, digest: sketch.digest });
      this.#take(kept);
    }
    this.#say({ kind: "list" });
    return imported;
  }

  /** Once all that was done is written down, or could not be. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  /**
   * The page may go now: what is not written yet is kept for the next one. `edited`: the text as it is being edited, whose
   * claims nobody knows yet.
   */
  leave(edited?: { article: OpenArticle; text: string }): void {
    if (this.#name === undefined) return;
    const records = [...this.#dirty].map(({ record }) => record);
    if (edited) {
      const { article, text } = edited;
      const time = this.now();
      records.push({ ...article.record, text, stamps: { ...article.record.stamps, text: time }, changed: time });
    }
    for (const record of records) {
      keepUnwritten(this.#name, this.#page, { record, add: !this.#stored.has(record.id) });
      this.#isLeft = true;
    }
  }

  /** Ends the desk; for tests. */
  async close(): Promise<void> {
    await this.settled();
    this.#channel?.close();
    this.#store.close();
  }

  /** The time, in milliseconds and later than every time before: a clock that is set back makes nothing old. */
  now(): string {
    const time = new Date().toISOString();
    this.#last = time > this.#last ? time : new Date(Date.parse(this.#last) + 1).toISOString();
    return this.#last;
  }

  readonly #keeper = { now: () => this.now(), keep: (article: OpenArticle) => this.#keep(article) };

  #keep(article: OpenArticle): void {
    if (this.#gone.has(article.id)) return;
    this.#turn += 1;
    this.#dirty.add(article);
    if (!this.#persist && article.reviews.size > 0) {
      // Asked once, with the first review: Firefox passes the question on to the person.
      this.#persist = true;
      void this.#askToPersist();
    }
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
  }

  async #askToPersist(): Promise<void> {
    if (this.#channel) await navigator.storage?.persist?.().catch(() => false);
  }

  /** Writes what changed, one article after the other. What changes meanwhile is written with the next round. */
  async #write(): Promise<void> {
    const failed = new Set<OpenArticle>();
    for (;;) {
      // Several changes in a row are one write.
      await Promise.resolve();
      const article = [...this.#dirty].find((article) => !failed.has(article));
      if (!article) return;
      const { record } = article;
      try {
        const kept = await this.#store.update(record, article.sketch, !this.#stored.has(record.id));
        this.#turn += 1;
        if (article.record === record) this.#dirty.delete(article);
        if (this.#isLeft && this.#name !== undefined) dropUnwritten(this.#name, record.id, this.#page);
        if (!kept) {
          this.#leave(record.id);
          continue;
        }
        if (kept.id !== record.id) this.#open.delete(record.id);
        const isNew = !this.#stored.has(kept.id);
        this.#stored.add(kept.id);
        this.#open.set(kept.id, article);
        if (this.#channel) this.#report(undefined);
        this.#tell({ changed: kept.id, digest: article.sketch.digest });
        if (isNew) this.#say({ kind: "list" });
        this.#absorb(article, kept);
      } catch (error) {
        failed.add(article);
        this.#report(`The reviews of “${record.title || record.text.slice(0, 40).trim()}” could not be kept (${line(error)}). ${MEMORY}`);
      }
    }
  }

  /** Writes what earlier pages could not. */
  async #writeUnwritten(name: string): Promise<void> {
    for (const { record, add, drop } of unwritten(name, new Date())) {
      try {
        const sketch = await sketchOf(record.text);
        const kept = await this.#store.update(record, sketch, add);
        drop();
        if (kept) this.#tell({ changed: kept.id, digest: sketch.digest });
      } catch (error) {
        this.#report(`What was found of “${record.title || record.text.slice(0, 40).trim()}” before the page was closed could not be kept (${line(error)}). Make room and load the page anew.`);
      }
    }
  }

  #absorb(article: OpenArticle, kept: ArticleRecord): void {
    this.#seen(kept);
    if (isSame(kept, article.record)) return;
    const before = article.record;
    const isOther = article.absorb(kept);
    if (isSame(before, article.record)) return;
    this.#say({ kind: isOther ? "text" : "article", id: article.id });
  }

  /** Takes in what is kept by now of an article that may be open. */
  #take(kept: ArticleRecord): void {
    this.#stored.add(kept.id);
    const article = this.#open.get(kept.id);
    if (article) this.#absorb(article, kept);
  }

  /** What is said from now on is later than what was said of this article, whatever clock wrote that. */
  #seen({ changed }: ArticleRecord): void {
    if (changed > this.#last) this.#last = changed;
  }

  /** The store cannot be read. */
  #fail(error: unknown): undefined {
    this.#report(`What this browser keeps cannot be read (${line(error)}). ${MEMORY}`);
  }

  #report(problem: string | undefined): void {
    if (problem === this.#problem) return;
    this.#problem = problem;
    this.#say({ kind: "problem", line: problem });
  }

  /** An article is gone from the store. */
  #leave(id: string): void {
    this.#stored.delete(id);
    for (const article of this.#dirty) if (article.id === id) this.#dirty.delete(article);
    this.#gone.add(id);
    this.#say({ kind: "removed", id });
    this.#say({ kind: "list" });
  }

  async #hear(told: Told): Promise<void> {
    this.#turn += 1;
    if ("removed" in told) {
      if (this.#open.has(told.removed)) this.#leave(told.removed);
      else this.#say({ kind: "list" });
      return;
    }
    this.#gone.delete(told.changed);
    // The same text was taken up in two tabs before either kept it: from now on it is one article.
    for (const [id, article] of [...this.#open]) {
      if (id === told.changed || this.#stored.has(id) || article.sketch.digest !== told.digest) continue;
      this.#open.delete(id);
      this.#open.set(told.changed, article);
    }
    if (this.#open.has(told.changed)) {
      const kept = await this.#store.get(told.changed).catch((error: unknown) => this.#fail(error));
      if (kept) this.#take(kept);
    }
    this.#say({ kind: "list" });
  }

  #tell(told: Told): void {
    this.#channel?.postMessage(told);
  }

  #say(event: DeskEvent): void {
    this.#turn += 1;
    for (const listener of [...this.#listeners]) listener(event);
  }
}

function isSame(a: ArticleRecord, b: ArticleRecord): boolean {
  return a.id === b.id && FIELDS.every((field) => a[field] === b[field] && a.stamps[field] === b.stamps[field]) && JSON.stringify(a.kept) === JSON.stringify(b.kept);
}

function newId(): string {
  // `randomUUID` is there only where the page came by https or from this machine.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A browser's own words, as they stand within a sentence of ours. */
function line(error: unknown): string {
  const [first = ""] = (error instanceof Error ? error.message || error.name : String(error)).split("\n");
  return first.replace(/\.$/, "");
}
