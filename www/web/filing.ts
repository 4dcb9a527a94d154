// What a person found of the article's claims, as it lies on the desk: statuses, notes, what was lost, undo.

import type { OpenArticle, Undone } from "../desk/article.js";
import type { Desk, TakeOptions } from "../desk/desk.js";
import { progress } from "../desk/record.js";
import type { Claim } from "../engine/protocol.js";
import type { Review, Written } from "../ui/review.js";
import type { Status } from "../ui/ticks.js";

const BLANK: Review = { status: "open", note: "", evidence: "", initials: "", time: "" };

export interface FilingEvents {
  /** A claim's review is another. */
  changed(claim: Claim): void;
  /** Initials were given: the next claims get them too. */
  signed(initials: string): void;
}

export class Filing {
  readonly desk: Desk;
  #article: OpenArticle | undefined;
  #claims: readonly Claim[] = [];
  #byId = new Map<string, Claim>();
  #initials: string;
  #events: FilingEvents;

  constructor(desk: Desk, initials: string, events: FilingEvents) {
    this.desk = desk;
    this.#initials = initials;
    this.#events = events;
  }

  /** The open article. */
  get article(): OpenArticle | undefined {
    return this.#article;
  }

  /** Nothing is open until `open` is called. */
  close(): void {
    this.#article = undefined;
    this.#claims = [];
    this.#byId.clear();
  }

  /** Lays an article with its claims on the desk and finds what was found of them before. `as`: see `Desk.take`. */
  async open(text: string, claims: readonly Claim[], options: TakeOptions, signal: AbortSignal): Promise<OpenArticle> {
    const article = await this.desk.take(text, claims, options);
    // Another text is being read by now: what is found of that is none of this one's.
    signal.throwIfAborted();
    this.#article = article;
    this.claims = claims;
    return article;
  }

  /** The same claims with other links. */
  set claims(claims: readonly Claim[]) {
    this.#claims = claims;
    this.#byId = new Map(claims.map((claim) => [claim.id, claim]));
  }

  statusOf(claim: Claim): Status | undefined {
    const status = this.#article?.reviews.get(claim.id)?.status ?? "open";
    return status === "open" ? undefined : status;
  }

  /** The claims that have a status. */
  *reviewed(): Generator<readonly [Claim, Status]> {
    for (const [id, { status }] of this.#article?.reviews ?? []) {
      const claim = this.#byId.get(id);
      if (claim && status !== "open") yield [claim, status];
    }
  }

  reviewOf(claim: Claim): Review {
    return this.#article?.reviews.get(claim.id) ?? { ...BLANK, initials: this.#initials };
  }

  /** The sentence as it read when the claim was reviewed, where it was edited since. */
  editedSince(claim: Claim): string | undefined {
    return this.#article?.edited.get(claim.id);
  }

  setStatus(claim: Claim, status: Status | undefined): void {
    this.#article?.review(claim, { status: status ?? "open", initials: this.#initials });
    this.#events.changed(claim);
  }

  /** Keeps what was written. Answers what is wrong with it, in one line. */
  write(claim: Claim, written: Written): string | undefined {
    if (written.initials !== undefined && written.initials !== this.#initials) {
      this.#initials = written.initials;
      this.#events.signed(written.initials);
    }
    const isSigned = written.initials !== undefined || this.reviewOf(claim).initials !== "";
    const problem = this.#article?.review(claim, isSigned ? written : { ...written, initials: this.#initials });
    if (problem === undefined || written.note !== undefined) this.#events.changed(claim);
    return problem;
  }

  /** Takes the last change back. Answers the claims that changed, or why it could not. */
  undo(): { claims: Claim[]; refused?: string } | undefined {
    return this.#told(this.#article?.undo());
  }

  redo(): { claims: Claim[]; refused?: string } | undefined {
    return this.#told(this.#article?.redo());
  }

  #told(undone: Undone | undefined): { claims: Claim[]; refused?: string } | undefined {
    if (!undone) return undefined;
    return { claims: undone.claims.flatMap((id) => this.#byId.get(id) ?? []), ...(undone.refused === undefined ? {} : { refused: undone.refused }) };
  }

  get progress(): { done: number; of: number } {
    return progress(this.#claims, this.#article?.reviews ?? new Map());
  }
}
