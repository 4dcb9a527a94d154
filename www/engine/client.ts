// The page's side of the engine: keeps one Worker, drops stale answers, replaces a broken Worker.

import type { Answer, Report, ScanRequest } from "./protocol.js";

/** The part of a Worker that the client uses. */
export interface WorkerLike {
  onmessage: ((event: MessageEvent<Answer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: ScanRequest): void;
  terminate(): void;
}

/** A newer request was made before this one was answered. */
export class Superseded extends Error {
  constructor() {
    super("a newer text was given");
  }
}

interface Waiting {
  seq: number;
  resolve(report: Report): void;
  reject(error: Error): void;
}

export class EngineClient {
  #make: () => WorkerLike;
  #worker: WorkerLike | undefined;
  #seq = 0;
  #waiting: Waiting | undefined;
  #busy = false;

  constructor(make: () => WorkerLike) {
    this.#make = make;
  }

  /**
   * The report on `text`. Only the newest request is answered: one that it overtakes rejects with `Superseded`. A
   * Worker that is still busy with an overtaken text is replaced, so that a long text never delays a short one.
   */
  scan(text: string, date?: string): Promise<Report> {
    this.#waiting?.reject(new Superseded());
    if (this.#busy) this.#drop();
    const seq = ++this.#seq;
    return new Promise((resolve, reject) => {
      this.#waiting = { seq, resolve, reject };
      this.#busy = true;
      try {
        this.#start().postMessage(date === undefined ? { seq, text } : { seq, text, date });
      } catch (error) {
        this.#fail(`the engine could not be started (${error instanceof Error ? error.message : String(error)})`);
      }
    });
  }

  /** Ends the Worker; a later scan starts a new one. */
  dispose(): void {
    this.#waiting?.reject(new Superseded());
    this.#waiting = undefined;
    this.#drop();
  }

  #start(): WorkerLike {
    if (this.#worker) return this.#worker;
    const worker = this.#make();
    worker.onmessage = (event) => this.#answered(event.data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(`the engine stopped (${event.message || "its program could not be loaded"})`);
    };
    this.#worker = worker;
    return worker;
  }

  #answered(answer: Answer): void {
    if (answer.seq !== this.#waiting?.seq) return;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#busy = false;
    if ("report" in answer) {
      waiting.resolve(answer.report);
      return;
    }
    if (answer.fatal) this.#drop();
    waiting.reject(new Error(answer.error));
  }

  #fail(message: string): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#drop();
    waiting?.reject(new Error(message));
  }

  #drop(): void {
    this.#busy = false;
    if (!this.#worker) return;
    this.#worker.onmessage = null;
    this.#worker.onerror = null;
    this.#worker.terminate();
    this.#worker = undefined;
  }
}
