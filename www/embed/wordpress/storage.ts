// Keeps a post's statuses on the server, beside other tabs and other people who do the same. What is sent is what was said
// here and no more; the server puts it to the rest, and answers with all there is. Of each claim the later saying holds, there
// and here, so that it does not matter in which order requests arrive: where the page is left, what is newer is sent beside the
// request under way, and nobody is there any more who could be told of a refusal.

import { fromServer, isEqual, isLater, isSaid, type Said, type Sayings, type TakenBack, toServer } from "./said.js";
import { lineOf } from "./wp.js";

export interface StorageEvents {
  /** Something was stored or could not be. */
  changed(): void;
  /** What was said elsewhere, also before this page was opened. */
  received(news: readonly (Said | TakenBack)[]): void;
}

interface Answer extends Sayings {
  /** The server's time, ISO 8601. */
  now: string;
}

/** Bytes that browsers send on although the page is left: 64 KiB for all such requests together, some of it for others. */
const MOST_KEPT = 60 * 1024;

export class Storage {
  #path: string;
  #events: StorageEvents;
  /** By key: what holds, as far as it is known here. */
  #all = new Map<string, Said | TakenBack>();
  /** By key: what the server has of it. */
  #stored = new Map<string, Said | TakenBack>();
  /** Milliseconds that the server's clock is before ours. */
  #ahead = 0;
  #isBusy = false;
  #problem = "";
  /** Changes under way that the browser brings to their end although the page is left, with their bytes. */
  #kept = new Map<string, number>();

  constructor(post: number, events: StorageEvents) {
    this.#path = `/tickmark/v1/posts/${post}/statuses`;
    this.#events = events;
  }

  /** One line that says why the statuses are not stored, or nothing. */
  get problem(): string {
    return this.#problem;
  }

  /** Whether something would be lost if the page went now. */
  get isUnsent(): boolean {
    const unsent = this.#unsent();
    // What was refused before may well be refused again, and nobody would see it.
    return unsent.length > 0 && (this.#problem !== "" || !this.#kept.has(listed(unsent)));
  }

  /** When something is said of a claim now: after all that is known to have been said of it. */
  stamp(key: string): string {
    const last = this.#all.get(key);
    return new Date(Math.max(Date.now() + this.#ahead, last ? Date.parse(last.changed) + 1 : 0)).toISOString();
  }

  /** Reads what the server has. */
  async load(): Promise<void> {
    const asked = Date.now();
    this.#take(await wp.apiFetch<Answer>({ path: this.#path }), asked);
  }

  /** Stores all statuses, where they are others than those stored. With `leaving` the page is about to go. */
  save(all: readonly Said[], leaving = false): void {
    const { mostStatuses, mostWords } = tickmarkFacts;
    const wanted = new Map(all.map((said) => [said.key, said]));
    for (const [key, said] of this.#all) if (isSaid(said) && !wanted.has(key)) this.#all.set(key, { key, changed: this.stamp(key) });
    for (const [key, said] of wanted) this.#all.set(key, said);
    if (this.#unsent().length === 0) return;
    const long = all.find(({ anchor }) => Math.max(anchor.quote.length, anchor.sentence.length) > mostWords);
    if (all.length > mostStatuses) this.#fail(`more than ${mostStatuses} claims of one post cannot be kept; let some go`);
    else if (long) this.#fail(`the claim “${long.anchor.quote.slice(0, 60)} …” is longer than the ${mostWords} characters that can be kept; let it go`);
    else if (leaving) this.leave();
    else void this.#send();
  }

  /** The page is about to go: sends what is not stored, and does not wait for the request under way, which may end too late. */
  leave(): void {
    const unsent = this.#unsent();
    if (unsent.length === 0 || this.#kept.has(listed(unsent))) return;
    if (!this.#isBusy) void this.#send(true);
    // If the page stays, what is not stored by the request under way is sent once more after it, and said then if it cannot be.
    else void this.#patch(unsent, true).catch(() => undefined);
  }

  /** Tries again what could not be stored. */
  retry(): void {
    void this.#send();
  }

  /** What the server has not got. */
  #unsent(): (Said | TakenBack)[] {
    return [...this.#all.values()].filter((one) => !isEqual(one, this.#stored.get(one.key)));
  }

  async #send(leaving = false): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let unsent = this.#unsent(); unsent.length > 0; unsent = this.#unsent()) {
      try {
        await this.#patch(unsent, leaving);
      } catch (error) {
        this.#isBusy = false;
        this.#fail(lineOf(error));
        return;
      }
    }
    this.#problem = "";
    this.#isBusy = false;
    this.#events.changed();
  }

  /** Brings changes to the server; where the page is left the browser goes on with it, if they are small enough. */
  async #patch(changes: readonly (Said | TakenBack)[], leaving: boolean): Promise<void> {
    const data = toServer(changes);
    const list = listed(changes);
    const size = new TextEncoder().encode(list).length;
    const isKept = leaving && [...this.#kept.values()].reduce((sum, each) => sum + each, size) <= MOST_KEPT;
    if (isKept) this.#kept.set(list, size);
    try {
      const asked = Date.now();
      const answer = await wp.apiFetch<Answer>({ path: this.#path, method: "PATCH", data, ...(isKept ? { keepalive: true } : {}) });
      for (const each of changes) this.#stored.set(each.key, each);
      this.#take(answer, asked);
    } finally {
      if (isKept) this.#kept.delete(list);
    }
  }

  /** Takes what the server has, and tells what of it is news. It may be older than what is known here. */
  #take(answer: Answer, asked: number): void {
    const now = Date.parse(answer.now);
    // It was so late there at some time between question and answer: clocks that may be the same are, however slow the answer was.
    this.#ahead = Math.min(Math.max(0, now - Date.now()), now - asked);
    const news: (Said | TakenBack)[] = [];
    for (const theirs of fromServer(answer)) {
      const { key } = theirs;
      const mine = this.#all.get(key);
      // Said by nobody else since: only the place of the claim may be another, and one that is not sent yet is newer.
      const isSame = mine && !isLater(theirs, mine) && !isLater(mine, theirs) && isEqual(mine, this.#stored.get(key));
      if (mine && !isSame && !isLater(theirs, mine)) continue;
      if (!isEqual(mine, theirs)) news.push(theirs);
      this.#all.set(key, theirs);
      this.#stored.set(key, theirs);
    }
    if (news.length > 0) this.#events.received(news);
  }

  #fail(problem: string): void {
    this.#problem = problem;
    this.#events.changed();
  }
}

/** Changes as they are sent. */
function listed(changes: readonly (Said | TakenBack)[]): string {
  return JSON.stringify(toServer(changes));
}
