// An article that lies open on the desk: its claims with their reviews. Everything here is at once, in memory; the desk
// writes it down behind.

import type { Claim } from "../engine/protocol.js";
import { anchorOf, isEditedSince, reanchor, type Reanchored, reanchorInSteps } from "./anchor.js";
import { earlierOf, merge } from "./merge.js";
import { type ArticleRecord, evidenceProblem, type Field, isBlank, type Kept, type Review, sameReview, type Status } from "./record.js";
import { type Sketch, sketchOf } from "./sketch.js";
import { hash } from "./words.js";

/** What a person says of a claim; what is left out stays as it was. */
export type Said = Partial<Pick<Review, "status" | "note" | "evidence" | "initials">>;

/** How the text came to lie here: never seen, word for word known, or an edited form of what is kept. */
export type Found = "new" | "same" | "edited";

/** A text with its claims, and how it came. */
export interface Laid {
  text: string;
  claims: readonly Claim[];
  sketch: Sketch;
  found: Found;
  share: number;
}

/** What the article needs of its desk. */
export interface Keeper {
  /** The time, later than every time before. */
  now(): string;
  /** Writes `article` down soon. */
  keep(article: OpenArticle): void;
}

/** One step that can be undone. */
interface Step {
  changes: { key: string; before: State; after: State }[];
  /** Consecutive changes of the same words of the same claim are one step. */
  typing: string | undefined;
}

type State = Pick<Kept, "review" | "earlier" | "seen">;

/** What an undo or redo did: the claims it changed (those that are in the text), or why it did nothing, in one line. */
export interface Undone {
  claims: string[];
  refused?: string;
}

const BLANK: Review = { status: "open", note: "", evidence: "", initials: "", time: "" };

export class OpenArticle {
  readonly found: Found;
  /** The share of the shorter text that the other has as well, where `found` is "edited". */
  readonly share: number;
  #keeper: Keeper;
  #record: ArticleRecord;
  #text: string;
  #claims: readonly Claim[];
  #sketch: Sketch;
  #anchored: Reanchored;
  #undo: Step[] = [];
  #redo: Step[] = [];

  private constructor(keeper: Keeper, record: ArticleRecord, laid: Laid, anchored: Reanchored) {
    this.#keeper = keeper;
    this.found = laid.found;
    this.share = laid.share;
    this.#record = record;
    this.#text = laid.text;
    this.#claims = laid.claims;
    this.#sketch = laid.sketch;
    this.#anchored = anchored;
    this.#read(anchored);
  }

  /**
   * Finds the reviews of `record`, whose text may be older, in the text that is laid on the desk. `known` is the same
   * article, open before: its steps can still be undone.
   */
  static async lay(keeper: Keeper, record: ArticleRecord, laid: Laid, known?: OpenArticle): Promise<OpenArticle> {
    const article = new OpenArticle(keeper, record, laid, await reanchorInSteps(record.kept, laid.text, laid.claims, record.text));
    if (known) [article.#undo, article.#redo] = [known.#undo, known.#redo];
    return article;
  }

  get id(): string {
    return this.#record.id;
  }

  /** What is to be kept. It is replaced, never changed. */
  get record(): ArticleRecord {
    return this.#record;
  }

  get sketch(): Sketch {
    return this.#sketch;
  }

  /** By claim id. */
  get reviews(): ReadonlyMap<string, Review> {
    return this.#anchored.reviews;
  }

  /** Claims whose sentence was edited since their status was said, with the sentence as it was. */
  get edited(): ReadonlyMap<string, string> {
    return this.#anchored.edited;
  }

  /** Reviews whose claim is not in this text. They come back with its words. */
  get lost(): readonly Kept[] {
    return this.#anchored.lost;
  }

  /** What other people said of a claim before, the newest first. */
  earlier(claim: string): readonly Review[] {
    return this.#keptAt(claim)?.earlier ?? [];
  }

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  /** Says something of a claim. Answers what is wrong with it, in one line; then nothing was changed. */
  review(claim: Claim, said: Said): string | undefined {
    const problem = evidenceProblem(said.evidence ?? "");
    if (problem) {
      // What else was said is kept: nobody loses a note by an address.
      const { evidence: _, ...rest } = said;
      if (rest.note !== undefined || rest.status !== undefined) this.review(claim, rest);
      return problem;
    }
    const present = this.#keptAt(claim.id)?.review ?? BLANK;
    if (said.status === undefined && sameReview({ ...present, ...said }, present)) return undefined;
    const key = this.#keptAt(claim.id)?.key ?? this.#add(claim);
    const before = this.#state(key);
    const review: Review = { ...before.review, ...said, time: this.#keeper.now() };
    const isReplaced = !isBlank(before.review) && before.review.initials !== review.initials;
    const after: State = {
      review,
      earlier: isReplaced ? earlierOf(review, [before.review, ...before.earlier]) : before.earlier,
      // Who says a status has the sentence before their eyes.
      seen: said.status === undefined && before.seen !== "" ? before.seen : anchorOf(this.#text, claim).sentence,
    };
    const fields = Object.keys(said);
    const typing = fields.length === 1 && fields[0] !== "status" ? `${key} ${fields[0]}` : undefined;
    this.#do({ changes: [{ key, before, after }], typing });
    return undefined;
  }

  /** Sets the same status for several claims, as one step. */
  reviewAll(claims: readonly Claim[], status: Status, initials?: string): void {
    const changes = claims.map((claim) => {
      const key = this.#keptAt(claim.id)?.key ?? this.#add(claim);
      const before = this.#state(key);
      const review: Review = { ...before.review, status, ...(initials === undefined ? {} : { initials }), time: this.#keeper.now() };
      const isReplaced = !isBlank(before.review) && before.review.initials !== review.initials;
      const earlier = isReplaced ? earlierOf(review, [before.review, ...before.earlier]) : before.earlier;
      return { key, before, after: { review, earlier, seen: anchorOf(this.#text, claim).sentence } };
    });
    if (changes.length > 0) this.#do({ changes, typing: undefined });
  }

  /** Lets a lost review go. It can be undone. */
  forget(key: string): void {
    const before = this.#state(key);
    if (isBlank(before.review)) return;
    this.#do({ changes: [{ key, before, after: { ...before, review: { ...BLANK, time: this.#keeper.now() } } }], typing: undefined });
  }

  /** Gives a lost review to the claim that a person says it belongs to. What was said of that claim before stays behind it. */
  attach(key: string, claim: Claim): void {
    const lost = this.#state(key);
    if (isBlank(lost.review)) return;
    const to = this.#keptAt(claim.id)?.key ?? this.#add(claim);
    const before = this.#state(to);
    const earlier = isBlank(before.review) ? before.earlier : [before.review, ...before.earlier];
    this.#do({
      changes: [
        { key, before: lost, after: { ...lost, review: { ...BLANK, time: this.#keeper.now() } } },
        { key: to, before, after: { review: lost.review, earlier: [...earlier, ...lost.earlier], seen: anchorOf(this.#text, claim).sentence } },
      ],
      typing: undefined,
    });
  }

  /** Sets title, date (YYYY-MM-DD) or source text. */
  describe(fields: Partial<Record<Exclude<Field, "text">, string>>): void {
    const time = this.#keeper.now();
    const next: ArticleRecord = { ...this.#record, stamps: { ...this.#record.stamps } };
    let isChanged = false;
    for (const field of ["title", "date", "source"] as const) {
      const value = fields[field];
      if (value === undefined || value === next[field]) continue;
      next[field] = value;
      next.stamps[field] = time;
      isChanged = true;
    }
    if (!isChanged) return;
    this.#record = { ...next, changed: time };
    this.#keeper.keep(this);
  }

  /** The text was edited or is read anew: finds the reviews again in it. What was kept before is kept with the new text. */
  async retake(text: string, claims: readonly Claim[]): Promise<void> {
    const sketch = await sketchOf(text);
    let kept: readonly Kept[];
    let anchored: Reanchored;
    do {
      kept = this.#record.kept;
      anchored = await reanchorInSteps(kept, text, claims, this.#record.text);
      // A person may have said something meanwhile.
    } while (kept !== this.#record.kept);
    const isEdited = text !== this.#record.text;
    this.#sketch = sketch;
    this.#text = text;
    this.#claims = claims;
    this.#read(anchored);
    if (isEdited) this.#keeper.keep(this);
  }

  /** Takes back the last change of a review in this tab. */
  undo(): Undone | undefined {
    return this.#step(this.#undo, this.#redo, "before", "after");
  }

  redo(): Undone | undefined {
    return this.#step(this.#redo, this.#undo, "after", "before");
  }

  /** Takes in what is kept by now, of another tab or a file. Answers whether its text is another than the one shown. */
  absorb(stored: ArticleRecord): boolean {
    this.#record = { ...merge(this.#record, stored), id: stored.id };
    this.#anchored = reanchor(this.#record.kept, this.#text, this.#claims, this.#record.text);
    return this.#record.text !== this.#text;
  }

  /** The text that is shown becomes the text of the record. */
  #read(anchored: Reanchored): void {
    const isEdited = this.#text !== this.#record.text;
    const time = isEdited ? this.#keeper.now() : this.#record.changed;
    const stamps = isEdited ? { ...this.#record.stamps, text: time } : this.#record.stamps;
    this.#anchored = anchored;
    this.#record = { ...this.#record, text: this.#text, stamps, changed: time, claims: this.#claims.length, kept: anchored.kept };
  }

  #keptAt(claim: string): Kept | undefined {
    return this.#record.kept.find(({ key }) => this.#anchored.places.get(key) === claim);
  }

  /** Begins to keep a claim; answers its key. */
  #add(claim: Claim): string {
    const anchor = anchorOf(this.#text, claim);
    const name = `${claim.id}-${hash(`${anchor.prefix}\n${anchor.sentence}\n${anchor.at}\n${anchor.suffix}`).toString(16).padStart(8, "0")}`;
    let key = name;
    // The claim that had this name was lost, and here is its like again.
    for (let next = 2; this.#record.kept.some((kept) => kept.key === key); next += 1) key = `${name}-${next}`;
    const kept: Kept = { key, anchor, seen: "", review: BLANK, earlier: [], changed: "" };
    this.#record = { ...this.#record, kept: [...this.#record.kept, kept] };
    this.#anchored.places.set(key, claim.id);
    return key;
  }

  #state(key: string): State {
    const kept = this.#record.kept.find((kept) => kept.key === key);
    return kept ? { review: kept.review, earlier: kept.earlier, seen: kept.seen } : { review: BLANK, earlier: [], seen: "" };
  }

  #do(step: Step): void {
    const last = this.#undo.at(-1);
    if (step.typing !== undefined && last?.typing === step.typing && last.changes[0] && step.changes[0]) last.changes[0].after = step.changes[0].after;
    else this.#undo.push(step);
    this.#redo = [];
    this.#set(step.changes.map(({ key, after }) => [key, after]));
  }

  #step(from: Step[], to: Step[], goal: "before" | "after", present: "before" | "after"): Undone | undefined {
    const step = from.pop();
    if (!step) return undefined;
    const claims = step.changes.flatMap(({ key }) => this.#anchored.places.get(key) ?? []);
    if (step.changes.some((change) => !sameReview(this.#state(change.key).review, change[present].review))) {
      return { claims, refused: "This claim was reviewed in another tab meanwhile; that review stays." };
    }
    // What is typed next is a step of its own.
    to.push({ ...step, typing: undefined });
    this.#set(step.changes.map((change) => [change.key, change[goal]]));
    return { claims };
  }

  #set(states: readonly [key: string, state: State][]): void {
    const time = this.#keeper.now();
    const next = new Map(states);
    const kept = this.#record.kept.map((kept) => {
      const state = next.get(kept.key);
      return state ? { ...kept, ...state, changed: time } : kept;
    });
    this.#record = { ...this.#record, kept, changed: time };
    this.#show(new Set(next.keys()));
    this.#keeper.keep(this);
  }

  /** Brings what is seen of these keys up to date, without looking for any claim again. */
  #show(keys: ReadonlySet<string>): void {
    const { reviews, edited, places } = this.#anchored;
    for (const kept of this.#record.kept) {
      if (!keys.has(kept.key)) continue;
      const claim = places.get(kept.key);
      if (claim === undefined) continue;
      edited.delete(claim);
      if (isBlank(kept.review)) reviews.delete(claim);
      else reviews.set(claim, kept.review);
      if (!isBlank(kept.review) && isEditedSince(kept)) edited.set(claim, kept.seen);
    }
    const lost = this.#record.kept.filter((kept) => !places.has(kept.key) && !isBlank(kept.review));
    this.#anchored = { ...this.#anchored, kept: [...this.#record.kept], lost };
  }
}
