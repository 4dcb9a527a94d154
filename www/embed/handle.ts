// What `attach` gives back: the state of one target, its claims and what a person said of them.

import { ADAPTERS } from "../editors/index.js";
import { type Adapter, type Surface, Unserved } from "../editors/adapter.js";
import type { Claim, Report } from "../engine/protocol.js";
import { init, scan, type ScanOptions } from "./engine.js";
import { LiveSurface, PAUSE, type Snapshot } from "./live/text.js";

/** What a person found out about a claim. One without a status is open. */
export type Status = "checked" | "wrong" | "unverifiable";

export interface AttachOptions extends ScanOptions {
  /** Milliseconds without a change after which the marks follow. */
  pause?: number;
  /** Adapters of your own, asked before the built-in ones. */
  adapters?: readonly Adapter[];
  /** Detaches when it aborts. */
  signal?: AbortSignal;
}

export type State = "starting" | "live" | "unserved" | "failed" | "disposed";

export interface HandleStatus {
  state: State;
  /** The editor's name; empty where none was found. */
  editor: string;
  /** One line that says why a target is unserved or has failed. */
  reason?: string;
}

/** A claim under a name that it keeps through edits, with what a person said of it. */
export type AttachedClaim = Claim & { status: Status | undefined };

export class Handle extends EventTarget {
  readonly target: unknown;
  #options: AttachOptions;
  #status: HandleStatus = { state: "starting", editor: "" };
  #owner = new AbortController();
  #live: { surface: Surface; text: LiveSurface; owner: AbortController } | undefined;
  #snapshot: Snapshot | undefined;
  #report: (Report & { text: string }) | undefined;
  #statuses = new Map<string, Status>();
  #selected: string | undefined;

  constructor(target: unknown, options: AttachOptions) {
    super();
    this.target = target;
    this.#options = options;
    if (options.signal?.aborted) {
      this.dispose();
      return;
    }
    options.signal?.addEventListener("abort", () => this.dispose(), { signal: this.#owner.signal });
    void this.#start();
  }

  get status(): HandleStatus {
    return this.#status;
  }

  /** The newest report with the text that it is on, or undefined before the first. Claims go by the names that they keep. */
  get report(): (Report & { text: string }) | undefined {
    if (this.#report || !this.#snapshot) return this.#report;
    const { text, report, held } = this.#snapshot;
    const names = new Map(held.map(({ id, claim }) => [claim.id, id]));
    const name = (id: string): string => names.get(id) ?? id;
    this.#report = {
      ...report,
      text,
      claims: held.map(({ id, claim }) => ({ ...claim, id, related: claim.related.map(name) })),
      checks: report.checks.map((check) => ({ ...check, claims: check.claims.map(name) })),
    };
    return this.#report;
  }

  get claims(): AttachedClaim[] {
    return this.report?.claims.map((claim) => ({ ...claim, status: this.#statuses.get(claim.id) })) ?? [];
  }

  get selected(): string | undefined {
    return this.#selected;
  }

  /** Counts of what was done so far; for tests and for the curious. */
  get counts(): { collected: number; ranges: number; lost: number } {
    const text = this.#live?.text;
    return { collected: text?.blocks.counts.collected ?? 0, ranges: text?.painter.made ?? 0, lost: text?.marks.lost ?? 0 };
  }

  setStatus(id: string, status: Status | undefined): void {
    if (this.#statuses.get(id) === status) return;
    if (status) this.#statuses.set(id, status);
    else this.#statuses.delete(id);
    this.dispatchEvent(new CustomEvent("status", { detail: { id, status } }));
  }

  /** Paints a claim as the chosen one, or none, and returns the range of its words. */
  select(id: string | undefined): Range | undefined {
    this.#selected = id;
    const range = this.#live?.text.choose(this.#snapshot?.held.find((held) => held.id === id));
    this.dispatchEvent(new Event("select"));
    return range;
  }

  /** Reads the target again, where its text has changed in a way that no browser tells of. */
  refresh(): void {
    this.#live?.surface.refresh?.();
    this.#live?.text.refresh();
  }

  /** Resolves when the report and the marks are those of the present text, or the handle is not live. */
  async settled(): Promise<void> {
    while (this.#status.state === "starting") await new Promise((resolve) => this.addEventListener("state", resolve, { once: true }));
    await this.#live?.text.settled();
  }

  /** Takes everything away: marks, styles, observers, listeners, timers. */
  dispose(): void {
    if (this.#owner.signal.aborted) return;
    this.#leave();
    this.#owner.abort();
    this.#tell({ ...this.#status, state: "disposed" });
  }

  async #start(): Promise<void> {
    const { signal } = this.#owner;
    try {
      const ready = init();
      ready.catch(() => undefined);
      const adapter = await this.#find(signal);
      await ready;
      if (signal.aborted || !adapter) return;
      adapter.moved?.(this.target, () => void this.#move(adapter), signal);
      adapter.listen?.(this.target, () => this.refresh(), signal);
      adapter.gone?.(this.target, () => this.dispose(), signal);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The adapter that knows the target, once its surface is attended to. */
  async #find(signal: AbortSignal): Promise<Adapter | undefined> {
    for (const adapter of [...(this.#options.adapters ?? []), ...ADAPTERS]) {
      const owner = new AbortController();
      const end = AbortSignal.any([signal, owner.signal]);
      const answer = adapter.find(this.target, end);
      if (answer === undefined) continue;
      this.#status = { ...this.#status, editor: adapter.name };
      const surface = await answer;
      await init();
      if (end.aborted) return undefined;
      this.#attend(adapter, surface, owner);
      return adapter;
    }
    throw new Unserved("the target is no element, and no editor that Tickmark knows");
  }

  /** The editor has laid its text out anew. What was known of the claims is carried over. */
  async #move(adapter: Adapter): Promise<void> {
    this.#leave();
    try {
      const owner = new AbortController();
      const surface = await adapter.find(this.target, AbortSignal.any([this.#owner.signal, owner.signal]));
      if (surface && !this.#owner.signal.aborted) this.#attend(adapter, surface, owner);
    } catch (error) {
      this.#fail(error);
    }
  }

  #attend(adapter: Adapter, surface: Surface, owner: AbortController): void {
    this.#leave();
    const { date, targets, pause = PAUSE } = this.#options;
    const options: ScanOptions = { ...(date === undefined ? {} : { date }), ...(targets ? { targets } : {}) };
    const { signal } = owner;
    const text = new LiveSurface(
      surface,
      pause,
      {
        scan: (text) => scan(text, options),
        scanned: (snapshot) => {
          this.#snapshot = snapshot;
          this.#report = undefined;
          if (this.#status.state !== "live") this.#tell({ state: "live", editor: adapter.name });
          this.dispatchEvent(new Event("report"));
        },
        failed: (error) => this.#fail(error),
      },
      signal,
    );
    this.#live = { surface, text, owner };
  }

  #leave(): void {
    this.#live?.owner.abort();
    this.#live?.surface.dispose?.();
    this.#live = undefined;
  }

  #fail(error: unknown): void {
    if (this.#owner.signal.aborted) return;
    this.#leave();
    this.#tell({ ...this.#status, state: error instanceof Unserved ? "unserved" : "failed", reason: lineOf(error) });
  }

  #tell(status: HandleStatus): void {
    this.#status = status;
    this.dispatchEvent(new Event("state"));
  }
}

function lineOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
