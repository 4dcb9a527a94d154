// Keeps a post's statuses on the server. One request at a time, each with all there is, so that the last one holds.

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

export class Storage {
  #path: string;
  #changed: () => void;
  /** As it was last stored, as JSON. */
  #stored = "[]";
  #wanted: string | undefined;
  #isBusy = false;
  #problem = "";

  /** `changed` is called when something was stored or could not be. */
  constructor(post: number, changed: () => void) {
    this.#path = `/tickmark/v1/posts/${post}/statuses`;
    this.#changed = changed;
  }

  /** One line that says why the statuses are not stored, or nothing. */
  get problem(): string {
    return this.#problem;
  }

  /** Whether there is something that the server does not have yet. */
  get isBehind(): boolean {
    return this.#wanted !== undefined;
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
    if (wanted === (this.#wanted ?? this.#stored)) return;
    this.#wanted = wanted;
    const long = all.find(({ anchor }) => Math.max(anchor.quote.length, anchor.sentence.length) > mostWords);
    if (all.length > mostStatuses) this.#fail(`more than ${mostStatuses} claims of one post cannot be kept; let some go`);
    else if (long) this.#fail(`the claim “${long.anchor.quote.slice(0, 60)} …” is longer than the ${mostWords} characters that can be kept; let it go`);
    else void this.#send(leaving);
  }

  /** Tries again what could not be stored. */
  retry(): void {
    void this.#send();
  }

  async #send(keepalive = false): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    while (this.#wanted !== undefined) {
      const sent = this.#wanted;
      try {
        await wp.apiFetch({ path: this.#path, method: "PUT", data: { statuses: JSON.parse(sent) as unknown }, ...(keepalive ? { keepalive } : {}) });
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
