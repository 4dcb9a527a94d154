// A page that is marked: reads it, has it scanned, paints it, keeps it right while the page lives, and leaves nothing
// behind. One AbortSignal owns every listener, observer and timer.

import { LiveText } from "../page/anchor.js";
import type { Block } from "../page/collect.js";
import { extended, type Found, joined, movedTo, NOTHING, placed } from "../page/found.js";
import { claimAt, offsetAt } from "../page/hit.js";
import { runs, unchanged, withBlocks } from "../page/merge.js";
import { canPaint, clear, isShown, paint, paintCurrent, verified } from "../page/paint.js";
import { publishedOn } from "../page/published.js";
import { pageAddress, watch } from "../page/watch.js";
import type { Status } from "../ui/ticks.js";
import * as host from "./host.js";
import type { KeptAnswer, Part, State, Ticks } from "./messages.js";
import { read, selections, trees } from "./read.js";
import { onLinksChosen } from "./settings.js";

/** Texts over the budget are read in parts; UTF-16 units. */
const BUDGET = 2_000_000;
const PART = 1_000_000;
/** How often marks are put back that the page has taken away. A page that goes on with it would cost each frame. */
const PATIENCE = 5;

export interface Listener {
  changed(state: State): void;
  selected(index: number | undefined): void;
  hovered(index: number | undefined): void;
}

export class Session {
  #listeners = new Set<Listener>();
  #running: AbortController | undefined;
  #part: Part = "article";
  #selected: Range[] = [];
  #live = new LiveText([]);
  #found = NOTHING;
  /** Reports so far; each names its ids apart from the others'. */
  #reports = 0;
  #keys: string[] = [];
  #ticks: Ticks = {};
  #problem: string | undefined;
  #progress: number | undefined;
  #lost = 0;
  #unkept: string | undefined;
  /** How often the page has taken the marks away. */
  #cleared = 0;
  #restoring = false;
  #current: number | undefined;
  #hovered: number | undefined;
  /** Trees that are watched, and documents whose pointer is. */
  #trees = new Set<Node>();
  #documents = new Set<Document>();

  get isOn(): boolean {
    return this.#running !== undefined;
  }

  /** It is on, but could not mark the page: there is nothing to take away by a press. */
  get hasFailed(): boolean {
    return this.#problem !== undefined;
  }

  get part(): Part {
    return this.#part;
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    listener.changed(this.#state());
    if (this.#current !== undefined) listener.selected(this.#current);
    return () => this.#listeners.delete(listener);
  }

  /** Marks a part of the page. */
  start(part: Part): Promise<void> {
    return this.#start(part, part === "selection" ? selections() : []);
  }

  async #start(part: Part, selected: Range[]): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const { signal } = running;
    // From the beginning: links may be chosen in the settings while the page is read.
    onLinksChosen(() => void this.#start(this.#part, this.#selected), signal);
    this.#part = part;
    this.#selected = selected;
    this.#problem = this.#unkept = this.#current = this.#hovered = undefined;
    this.#cleared = 0;
    if (canPaint()) clear(this.#live.documents);
    this.#found = NOTHING;
    this.#keys = [];
    this.#progress = 0;
    this.#tell();
    try {
      const styled = host.style(true);
      const ticks = host.ticksOf(pageAddress());
      const blocks = read(part, this.#selected);
      this.#live = new LiveText(blocks);
      const found = await this.#scan(this.#live, 0, blocks.length, signal);
      this.#remember(await ticks);
      signal.throwIfAborted();
      await styled;
      await this.#take(found, signal);
      this.#listen(signal);
    } catch (error) {
      await this.#fail(error, signal);
    }
  }

  async #fail(error: unknown, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.#problem = error instanceof Error ? error.message : String(error);
    this.#progress = undefined;
    this.#tell();
    if (host.isAlive()) await host.badge(null, { problem: this.#problem });
  }

  /** Takes every mark, listener, observer and timer away. */
  async stop(): Promise<void> {
    this.#running?.abort();
    this.#running = undefined;
    if (canPaint()) clear(this.#live.documents);
    this.#live = new LiveText([]);
    this.#found = NOTHING;
    this.#keys = [];
    this.#selected = [];
    this.#trees = new Set();
    this.#documents = new Set();
    this.#problem = this.#progress = this.#current = this.#hovered = undefined;
    this.#tell();
    if (!host.isAlive()) return;
    await Promise.all([host.style(false), host.badge(null)]);
  }

  /** Chooses a claim, from the panel or the page. */
  select(index: number | undefined, from: "panel" | "page"): void {
    this.#current = index;
    const claim = index === undefined ? undefined : this.#found.claims[index];
    const range = canPaint() ? paintCurrent(this.#live, claim) : undefined;
    if (from === "panel" && range) reveal(range);
    if (from === "page") for (const listener of this.#listeners) listener.selected(index);
  }

  async tick(index: number, status: Status | undefined): Promise<void> {
    const key = this.#keys[index];
    if (key === undefined) return;
    if (status) this.#ticks[key] = status;
    else delete this.#ticks[key];
    this.#unkept = undefined;
    this.#tell();
    const answer = await host.tick(pageAddress(), key, status);
    if (!("error" in answer)) return;
    // What the person did stays where it can be seen, as long as the page is open.
    this.#unkept = `${answer.error}; it is shown until this page is closed`;
    this.#tell();
  }

  /** What the blocks from `from` to `to` hold, at its offsets in the whole text. */
  async #scan(live: LiveText, from: number, to: number, signal: AbortSignal): Promise<Found> {
    const start = live.starts[from] ?? live.text.length;
    const end = live.starts[to] === undefined ? live.text.length : (live.starts[to] ?? 0) - 1;
    const date = publishedOn(document);
    const found: Found[] = [];
    const pieces = end - start > BUDGET ? parts(live, from, to) : [[start, end] as const];
    for (const [at, [start, end]] of pieces.entries()) {
      if (pieces.length > 1) {
        this.#progress = at / pieces.length;
        this.#tell();
        await host.badge(null, { progress: this.#progress });
      }
      const report = await host.scan(live.text.slice(start, end), date);
      signal.throwIfAborted();
      found.push(placed(report, start, String(this.#reports++)));
    }
    this.#progress = undefined;
    return joined(found);
  }

  async #take(found: Found, signal: AbortSignal): Promise<void> {
    const { claims } = found;
    this.#problem = undefined;
    this.#found = found;
    this.#keys = keys(this.#live, claims);
    this.#lost = canPaint() ? await paint(this.#live, claims, signal) : claims.length;
    this.#tell();
    await host.badge(claims.length);
  }

  #listen(signal: AbortSignal): void {
    this.#trees = new Set();
    this.#documents = new Set();
    this.#attend(document, signal);
    const roots = this.#newTrees(signal);
    document.documentElement.addEventListener("pointerleave", () => this.#hover(undefined), { signal, passive: true });
    // A page that comes back from the browser's memory has lost its badge and its panel.
    addEventListener(
      "pageshow",
      (event) => {
        if (!(event as PageTransitionEvent).persisted) return;
        void host.badge(this.#found.claims.length);
        host.announce();
      },
      { signal },
    );
    let busy = false;
    let again = false;
    const watching = watch(
      roots,
      (isMoved) => {
        if (!host.isAlive()) {
          void this.stop();
          return;
        }
        if (busy) {
          again = true;
          return;
        }
        busy = true;
        void this.#change(isMoved, signal)
          .then((changed) => {
            watching.settle(changed);
            if (!signal.aborted) this.#newTrees(signal).forEach(watching.add);
          })
          .catch((error: unknown) => this.#fail(error, signal))
          .finally(() => {
            busy = false;
            if (again && !signal.aborted) watching.again();
            again = false;
          });
      },
      signal,
    );
  }

  /** Statuses that were kept, or in one line why there are none. */
  #remember(answer: KeptAnswer): void {
    if ("ticks" in answer) this.#ticks = answer.ticks;
    else this.#unkept = answer.error;
  }

  /** Paints again where the page has taken the marks away: its scripts see the same registry. */
  async #restore(signal: AbortSignal): Promise<void> {
    if (this.#restoring || this.#cleared > PATIENCE || this.#found.claims.length === 0 || !canPaint() || isShown(this.#live.documents)) return;
    this.#cleared += 1;
    if (this.#cleared > PATIENCE) {
      this.#tell();
      return;
    }
    this.#restoring = true;
    try {
      this.#lost = await paint(this.#live, this.#found.claims, signal);
    } catch {
      // Let go in the meantime.
    } finally {
      this.#restoring = false;
    }
  }

  /** Trees that hold text and are not attended to yet; from now on they are. */
  #newTrees(signal: AbortSignal): Node[] {
    for (const shown of this.#live.documents) this.#attend(shown, signal);
    const found = trees(this.#live.blocks).filter((root) => !this.#trees.has(root));
    for (const root of found) this.#trees.add(root);
    return found;
  }

  /** Listens to the pointer in a document. */
  #attend(shown: Document, signal: AbortSignal): void {
    if (this.#documents.has(shown)) return;
    this.#documents.add(shown);
    let frame: number | undefined;
    shown.addEventListener(
      "pointermove",
      (event) => {
        frame ??= requestAnimationFrame(() => {
          frame = undefined;
          if (signal.aborted) return;
          void this.#restore(signal);
          this.#hover(this.#at(event, shown));
        });
      },
      { signal, passive: true },
    );
    shown.addEventListener(
      "click",
      (event) => {
        if (!shown.getSelection()?.isCollapsed) return;
        const index = this.#at(event, shown);
        if (index !== undefined) this.select(index, "page");
      },
      { signal, passive: true },
    );
  }

  /** The page has changed: reads what is new of it. Returns whether anything was. */
  async #change(isMoved: boolean, signal: AbortSignal): Promise<boolean> {
    if (isMoved) this.#remember(await host.ticksOf(pageAddress()));
    if (this.#part === "selection") {
      // What was selected on another page is gone.
      if (isMoved) await this.stop();
      return isMoved;
    }
    const before = this.#live;
    const blocks = read(this.#part, this.#selected);
    if (!isMoved && areSame(before.blocks, blocks)) {
      await this.#restore(signal);
      return false;
    }
    const next = new LiveText(blocks);
    const known = unchanged(before.blocks.map(textOf), blocks.map(textOf));
    const move = withBlocks(before, next, known);
    let found = movedTo(this.#found, move);
    for (const run of runs(known)) {
      const again = await this.#scan(next, run.from, run.to, signal);
      found = extended(found, again, next.starts[run.own] ?? 0);
    }
    signal.throwIfAborted();
    const chosen = this.#current === undefined ? undefined : this.#keys[this.#current];
    this.#live = next;
    this.#hovered = undefined;
    await this.#take(found, signal);
    const at = chosen === undefined ? -1 : this.#keys.indexOf(chosen);
    this.select(at < 0 ? undefined : at, "page");
    return true;
  }

  /** The claim painted under the pointer, where it is over the mark itself and not only nearest to it. */
  #at(event: MouseEvent, shown: Document): number | undefined {
    const { clientX: x, clientY: y } = event;
    const shadows = [...this.#trees].filter((root) => root instanceof ShadowRoot);
    const offset = offsetAt(this.#live, x, y, shown, shadows);
    if (offset === undefined) return undefined;
    const index = claimAt(this.#found.claims, offset);
    const claim = index === undefined ? undefined : this.#found.claims[index];
    if (!claim) return undefined;
    const boxes = verified(this.#live, claim.span).flatMap((range) => [...range.getClientRects()]);
    return boxes.some((box) => x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 2 && y <= box.bottom + 2) ? index : undefined;
  }

  /** The pointer rests on a claim: it is shown as the current one, and the panel brings its entry into sight. */
  #hover(index: number | undefined): void {
    if (!host.isAlive()) {
      void this.stop();
      return;
    }
    if (index === this.#hovered) return;
    this.#hovered = index;
    for (const listener of this.#listeners) listener.hovered(index);
    const shown = index ?? this.#current;
    paintCurrent(this.#live, shown === undefined ? undefined : this.#found.claims[shown]);
  }

  #state(): State {
    return {
      on: this.isOn,
      address: pageAddress(),
      text: this.#live.text,
      claims: this.#found.claims,
      checks: this.#found.checks,
      // Not undefined: messages make null of it.
      statuses: this.#keys.map((key) => this.#ticks[key] ?? null),
      part: this.#part,
      progress: this.#progress,
      problem: this.#problem,
      unkept: this.#unkept,
      cleared: this.#cleared > PATIENCE,
      lost: this.#lost,
    };
  }

  #tell(): void {
    const state = this.#state();
    for (const listener of this.#listeners) listener.changed(state);
  }
}

function textOf(block: Block): string {
  return block.text;
}

/** Whether the same text stands in the same nodes. */
function areSame(before: readonly Block[], next: readonly Block[]): boolean {
  return (
    before.length === next.length &&
    before.every((block, at) => {
      const other = next[at];
      return (
        block.text === other?.text &&
        block.pieces.length === other.pieces.length &&
        block.pieces.every((piece, at) => piece.node === other.pieces[at]?.node && piece.from === other.pieces[at]?.from)
      );
    })
  );
}

/** Stretches of at most PART units that end with blocks. A block that is longer is a part of its own. */
function parts(live: LiveText, from: number, to: number): [number, number][] {
  const found: [number, number][] = [];
  let start = live.starts[from] ?? 0;
  let end = start;
  for (let at = from; at < to; at += 1) {
    const next = (live.starts[at] ?? 0) + (live.blocks[at]?.text.length ?? 0);
    if (next - start > PART && end > start) {
      found.push([start, end]);
      start = live.starts[at] ?? 0;
    }
    end = next;
  }
  found.push([start, end]);
  return found;
}

/** What names a claim on its page over reloads: its kind and words, and the how-manieth of the same it is. */
function keys(live: LiveText, claims: Found["claims"]): string[] {
  const seen = new Map<string, number>();
  return claims.map((claim) => {
    const name = `${claim.kind} ${live.text.slice(...claim.span)}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} #${count}`;
  });
}

/** Scrolls a range that is out of sight into the middle of the window. */
function reveal(range: Range): void {
  const box = range.getBoundingClientRect();
  const view = range.startContainer.ownerDocument?.defaultView;
  if (view && box.height > 0 && box.top >= 0 && box.bottom <= view.innerHeight) return;
  range.startContainer.parentElement?.scrollIntoView({ block: "center", behavior: "instant" });
}
