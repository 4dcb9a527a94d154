// The page's side of the engine: keeps one Worker, drops stale answers, replaces a broken Worker. Where the browser has
// ended it, what was asked is asked once more of a new one: a session that ended with it is opened anew by its first edit
// (www/engine/session.ts). Only what ends a second Worker as well is told.

import { watch } from "./lifeline.js";
import { join, type Piece } from "./pieces.js";
import type {
  Addresses,
  Against,
  Alive,
  Amount,
  Answer,
  Change,
  Exported,
  ExportFormat,
  Report,
  Request,
  Results,
  Told,
} from "./protocol.js";

/** The part of a Worker that the client uses. */
export interface WorkerLike {
  onmessage: ((event: MessageEvent<Answer | Alive>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: Request): void;
  terminate(): void;
}

/** A newer request was made before this one was answered. */
export class Superseded extends Error {
  constructor() {
    super("a newer text was given");
  }
}

type Call = keyof Results;

export interface ExportOptions {
  date?: string;
  url?: string;
  told?: Told;
}

/** A request without its number. */
type Asked = Request extends infer R ? (R extends Request ? Omit<R, "seq"> : never) : never;

interface Waiting {
  request: Request;
  /** A Worker has ended with it; another one was asked. */
  isRepeated: boolean;
  /** What has come of a long answer. */
  pieces: Piece[];
  resolve(result: Results[Call]): void;
  reject(error: Error): void;
}

export class EngineClient {
  #make: () => WorkerLike;
  #worker: WorkerLike | undefined;
  /** Stops watching whether the Worker lives. */
  #watching = new AbortController();
  #seq = 0;
  /** By number, in the order they were asked. */
  #waiting = new Map<number, Waiting>();
  /** Numbers that the Worker has yet to answer, whether somebody waits for the answer or not. */
  #busy = new Set<number>();

  constructor(make: () => WorkerLike) {
    this.#make = make;
  }

  /**
   * The report on `text`. Only the newest text is answered: every request that it overtakes, of any kind, rejects with
   * `Superseded`. A Worker that is still busy with one is replaced, so that a long text never delays a short one.
   * `targets` are the person's own link targets: a name and a template by turns.
   */
  scan(text: string, date?: string, targets: string[] = []): Promise<Report> {
    for (const waiting of this.#take()) waiting.reject(new Superseded());
    if (this.#busy.size > 0) this.#drop();
    return this.#ask({ call: "scan", text, ...(date === undefined ? {} : { date }), ...(targets.length > 0 ? { targets } : {}) });
  }

  /** The report on `text`, beside whatever else is asked: it overtakes nothing. */
  read(text: string, options: { date?: string; targets?: string[] } = {}): Promise<Report> {
    return this.#ask({ call: "scan", text, ...options });
  }

  /** What `source` says of the claims of `text`. Overtakes an earlier `against` only. */
  against(text: string, source: string): Promise<Against> {
    this.#overtake("against");
    return this.#ask({ call: "against", text, source });
  }

  /** The report on `text` in another format, with what was `told` of its claims; `url` is the page that it stands on; with `file`, as a file in UTF-8. */
  export(text: string, format: ExportFormat, options: ExportOptions & { file: true }): Promise<Blob>;
  export(text: string, format: ExportFormat, options?: ExportOptions): Promise<Exported>;
  export(text: string, format: ExportFormat, options: ExportOptions & { file?: true } = {}): Promise<Exported | Blob> {
    return this.#ask({ call: "export", text, format, ...options });
  }

  /** What is wrong with a link target of the person's own, in one line; null where it can be used. */
  target(label: string, template: string): Promise<string | null> {
    return this.#ask({ call: "target", label, template });
  }

  /** For each claim of `text` an address that opens the page at `url` at its words. */
  addresses(text: string, url: string): Promise<Addresses> {
    this.#overtake("addresses");
    return this.#ask({ call: "addresses", text, url });
  }

  /** Begins a session, `session`, on a text: see www/engine/session.ts, which is the way to use it. */
  open(session: string, text: string, options: { date?: string; targets?: string[] } = {}): Promise<Report> {
    return this.#ask({ call: "open", session, text, ...options });
  }

  /** What an edit of the session's text makes of its report; null where the Worker was replaced and knows no such session. */
  edit(session: string, start: number, end: number, text: string): Promise<Change | null> {
    return this.#ask({ call: "edit", session, start, end, text });
  }

  /** Ends a session. */
  async close(session: string): Promise<void> {
    // A Worker that has not started holds none.
    if (this.#worker) await this.#ask({ call: "close", session });
  }

  /** The amount from `low` to `high` of `unit` in other units; `change`: it is a rise or a fall. */
  also([low, high]: [number, number], unit: string, change: boolean): Promise<Amount[]> {
    return this.#ask({ call: "also", value: [low, high], unit, change });
  }

  /** Each of `values`, of the unit at the same place in `units`, in the unit `to`. */
  inUnit(values: number[], units: string[], to: string): Promise<(number | null)[]> {
    return this.#ask({ call: "inUnit", values, units, to });
  }

  /** Ends the Worker; a later scan starts a new one. */
  dispose(): void {
    for (const waiting of this.#take()) waiting.reject(new Superseded());
    this.#drop();
  }

  #ask<C extends Call>(request: Asked & { call: C }): Promise<Results[C]> {
    const seq = ++this.#seq;
    return new Promise((resolve, reject) => {
      const numbered = { seq, ...request } as Request;
      this.#waiting.set(seq, { request: numbered, isRepeated: false, pieces: [], resolve: resolve as (result: Results[Call]) => void, reject });
      this.#send(numbered);
    });
  }

  #send(request: Request): void {
    this.#busy.add(request.seq);
    try {
      this.#started().postMessage(request);
    } catch (error) {
      this.#fail(`the engine could not be started (${error instanceof Error ? error.message : String(error)})`);
    }
  }

  /** Rejects what waits for an answer to the same call; the Worker answers it all the same. */
  #overtake(call: Call): void {
    for (const [seq, waiting] of [...this.#waiting]) {
      if (waiting.request.call !== call) continue;
      this.#waiting.delete(seq);
      waiting.reject(new Superseded());
    }
  }

  #started(): WorkerLike {
    if (this.#worker) return this.#worker;
    const worker = this.#make();
    const { signal } = (this.#watching = new AbortController());
    worker.onmessage = ({ data }) => {
      if ("alive" in data) watch(data, signal, () => this.#ended());
      else this.#answered(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(`the engine stopped (${event.message || "its program could not be loaded"})`);
    };
    this.#worker = worker;
    return worker;
  }

  #answered(answer: Answer): void {
    const waiting = this.#waiting.get(answer.seq);
    if ("items" in answer) {
      waiting?.pieces.push(answer);
      return;
    }
    this.#busy.delete(answer.seq);
    if ("result" in answer) {
      this.#waiting.delete(answer.seq);
      waiting?.resolve(join(waiting.pieces, answer.result));
      return;
    }
    if (answer.fatal) {
      // Whatever else was asked of the broken Worker will not be answered.
      this.#fail(answer.error);
      return;
    }
    this.#waiting.delete(answer.seq);
    waiting?.reject(new Error(answer.error));
  }

  /** The browser has ended the Worker, or says so: a wrong alarm costs the time of one start. */
  #ended(): void {
    this.#drop();
    for (const [seq, waiting] of [...this.#waiting]) {
      if (!waiting.isRepeated) continue;
      this.#waiting.delete(seq);
      waiting.reject(new Error("the engine stopped (the browser has ended it)"));
    }
    for (const waiting of this.#waiting.values()) {
      waiting.isRepeated = true;
      waiting.pieces = [];
      this.#send(waiting.request);
    }
  }

  #fail(message: string): void {
    const waiting = this.#take();
    this.#drop();
    for (const each of waiting) each.reject(new Error(message));
  }

  /** All who wait, who then wait no longer. */
  #take(): Waiting[] {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    return waiting;
  }

  #drop(): void {
    this.#busy.clear();
    this.#watching.abort();
    if (!this.#worker) return;
    this.#worker.onmessage = null;
    this.#worker.onerror = null;
    this.#worker.terminate();
    this.#worker = undefined;
  }
}
