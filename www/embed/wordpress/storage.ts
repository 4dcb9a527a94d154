// Keeps a post's statuses on the server. One request at a time, each with all there is, so that the last one holds; only
// where the page is left is what is newer sent beside the one under way.

import { type Anchor, type Status, STATUSES } from "../../desk/record.js";
import { lineOf } from "./wp.js";

/** What a person said of a claim, and where the claim stands. */
export interface Said {
  anchor: Anchor;
  status: Exclude<Status, "open">;
}

/** A status as the server has it: `statuses_schema` in plugin/includes/statuses.php. */
interface Stored {
  kind: Anchor["kind"];
  quote: string;
  sentence: string;
  at: number;
  prefix: string;
  suffix: string;
  status: Said["status"];
}

/** Bytes that browsers send on although the page is left: 64 KiB for all such requests together, some of it for others. */
const MOST_KEPT = 60 * 1024;

export class Storage {
  #path: string;
  #changed: () => void;
  /** As it was last stored, as JSON. */
  #stored = "[]";
  #wanted: string | undefined;
  #isBusy = false;
  #problem = "";
  /** Lists under way that the browser brings to their end although the page is left, with their bytes. */
  #kept = new Map<string, number>();

  /** `changed` is called when something was stored or could not be. */
  constructor(post: number, changed: () => void) {
    this.#path = `/tickmark/v1/posts/${post}/statuses`;
    this.#changed = changed;
  }

  /** One line that says why the statuses are not stored, or nothing. */
  get problem(): string {
    return this.#problem;
  }

  /** Whether something would be lost if the page went now. */
  get isUnsent(): boolean {
    // What was refused before may well be refused again, and nobody would see it.
    return this.#wanted !== undefined && (this.#problem !== "" || !this.#kept.has(this.#wanted));
  }

  async load(): Promise<Said[]> {
    const { statuses } = await wp.apiFetch<{ statuses: Stored[] }>({ path: this.#path });
    this.#stored = JSON.stringify(statuses);
    return statuses.filter(({ status }) => STATUSES.includes(status)).map(said);
  }

  /** Stores all statuses, where they are others than those stored. With `leaving` the page is about to go. */
  save(all: readonly Said[], leaving = false): void {
    const { mostStatuses, mostWords } = tickmarkFacts;
    const wanted = JSON.stringify(all.map(stored));
    if (wanted === (this.#wanted ?? this.#stored)) {
      if (leaving) this.leave();
      return;
    }
    this.#wanted = wanted;
    const long = all.find(({ anchor }) => Math.max(anchor.quote.length, anchor.sentence.length) > mostWords);
    if (all.length > mostStatuses) this.#fail(`more than ${mostStatuses} claims of one post cannot be kept; let some go`);
    else if (long) this.#fail(`the claim “${long.anchor.quote.slice(0, 60)} …” is longer than the ${mostWords} characters that can be kept; let it go`);
    else if (leaving) this.leave();
    else void this.#send();
  }

  /** The page is about to go: sends what is not stored, and does not wait for the request under way, which may end too late. */
  leave(): void {
    const wanted = this.#wanted;
    if (wanted === undefined || this.#kept.has(wanted)) return;
    if (!this.#isBusy) void this.#send(true);
    // If the page stays, what is newest is sent once more after the request under way, and its answer is the one that counts:
    // the server may have taken these two in either order.
    else void this.#put(wanted, true).catch(() => undefined);
  }

  /** Tries again what could not be stored. */
  retry(): void {
    void this.#send();
  }

  async #send(leaving = false): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    while (this.#wanted !== undefined) {
      const sent = this.#wanted;
      try {
        await this.#put(sent, leaving);
        this.#stored = sent;
        if (this.#wanted === sent) this.#wanted = undefined;
        this.#problem = "";
      } catch (error) {
        this.#isBusy = false;
        this.#fail(lineOf(error));
        return;
      }
    }
    this.#isBusy = false;
    this.#changed();
  }

  /** Brings a list to the server; where the page is left the browser goes on with it, if it is small enough. */
  async #put(list: string, leaving: boolean): Promise<void> {
    const data = { statuses: JSON.parse(list) as unknown };
    const size = new TextEncoder().encode(JSON.stringify(data)).length;
    const isKept = leaving && [...this.#kept.values()].reduce((sum, each) => sum + each, size) <= MOST_KEPT;
    if (isKept) this.#kept.set(list, size);
    try {
      await wp.apiFetch({ path: this.#path, method: "PUT", data, ...(isKept ? { keepalive: true } : {}) });
    } finally {
      if (isKept) this.#kept.delete(list);
    }
  }

  #fail(problem: string): void {
    this.#problem = problem;
    this.#changed();
  }
}

function said({ status, ...anchor }: Stored): Said {
  return { status, anchor: { ...anchor, position: 0, id: "" } };
}

function stored({ status, anchor: { kind, quote, sentence, at, prefix, suffix } }: Said): Stored {
  return { kind, quote, sentence, at, prefix, suffix, status };
}
