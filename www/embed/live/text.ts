// A live text: reads the surface as it changes, has changed blocks scanned after a pause, and keeps claims and marks at
// their places in between. Nothing is written into the surface.

import type { Surface } from "../../editors/adapter.js";
import type { Change, Report } from "../../engine/protocol.js";
import { type Found, NAMES } from "../../page/paint.js";
import { Blocks, type LiveBlock, OBSERVED } from "./blocks.js";
import { Claims } from "./claims.js";
import { Marks } from "./marks.js";
import { Painter } from "./painter.js";

/** Milliseconds without a change after which the text is scanned. */
export const PAUSE = 60;
/** Nobody stops typing for ever: the longest that marks are behind. */
const LONGEST = 1000;
/** What the engine says of some blocks. The report is made when it is asked for. */
export interface Answer {
  report(): Report;
  /** What the last edit made of the report before; null where all was read anew. */
  change: Change | null;
}

export interface Snapshot {
  /** The report's offsets count in their texts, joined by line breaks. */
  blocks: readonly LiveBlock[];
  report(): Report;
}

export interface TextEvents {
  /** The report on these blocks; only what differs from the last ones is read. */
  scan(blocks: readonly string[]): Promise<Answer>;
  scanned(snapshot: Snapshot): void;
  /** What a person said of a claim: it is painted so. */
  statusOf(id: string): Found | undefined;
  failed(error: unknown): void;
}

export class LiveSurface {
  readonly blocks: Blocks;
  readonly marks: Marks;
  readonly claims: Claims;
  readonly painter: Painter;
  #events: TextEvents;
  #signal: AbortSignal;
  #observer: MutationObserver;
  #snapshot: Snapshot | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waitingSince: number | undefined;
  #composing = false;
  #scanning = false;
  #isBehind = true;
  #current: string | undefined;
  #currentRanges: Range[] = [];
  #pause: number;
  #failed = false;
  #waiting: (() => void)[] = [];

  constructor({ root, skip, style, input = root }: Surface, pause: number, events: TextEvents, signal: AbortSignal) {
    this.#events = events;
    this.#signal = signal;
    this.#pause = pause;
    this.blocks = new Blocks(root, skip);
    this.painter = new Painter(root, style);
    this.marks = new Marks(this.painter);
    this.claims = new Claims(this.marks, events.statusOf);
    // The observer of the window that shows the text: another one's is not told of it while its own page sleeps.
    const window = root.ownerDocument.defaultView as (Window & typeof globalThis) | null;
    this.#observer = new (window ?? globalThis).MutationObserver((records) => {
      this.blocks.note(records);
      this.#changed();
    });
    this.#observer.observe(root, OBSERVED);
    input.addEventListener("compositionstart", () => (this.#composing = true), { signal });
    input.addEventListener(
      "compositionend",
      () => {
        this.#composing = false;
        this.#changed();
      },
      { signal },
    );
    // Hidden text is not read; when it is shown nothing of it changes but its size.
    let shown = root.getClientRects().length > 0;
    const sizes = new (window ?? globalThis).ResizeObserver(() => {
      const now = root.getClientRects().length > 0;
      if (now === shown) return;
      shown = now;
      this.blocks.noteAll();
      this.#changed();
    });
    sizes.observe(root);
    signal.addEventListener("abort", () => {
      this.#observer.disconnect();
      sizes.disconnect();
      clearTimeout(this.#timer);
      this.marks.dispose();
      this.painter.dispose();
      this.#wake();
    });
    this.#changed();
  }

  get snapshot(): Snapshot | undefined {
    return this.#snapshot;
  }

  /** Resolves when every change so far has been scanned and painted, or the surface is let go. */
  async settled(): Promise<void> {
    // A change that was made just now is told in a moment.
    await Promise.resolve();
    while (!this.#signal.aborted && !this.#failed && (this.#isBehind || this.#scanning || this.#timer !== undefined)) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Looks again, though nothing was seen to change. */
  refresh(): void {
    this.blocks.note(this.#observer.takeRecords());
    this.blocks.noteAll();
    this.#changed();
  }

  /** Scans again, though the text is the same. */
  rescan(): void {
    this.#isBehind = true;
    this.#schedule();
  }

  /** Paints one claim as the chosen one, or none. Returns its first range. */
  choose(id: string | undefined): Range | undefined {
    this.#current = id;
    for (const range of this.#currentRanges) this.painter.delete(NAMES.current, range);
    this.#currentRanges = [];
    const held = id === undefined ? undefined : this.claims.get(id);
    if (!held) return undefined;
    const stretches = held.marks.length > 0 ? held.marks : [held.place];
    this.#currentRanges = stretches.flatMap((stretch) => this.marks.rangesOf(stretch));
    for (const range of this.#currentRanges) this.painter.add(NAMES.current, range);
    return this.#currentRanges[0];
  }

  #changed(): void {
    // What is being composed is not the text yet, and the input method must not be disturbed.
    if (this.#composing || this.#signal.aborted) return;
    const change = this.blocks.update();
    if (change) {
      this.claims.move(change);
      this.#isBehind = true;
    }
    if (this.#current && change) this.choose(this.#current);
    if (this.#isBehind) this.#schedule();
  }

  #schedule(): void {
    this.#failed = false;
    const now = performance.now();
    this.#waitingSince ??= now;
    const wait = Math.max(0, Math.min(this.#pause, this.#waitingSince + LONGEST - now));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#scan(), this.#snapshot ? wait : 0);
  }

  async #scan(): Promise<void> {
    this.#timer = undefined;
    if (this.#scanning || this.#composing || this.#signal.aborted) return;
    this.#waitingSince = undefined;
    this.#isBehind = false;
    this.#scanning = true;
    try {
      const blocks = this.blocks.list;
      const answer = await this.#events.scan(blocks.map((block) => block.text));
      if (this.#signal.aborted) return;
      this.#take(blocks, answer);
    } catch (error) {
      // The next change is a new chance.
      this.#failed = true;
      if (!this.#signal.aborted) this.#events.failed(error);
    } finally {
      this.#scanning = false;
      if (this.#isBehind && !this.#failed) this.#schedule();
      this.#wake();
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #take(blocks: readonly LiveBlock[], { report, change }: Answer): void {
    this.claims.take(blocks, report, change);
    this.#snapshot = { blocks, report };
    if (this.#current) this.choose(this.#current);
    this.#events.scanned(this.#snapshot);
  }
}
