// What `attach` gives back: the state of one target, its claims and what a person said of them.

import { ADAPTERS } from "../editors/index.js";
import { type Adapter, type Surface, Unserved } from "../editors/adapter.js";
import type { Claim, Report } from "../engine/protocol.js";
import type { Found } from "../page/paint.js";
import { init, type ScanOptions, session } from "./engine.js";
import type { Lost } from "./live/identity.js";
import { LiveSurface, PAUSE, type Snapshot } from "./live/text.js";

/** What a person found out about a claim. One without a status is open. */
export type Status = Found;

/** What a person said of a claim, to be kept and given back: the claim is found again by its words and what stands around. */
export interface SavedStatus extends Lost {
  status: Status;
}

export interface AttachOptions extends ScanOptions {
  /** What `statuses` of an earlier handle on this text gave. */
  statuses?: readonly SavedStatus[];
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

/** The events of a handle. */
export interface HandleEvents {
  /** Its `status` is another. */
  state: Event;
  /** There is a new `report`. */
  report: Event;
  /** Another claim is chosen, or none. */
  select: Event;
  /** Something else was said of a claim. */
  status: CustomEvent<{ id: string; status: Status | undefined }>;
}

/** Listening with the event's own type. */
export interface Handle {
  addEventListener<Name extends keyof HandleEvents>(type: Name, heard: ((event: HandleEvents[Name]) => void) | null, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<Name extends keyof HandleEvents>(type: Name, heard: ((event: HandleEvents[Name]) => void) | null, options?: boolean | EventListenerOptions): void;
}

export class Handle extends EventTarget {
  readonly target: unknown;
  #options: AttachOptions;
  #status: HandleStatus = { state: "starting", editor: "" };
  #owner = new AbortController();
  #surface: AbortController | undefined;
  #live: { surface: Surface; text: LiveSurface } | undefined;
  #snapshot: Snapshot | undefined;
  #report: (Report & { text: string }) | undefined;
  #statuses = new Map<string, Status>();
  /** Claims of earlier surfaces. */
  #known: readonly Lost[] = [];
  #selected: string | undefined;

  constructor(target: unknown, options: AttachOptions) {
    super();
    this.target = target;
    this.#options = options;
    const { statuses = [] } = options;
    this.#known = statuses.map(({ id, kind, words, before, after }) => ({ id, kind, words, before, after }));
    for (const { id, status } of statuses) this.#statuses.set(id, status);
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
    const { blocks } = this.#snapshot;
    const report = this.#snapshot.report();
    const name = (id: string): string => this.#live?.text.claims.nameOf(id) ?? id;
    this.#report = {
      ...report,
      text: blocks.map((block) => block.text).join("\n"),
      claims: report.claims.map((claim) => ({ ...claim, id: name(claim.id), related: claim.related.map(name) })),
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

  /** What was said of claims, also of those whose words are gone for now: to be kept and given to the next `attach`. */
  get statuses(): SavedStatus[] {
    const known = this.#live?.text.claims.all() ?? this.#known;
    return known.flatMap((claim) => {
      const status = this.#statuses.get(claim.id);
      return status ? [{ ...claim, status }] : [];
    });
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
    this.#live?.text.claims.restyle(id);
    this.dispatchEvent(new CustomEvent("status", { detail: { id, status } }));
  }

  /** Paints a claim as the chosen one, or none, and returns the range of its words. */
  select(id: string | undefined): Range | undefined {
    this.#selected = id;
    const range = this.#live?.text.choose(id);
    this.dispatchEvent(new Event("select"));
    return range;
  }

  /** As `select`, scrolls the words into sight and makes them stand out for a moment. Caret and keyboard stay where they are. */
  reveal(id: string | undefined): void {
    const range = this.select(id);
    const { surface, text } = this.#live ?? {};
    if (!range) return;
    if (surface?.reveal) surface.reveal(range);
    else scrollTo(range);
    text?.flash();
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
      // While it loads, the editor is looked for.
      void init().catch(() => undefined);
      for (const adapter of [...(this.#options.adapters ?? []), ...ADAPTERS]) {
        const owner = this.#own();
        const answer = adapter.find(this.target, owner.signal);
        if (answer === undefined) continue;
        this.#status = { ...this.#status, editor: adapter.name };
        // Before it is found: an editor may move or go while it begins.
        adapter.moved?.(this.target, () => void this.#move(adapter), signal);
        adapter.listen?.(this.target, () => this.refresh(), signal);
        adapter.gone?.(this.target, () => this.dispose(), signal);
        await this.#attend(adapter, await answer, owner);
        return;
      }
      throw new Unserved("the target is no element, and no editor that Tickmark knows");
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The editor has laid its text out anew. What was known of the claims is carried over. */
  async #move(adapter: Adapter): Promise<void> {
    // It may be long until there is another one.
    this.#tell({ state: "starting", editor: adapter.name });
    const owner = this.#own();
    this.#tell({ state: "starting", editor: adapter.name });
    try {
      const surface = await adapter.find(this.target, owner.signal);
      if (surface) await this.#attend(adapter, surface, owner);
    } catch (error) {
      if (!owner.signal.aborted) this.#fail(error);
    }
  }

  /** Who owns the next surface; the one before is let go. */
  #own(): AbortController {
    this.#leave();
    const owner = new AbortController();
    this.#surface = owner;
    this.#owner.signal.addEventListener("abort", () => owner.abort(), { signal: owner.signal });
    if (this.#owner.signal.aborted) owner.abort();
    return owner;
  }

  async #attend(adapter: Adapter, surface: Surface, { signal }: AbortController): Promise<void> {
    if (signal.aborted) {
      surface.dispose?.();
      return;
    }
    signal.addEventListener("abort", () => surface.dispose?.(), { once: true });
    const reader = await session(this.#options);
    if (signal.aborted) return;
    signal.addEventListener("abort", () => void reader.close().catch(() => undefined), { once: true });
    const text = new LiveSurface(
      surface,
      this.#options.pause ?? PAUSE,
      {
        scan: async (blocks) => {
          const { change } = await reader.set(blocks);
          return { report: () => reader.report as Report, change };
        },
        scanned: (snapshot) => {
          this.#snapshot = snapshot;
          this.#report = undefined;
          if (this.#status.state !== "live") this.#tell({ state: "live", editor: adapter.name });
          this.dispatchEvent(new Event("report"));
        },
        statusOf: (id) => this.#statuses.get(id),
        pressed: (id) => id !== this.#selected && this.select(id),
        failed: (error) => this.#tell({ state: "failed", editor: adapter.name, reason: lineOf(error) }),
      },
      signal,
    );
    text.claims.remember(this.#known);
    this.#live = { surface, text };
  }

  #leave(): void {
    // What is known stays to be asked for, and is carried over to the next surface.
    if (this.#live) {
      void this.report;
      this.#known = this.#live.text.claims.all();
    }
    this.#surface?.abort();
    this.#surface = this.#live = undefined;
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

/** Scrolls a range that is out of sight into the middle of what shows it. */
function scrollTo(range: Range): void {
  const box = range.getBoundingClientRect();
  const element = range.startContainer.parentElement;
  const view = element?.ownerDocument.defaultView;
  const found = element?.ownerDocument.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  if (view && box.height > 0 && box.top >= 0 && box.bottom <= view.innerHeight && found && (element.contains(found) || found.contains(element))) return;
  element?.scrollIntoView({ block: "center", behavior: "instant" });
}

function lineOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
