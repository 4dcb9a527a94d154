// The marks in the article: by kind, by what was found, the chosen claim, and the words that are searched for.

import type { Claim } from "../engine/protocol.js";
import { NearMarks, paintNear } from "../page/near.js";
import { canPaint, clear, type Found, paintCurrent } from "../page/paint.js";
import type { PartedView } from "../page/view.js";

const SEARCHED = "tickmark-searched";

export class Marks {
  #found: (claim: Claim) => Found | undefined;
  #view: PartedView | undefined;
  #painted: NearMarks | undefined;
  #running: AbortController | undefined;
  #searched: { view: PartedView | undefined; starts: readonly number[]; length: number; running: AbortController } | undefined;

  /** `found`: what was found of a claim. */
  constructor(found: (claim: Claim) => Found | undefined) {
    this.#found = found;
  }

  /** Takes every mark away. */
  clear(): void {
    this.#running?.abort();
    this.#view = this.#painted = undefined;
    if (canPaint()) clear();
    this.search([], 0);
  }

  /** Paints `claims`, and no others. Returns how many of those in sight could not be painted, or undefined where a later call
   * overtook this one. */
  async paint(view: PartedView, claims: readonly Claim[]): Promise<number | undefined> {
    this.#running?.abort();
    const { signal } = (this.#running = new AbortController());
    this.#view = view;
    const painted = (this.#painted = new NearMarks(view, this.#found, signal));
    try {
      await painted.paint(claims);
      return painted.lost;
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }

  /** Paints one claim as the chosen one, or none. Returns its first range. */
  select(claim: Claim | undefined): Range | undefined {
    return this.#view && canPaint() ? paintCurrent(this.#view, claim) : undefined;
  }

  /** Paints a claim by what is found of it now. */
  update(claim: Claim): void {
    this.#painted?.update(claim);
  }

  /** Paints the places that start at `starts`, each `length` long, where they are in sight. */
  search(starts: readonly number[], length: number): void {
    const view = this.#view;
    const before = this.#searched;
    if (!canPaint() || (before && before.view === view && before.starts === starts && before.length === length)) return;
    before?.running.abort();
    const running = new AbortController();
    this.#searched = { view, starts, length, running };
    CSS.highlights.delete(SEARCHED);
    if (!view || length === 0 || starts.length === 0) return;
    const highlight = new Highlight();
    highlight.priority = 99;
    CSS.highlights.set(SEARCHED, highlight);
    void paintNear(view, { items: starts, spanOf: (start) => [start, start + length], highlightOf: () => highlight }, running.signal).catch((error: unknown) => {
      if (!running.signal.aborted) throw error;
    });
  }
}
