// The marks of a text that is laid out in parts: those of the parts in sight and near it are painted, the others when
// they come. Chromium looks through every painted range whenever anything on the page changes: 8,000 of them cost more
// than a frame with each key. Few marks are all painted, and nothing is watched.

import { inSlices, pause } from "../common/slices.js";
import type { Claim, Span } from "../engine/protocol.js";
import { ALWAYS, add, clear, type Found, nameOf, paintedSpans, remove, verified } from "./paint.js";
import type { PartedView } from "./view.js";

/** So many are painted wherever they are. */
const FEW = 300;
/** Beyond what is seen: a window above and below, so that marks are there before they are scrolled to. */
const AROUND = "100% 0px";
/** A browser that draws no frames, in a tab behind others, tells nobody what is in sight. */
const PATIENCE = 200;

interface Part<T> {
  element: Element;
  /** What starts in it and ends there. */
  items: T[];
  isNear: boolean;
}

/** Anything that lies at spans of a text: `come` is called for each item whose part is in sight or near it, and `go` when it no
 * longer is. */
export class NearItems<T> {
  #view: PartedView;
  #come: (item: T) => void;
  #go: (item: T) => void;
  #parts = new Map<Element, Part<T>>();
  #observer: IntersectionObserver | undefined;
  #signal: AbortSignal;
  /** Parts that have come or gone since they were last gone through. */
  #turned = new Set<Part<T>>();
  #running: Promise<void> | undefined;

  /** `signal` ends all that goes on. */
  constructor(view: PartedView, come: (item: T) => void, go: (item: T) => void, signal: AbortSignal) {
    this.#view = view;
    this.#come = come;
    this.#go = go;
    this.#signal = signal;
    signal.addEventListener("abort", () => this.#observer?.disconnect(), { once: true });
  }

  /** Takes items in the order of the text, and answers when those in sight have come. Rejects where it was stopped. `scroller` is
   * what the text is scrolled in, where that is not the page. */
  async watch(items: readonly T[], spanOf: (item: T) => Span, scroller: Element | null = null): Promise<void> {
    if (items.length <= FEW) {
      await inSlices(this.#all(items, this.#come), this.#signal);
      return;
    }
    // What reaches over the border of two parts is in sight with either.
    const wide = await inSlices(this.#sort(items, spanOf), this.#signal);
    await inSlices(this.#all(wide, this.#come), this.#signal);
    await new Promise<void>((resolve) => {
      setTimeout(resolve, PATIENCE);
      this.#observer = new IntersectionObserver((entries) => {
        this.#saw(entries);
        resolve();
      }, { root: scroller, rootMargin: AROUND });
      for (const element of this.#parts.keys()) this.#observer.observe(element);
    });
    this.#signal.throwIfAborted();
    await this.#running;
    this.#signal.throwIfAborted();
  }

  /** Puts each item into the part that holds it. Returns those that no part holds alone. */
  *#sort(items: readonly T[], spanOf: (item: T) => Span): Generator<void, T[]> {
    const { parts } = this.#view;
    const wide: T[] = [];
    let at = 0;
    for (const item of items) {
      yield;
      const [start, end] = spanOf(item);
      while (at + 1 < parts.length && (parts[at + 1]?.start ?? 0) <= start) at += 1;
      const here = parts[at];
      if (!here || end > (parts[at + 1]?.start ?? Number.POSITIVE_INFINITY)) {
        wide.push(item);
        continue;
      }
      const part = this.#parts.get(here.element) ?? { element: here.element, items: [], isNear: false };
      part.items.push(item);
      this.#parts.set(here.element, part);
    }
    return wide;
  }

  #saw(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const part = this.#parts.get(target);
      if (!part || part.isNear === isIntersecting) continue;
      part.isNear = isIntersecting;
      this.#turned.add(part);
    }
    this.#running ??= this.#turn().finally(() => {
      this.#running = undefined;
    });
  }

  /** Goes through what came and what went, a few at a time. */
  async #turn(): Promise<void> {
    for (let [part] = this.#turned; part; [part] = this.#turned) {
      this.#turned.delete(part);
      await inSlices(this.#all(part.items, part.isNear ? this.#come : this.#go), this.#signal).catch(() => undefined);
      if (this.#signal.aborted) return;
      await pause();
      // Else what was stopped meanwhile would have a stretch more, over what follows it.
      if (this.#signal.aborted) return;
    }
  }

  *#all(items: readonly T[], act: (item: T) => void): Generator<void, void> {
    for (const item of items) {
      act(item);
      yield;
    }
  }
}

/** What is painted by `paintNear`. */
export interface NearRanges<T> {
  /** In the order of the text. */
  items: readonly T[];
  spanOf(item: T): Span;
  highlightOf(item: T): Highlight;
  /** What the text is scrolled in, where that is not the page. */
  scroller?: Element | undefined;
}

/** Paints items, each in its highlight, as `NearItems` has them come and go. Answers when those in sight are painted; rejects where
 * it was stopped. */
export function paintNear<T>(view: PartedView, { items, spanOf, highlightOf, scroller }: NearRanges<T>, signal: AbortSignal): Promise<void> {
  const painted = new Map<T, Range[]>();
  const come = (item: T): void => {
    if (painted.has(item)) return;
    const ranges = verified(view, spanOf(item));
    painted.set(item, ranges);
    for (const range of ranges) highlightOf(item).add(range);
  };
  const go = (item: T): void => {
    for (const range of painted.get(item) ?? []) highlightOf(item).delete(range);
    painted.delete(item);
  };
  return new NearItems(view, come, go, signal).watch(items, spanOf, scroller);
}

/** The marks of claims. */
export class NearMarks {
  /** Spans that could not be painted so far: those whose text under the range is not the claim's. They are left
   * unpainted, since a mark in the wrong place is worse than none. */
  lost = 0;
  #view: PartedView;
  #found: (claim: Claim) => Found | undefined;
  #ranges = new Map<Claim, { name: string; ranges: Range[] }>();
  #near: NearItems<Claim>;

  /** `found` says what was found of a claim; `signal` ends all that goes on. */
  constructor(view: PartedView, found: (claim: Claim) => Found | undefined, signal: AbortSignal) {
    this.#view = view;
    this.#found = found;
    this.#near = new NearItems(view, (claim) => this.#come(claim), (claim) => this.#go(claim), signal);
  }

  /** Paints `claims`, which stand in the order of the text, where they are in sight. Rejects where it was stopped. */
  async paint(claims: readonly Claim[]): Promise<void> {
    clear(this.#view.documents);
    for (const name of ALWAYS) add(this.#view, name);
    await this.#near.watch(claims, ({ span }) => span);
  }

  /** Paints one claim by what is found of it now. One that is out of sight is so when it comes. */
  update(claim: Claim): void {
    const before = this.#ranges.get(claim);
    const name = nameOf(claim, this.#found(claim));
    if (!before || name === before.name) return;
    for (const range of before.ranges) {
      remove(this.#view, before.name, range);
      add(this.#view, name, range);
    }
    before.name = name;
  }

  #come(claim: Claim): void {
    if (this.#ranges.has(claim)) return;
    const name = nameOf(claim, this.#found(claim));
    const made: Range[] = [];
    for (const span of paintedSpans(claim)) {
      const ranges = verified(this.#view, span);
      if (ranges.length === 0) this.lost += 1;
      for (const range of ranges) {
        made.push(range);
        add(this.#view, name, range);
      }
    }
    this.#ranges.set(claim, { name, ranges: made });
  }

  #go(claim: Claim): void {
    const painted = this.#ranges.get(claim);
    this.#ranges.delete(claim);
    for (const range of painted?.ranges ?? []) remove(this.#view, painted?.name ?? "", range);
  }
}
