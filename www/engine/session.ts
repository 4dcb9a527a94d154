// A text that is being written, block by block, and its report. The engine keeps what it has read, so that an edit costs
// what it touches; here the report is kept in step, and the session is opened anew where the Worker was replaced.

import { Ledger } from "./change.js";
import type { Change, Report } from "./protocol.js";

/** The part of `EngineClient` that a session uses. */
export interface SessionEngine {
  open(session: string, text: string, options: SessionOptions): Promise<Report>;
  edit(session: string, start: number, end: number, text: string): Promise<Change | null>;
  close(session: string): Promise<void>;
}

/** `date` is the article's, as YYYY-MM-DD; `targets` as in `EngineClient.scan`. */
export interface SessionOptions {
  date?: string;
  targets?: string[];
}

/** What an update has changed in the report; null where all was read anew. */
export interface Update {
  change: Change | null;
}

const JOINT = "\n";
const NO_CHANGE = { removed: [], added: [], related: [], people: null, checks: null };

let opened = 0;

/**
 * All spans count UTF-16 units of the blocks joined by a line break. Calls may follow each other without waiting: they are
 * answered in order. With `EngineClient.scan` on the same client a session still works, but the client gives a busy
 * Worker up for a scan; give a session a client of its own.
 */
export class EngineSession {
  #engine: SessionEngine;
  #options: SessionOptions;
  #name = `session-${++opened}`;
  #blocks: string[] = [];
  #ledger: Ledger | undefined;
  /** Whether the engine is thought to hold the session. */
  #open = false;
  #closed = false;
  /** The last call; each waits for the one before. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(engine: SessionEngine, options: SessionOptions = {}) {
    this.#engine = engine;
    this.#options = options;
  }

  /** The blocks as they were given last. */
  get blocks(): readonly string[] {
    return this.#blocks;
  }

  /** The report of the last update that was answered. It is made when it is asked for. */
  get report(): Report | undefined {
    return this.#ledger?.report;
  }

  /** The article as a list of blocks. Only those that differ from the last list are sent. */
  set(blocks: readonly string[]): Promise<Update> {
    let front = 0;
    while (front < blocks.length && front < this.#blocks.length && blocks[front] === this.#blocks[front]) front += 1;
    let back = 0;
    const shorter = Math.min(blocks.length, this.#blocks.length) - front;
    while (back < shorter && blocks[blocks.length - 1 - back] === this.#blocks[this.#blocks.length - 1 - back]) back += 1;
    return this.splice(front, this.#blocks.length - front - back, blocks.slice(front, blocks.length - back));
  }

  /** Replaces `count` blocks from `start` on, as `Array.splice` does. */
  splice(start: number, count: number, blocks: readonly string[]): Promise<Update> {
    if (start < 0 || count < 0 || start + count > this.#blocks.length) {
      return Promise.reject(new RangeError(`there are no ${count} blocks from ${start} on: the session has ${this.#blocks.length}`));
    }
    const edit = editOf(this.#blocks, start, count, blocks);
    this.#blocks.splice(start, count, ...blocks);
    const text = (): string => now.join(JOINT);
    // Later calls must not be seen by this one, should it have to open the session anew.
    const now = this.#blocks.slice();
    const update = this.#last.then(() => this.#update(edit, text));
    this.#last = update.catch(() => undefined);
    return update;
  }

  /** Gives the engine's memory back. What is asked later is refused. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#last;
    if (this.#open) await this.#engine.close(this.#name);
    this.#open = false;
  }

  async #update(edit: Edit, text: () => string): Promise<Update> {
    if (this.#closed) throw new Error("this session is closed: open another one");
    if (this.#open && this.#ledger) {
      let change: Change | null;
      if (edit.start === edit.end && edit.text === "") {
        const { id, worth } = this.#ledger.head;
        change = { ...NO_CHANGE, id, worth, from: edit.start, to: edit.start, by: 0 };
      } else {
        try {
          change = await this.#engine.edit(this.#name, edit.start, edit.end, edit.text);
        } catch (error) {
          this.#open = false;
          throw error;
        }
      }
      if (change) {
        this.#ledger.add(change);
        return { change };
      }
    }
    this.#open = false;
    this.#ledger = new Ledger(await this.#engine.open(this.#name, text(), this.#options));
    this.#open = true;
    return { change: null };
  }
}

/** An edit of the joined text, in UTF-16 units. */
interface Edit {
  start: number;
  end: number;
  text: string;
}

function editOf(before: readonly string[], at: number, count: number, blocks: readonly string[]): Edit {
  const length = (from: number, to: number): number => {
    let sum = 0;
    for (let index = from; index < to; index += 1) sum += before[index]!.length + JOINT.length;
    return sum;
  };
  const start = length(0, at);
  const end = start + length(at, at + count);
  const text = blocks.map((block) => block + JOINT).join("");
  // Joints stand between blocks: behind the last one there is none, so the one before goes with it.
  if (at + count < before.length) return { start, end, text };
  const first = at > 0;
  return {
    start: first ? start - JOINT.length : start,
    end: count > 0 || first ? end - JOINT.length : end,
    text: first && blocks.length > 0 ? JOINT + text.slice(0, -JOINT.length) : text.slice(0, blocks.length > 0 ? -JOINT.length : undefined),
  };
}
