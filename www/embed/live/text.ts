// A live text: reads the surface as it changes, has changed blocks scanned after a pause, and keeps claims and marks at
// their places in between. Nothing is written into the surface.

import type { Surface } from "../../editors/adapter.js";
import type { Change, Report } from "../../engine/protocol.js";
import { type Found, NAMES } from "../../page/paint.js";
import { Blocks, type LiveBlock, OBSERVED, type Stretch } from "./blocks.js";
import { Claims, type Held } from "./claims.js";
import { whenResized } from "./layout.js";
import { type Mark, Marks } from "./marks.js";
import { Painter } from "./painter.js";
import { FLASH } from "../style.js";
import { onPress } from "./press.js";

/** Milliseconds without a change after which the text is scanned. */
export const PAUSE = 60;
/** Nobody stops typing for ever: the longest that marks are behind. */
const LONGEST = 1000;
/** Milliseconds for which words that were looked for stand out. */
const FLASHING = 1200;

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
  /** A person has pressed on a claim's mark. */
  pressed(id: string): void;
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
  /** What paints the chosen claim: marks like others, that go with their words. */
  #chosen: Mark[] = [];
  #flashing: { marks: Mark[]; timer: ReturnType<typeof setTimeout> } | undefined;
  #pause: number;
  #failed = false;
  #waiting: (() => void)[] = [];

  constructor({ root, more = [], skip, style, input }: Surface, pause: number, events: TextEvents, signal: AbortSignal) {
    const roots = [root, ...more];
    this.#events = events;
    this.#signal = signal;
    this.#pause = pause;
    this.blocks = new Blocks(roots, skip);
    this.painter = new Painter(root, style);
    this.marks = new Marks(this.painter);
    this.claims = new Claims(this.marks, events.statusOf);
    // The observer of the window that shows the text: another one's is not told of it while its own page sleeps.
    const window = root.ownerDocument.defaultView as (Window & typeof globalThis) | null;
    this.#observer = new (window ?? globalThis).MutationObserver((records) => {
      this.blocks.note(records);
      this.#changed();
    });
    for (const each of roots) this.#observer.observe(each, OBSERVED);
    for (const each of input ? [input] : roots) {
      each.addEventListener("compositionstart", () => (this.#composing = true), { signal });
      each.addEventListener(
        "compositionend",
        () => {
          this.#composing = false;
          this.#changed();
        },
        { signal },
      );
      const pressed = (x: number, y: number): void => {
        const owner = this.marks.at(x, y)?.owner as Held | undefined;
        if (owner) events.pressed(owner.id);
      };
      onPress(each, pressed, signal);
    }
    // Hidden text is not read; when it is shown nothing of it changes but its size.
    const shownNow = (): number => roots.filter((each) => each.getClientRects().length > 0).length;
    let shown = shownNow();
    const resized = (): void => {
      this.marks.resized();
      const now = shownNow();
      if (now === shown) return;
      shown = now;
      this.blocks.noteAll();
      this.#changed();
    };
    whenResized(roots, resized, signal);
    signal.addEventListener("abort", () => {
      this.#observer.disconnect();
      clearTimeout(this.#timer);
      clearTimeout(this.#flashing?.timer);
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

  /** Paints one claim as the chosen one, or none. Returns a range around the first of its words. */
  choose(id: string | undefined): Range | undefined {
    this.#current = id;
    this.#follow();
    const first = this.#chosen[0];
    return first && this.marks.rangeOf(first);
  }

  /** Makes the chosen claim stand out for a moment. */
  flash(): void {
    this.#endFlash();
    const marks = this.#paint(FLASH, this.#chosen);
    if (marks.length > 0) this.#flashing = { marks, timer: setTimeout(() => this.#endFlash(), FLASHING) };
  }

  #endFlash(): void {
    clearTimeout(this.#flashing?.timer);
    for (const mark of this.#flashing?.marks ?? []) this.marks.remove(mark);
    this.#flashing = undefined;
  }

  #paint(name: string, stretches: readonly Stretch[]): Mark[] {
    return stretches.map(({ block, start, end }) => {
      const mark: Mark = { block, start, end, name, owner: undefined, ranges: undefined };
      this.marks.add(mark);
      return mark;
    });
  }

  /** Paints the chosen claim where it is by now. Nothing is done where it is painted so. */
  #follow(): void {
    const held = this.#current === undefined ? undefined : this.claims.get(this.#current);
    const stretches: readonly Stretch[] = !held ? [] : held.marks.length > 0 ? held.marks : [held.place];
    const isSame = (stretch: Stretch, at: number): boolean => {
      const mark = this.#chosen[at];
      return mark !== undefined && mark.block === stretch.block && mark.start === stretch.start && mark.end === stretch.end;
    };
    if (stretches.length === this.#chosen.length && stretches.every(isSame)) return;
    for (const mark of this.#chosen) this.marks.remove(mark);
    this.#chosen = this.#paint(NAMES.current, stretches);
  }

  #changed(): void {
    // What is being composed is not the text yet, and the input method must not be disturbed.
    if (this.#composing || this.#signal.aborted) return;
    const change = this.blocks.update();
    if (change) {
      this.claims.move(change);
      this.#isBehind = true;
      this.#follow();
    }
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
      // The next change is a new chance, also one that was made meanwhile.
      this.#failed = true;
      if (!this.#signal.aborted) this.#events.failed(error);
    } finally {
      this.#scanning = false;
      if (this.#isBehind && !this.#signal.aborted) this.#schedule();
      this.#wake();
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #take(blocks: readonly LiveBlock[], { report, change }: Answer): void {
    this.claims.take(blocks, report, change);
    this.#snapshot = { blocks, report };
    this.#follow();
    this.#events.scanned(this.#snapshot);
  }
}
