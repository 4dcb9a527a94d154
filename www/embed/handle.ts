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
  #surface: LiveSurface | undefined;
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
    const surface = this.#surface;
    return { collected: surface?.blocks.counts.collected ?? 0, ranges: surface?.painter.made ?? 0, lost: surface?.marks.lost ?? 0 };
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
    const range = this.#surface?.choose(this.#snapshot?.held.find((held) => held.id === id));
    this.dispatchEvent(new Event("select"));
    return range;
  }

  /** Reads the target again, where its text has changed in a way that no browser tells of. */
  refresh(): void {
    this.#surface?.refresh();
  }

  /** Resolves when the report and the marks are those of the present text, or the handle is not live. */
  async settled(): Promise<void> {
    while (this.#status.state === "starting") await new Promise((resolve) => this.addEventListener("state", resolve, { once: true }));
    await this.#surface?.settled();
  }

  /** Takes everything away: marks, styles, observers, listeners, timers. */
  dispose(): void {
    if (this.#owner.signal.aborted) return;
    this.#owner.abort();
    this.#surface = undefined;
    this.#tell({ ...this.#status, state: "disposed" });
  }

  async #start(): Promise<void> {
    const { signal } = this.#owner;
    try {
      const ready = init();
      ready.catch(() => undefined);
      const found = await this.#find(signal);
      await ready;
      if (signal.aborted) return;
      this.#attend(found.adapter, found.surface, signal);
    } catch (error) {
      if (signal.aborted) return;
      this.#tell({ ...this.#status, state: error instanceof Unserved ? "unserved" : "failed", reason: lineOf(error) });
    }
  }

  async #find(signal: AbortSignal): Promise<{ adapter: Adapter; surface: Surface }> {
    for (const adapter of [...(this.#options.adapters ?? []), ...ADAPTERS]) {
      const answer = adapter.find(this.target, signal);
      if (answer === undefined) continue;
      this.#status = { ...this.#status, editor: adapter.name };
      return { adapter, surface: await answer };
    }
    throw new Unserved("the target is no element, and no editor that Tickmark knows");
  }

  #attend(adapter: Adapter, surface: Surface, signal: AbortSignal): void {
    const { date, targets, pause = PAUSE } = this.#options;
    const options: ScanOptions = { ...(date === undefined ? {} : { date }), ...(targets ? { targets } : {}) };
    const live = new LiveSurface(
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
        failed: (error) => this.#tell({ state: "failed", editor: adapter.name, reason: lineOf(error) }),
      },
      signal,
    );
    this.#surface = live;
    adapter.listen?.(this.target, () => live.refresh(), signal);
    adapter.gone?.(this.target, () => this.dispose(), signal);
    if (surface.dispose) signal.addEventListener("abort", surface.dispose);
  }

  #tell(status: HandleStatus): void {
    this.#status = status;
    this.dispatchEvent(new Event("state"));
  }
}

function lineOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
