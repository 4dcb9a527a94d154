// A live text: reads the surface as it changes, has changed blocks scanned after a pause, and keeps claims and marks at
// their places in between. Nothing is written into the surface.

import type { Claim, Report, Span } from "../../engine/protocol.js";
import { nameOf, NAMES, paintedSpans } from "../../page/paint.js";
import type { Surface } from "../../editors/adapter.js";
import { Blocks, follow, type LiveBlock, OBSERVED, type Stretch } from "./blocks.js";
import { type Fresh, identify, type Known, type Quote, quoteOf } from "./identity.js";
import { type Mark, Marks } from "./marks.js";
import { Painter } from "./painter.js";

/** Milliseconds without a change after which the text is scanned. */
export const PAUSE = 60;
/** Nobody stops typing for ever: the longest that marks are behind. */
const LONGEST = 1000;
/** Claims of the past that are remembered, in case that their words come back. */
const REMEMBERED = 2000;

/** A claim under its own name, which it keeps through edits. */
export interface Held extends Known {
  readonly claim: Claim;
}

export interface Snapshot {
  text: string;
  report: Report;
  held: readonly Held[];
}

export interface TextEvents {
  scan(text: string): Promise<Report>;
  /** A report has come, with the claims under their own names. */
  scanned(snapshot: Snapshot): void;
  failed(error: unknown): void;
}

export class LiveSurface {
  readonly blocks: Blocks;
  readonly marks: Marks;
  readonly painter: Painter;
  #events: TextEvents;
  #signal: AbortSignal;
  #observer: MutationObserver;
  #snapshot: Snapshot | undefined;
  #remembered: (Quote & { id: string })[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waitingSince: number | undefined;
  #composing = false;
  #scanning = false;
  #isBehind = true;
  #current: Held | undefined;
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
  choose(held: Held | undefined): Range | undefined {
    this.#current = held;
    for (const range of this.#currentRanges) this.painter.delete(NAMES.current, range);
    this.#currentRanges = [];
    const place = held && follow(held.place);
    if (!place) return undefined;
    this.#currentRanges = this.marks.rangesOf(place);
    for (const range of this.#currentRanges) this.painter.add(NAMES.current, range);
    return this.#currentRanges[0];
  }

  #changed(): void {
    // What is being composed is not the text yet, and the input method must not be disturbed.
    if (this.#composing || this.#signal.aborted) return;
    const change = this.blocks.update();
    if (change) {
      this.marks.change(change);
      this.#isBehind = true;
    }
    if (this.#current && change) this.choose(this.#current);
    if (this.#isBehind) this.#schedule();
  }

  #schedule(): void {
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
      const text = blocks.map((block) => block.text).join("\n");
      const report = await this.#events.scan(text);
      if (this.#signal.aborted) return;
      this.#take(blocks, text, report);
    } catch (error) {
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

  /** Names the claims of a report on `blocks`, and paints them where they are by now. */
  #take(blocks: readonly LiveBlock[], text: string, report: Report): void {
    const places = new Places(blocks);
    const fresh: Fresh[] = report.claims.map((claim) => ({ id: claim.id, kind: claim.kind, place: places.of(claim.span)[0] as Stretch }));
    const { ids, gone } = identify(this.#snapshot?.held ?? [], this.#remembered, fresh);
    const held = report.claims.map((claim, at): Held => {
      const { kind, place } = fresh[at] as Fresh;
      return { ...quoteOf(kind, place), id: ids[at] as string, place, claim };
    });
    const back = new Set(ids);
    this.#remembered = [...this.#remembered.filter(({ id }) => !back.has(id)), ...gone.map(({ id, kind, words, before, after }) => ({ id, kind, words, before, after }))].slice(-REMEMBERED);
    this.#snapshot = { text, report, held };
    const marks: Mark[] = [];
    for (const claim of report.claims) {
      const name = nameOf(claim);
      for (const span of paintedSpans(claim)) {
        for (const stretch of places.of(span)) {
          const now = follow(stretch);
          if (now) marks.push({ ...now, name });
        }
      }
    }
    this.marks.show(marks);
    if (this.#current) {
      const { id } = this.#current;
      this.choose(held.find((one) => one.id === id));
    }
    this.#events.scanned(this.#snapshot);
  }
}

/** From offsets in the whole text to blocks. */
class Places {
  #blocks: readonly LiveBlock[];
  #starts: number[] = [];

  constructor(blocks: readonly LiveBlock[]) {
    this.#blocks = blocks;
    let at = 0;
    for (const { text } of blocks) {
      this.#starts.push(at);
      at += text.length + 1;
    }
  }

  /** The stretches of a span, one for each block that it reaches into. */
  of([start, end]: Span): Stretch[] {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] as number) <= start) low = middle + 1;
      else high = middle;
    }
    const found: Stretch[] = [];
    for (let at = Math.max(0, low - 1); at < this.#blocks.length; at += 1) {
      const block = this.#blocks[at] as LiveBlock;
      const first = this.#starts[at] as number;
      if (first >= end && found.length > 0) break;
      const stretch = { block, start: Math.max(0, start - first), end: Math.min(block.text.length, end - first) };
      if (stretch.end > stretch.start) found.push(stretch);
      if (first + block.text.length >= end) break;
    }
    return found;
  }
}
