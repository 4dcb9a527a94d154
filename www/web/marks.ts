// The marks in the article: by kind, by what was found, the chosen claim, and the words that are searched for.

import type { Claim } from "../engine/protocol.js";
import { NearMarks } from "../page/near.js";
import { canPaint, clear, type Found, paintCurrent, verified } from "../page/paint.js";
import type { PartedView } from "../page/view.js";

const SEARCHED = "tickmark-searched";
/** Found places painted at once; the number beside the box counts all of them. */
const PAINTED = 300;

export class Marks {
  #found: (claim: Claim) => Found | undefined;
  #view: PartedView | undefined;
  #painted: NearMarks | undefined;
  #running: AbortController | undefined;

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

  /** Paints the places that start at `starts`, each `length` long. */
  search(starts: readonly number[], length: number): void {
    if (!canPaint()) return;
    CSS.highlights.delete(SEARCHED);
    const view = this.#view;
    if (!view || length === 0 || starts.length === 0) return;
    const highlight = new Highlight();
    for (const start of starts.slice(0, PAINTED)) for (const range of verified(view, [start, start + length])) highlight.add(range);
    highlight.priority = 99;
    CSS.highlights.set(SEARCHED, highlight);
  }
}
