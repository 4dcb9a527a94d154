// Paints claims by the CSS Custom Highlight API: the article's nodes are never touched.

import type { Claim, Kind, Span } from "../engine/protocol.js";
import { type ArticleView, nextFrame, withoutBreaks } from "./article.js";

/** Claims painted before the browser may draw. */
const CHUNK = 2000;

export const NAMES: Record<Kind | "indirect" | "current", string> = {
  quantity: "tickmark-quantity",
  date: "tickmark-date",
  comparison: "tickmark-comparison",
  quotation: "tickmark-quotation",
  indirect: "tickmark-indirect",
  current: "tickmark-current",
};

/** Whether this browser can paint at all. */
export function canPaint(): boolean {
  return typeof CSS !== "undefined" && "highlights" in CSS && typeof Highlight === "function";
}

/** What is painted for a claim: the fragments in quotation marks of a mixed quotation, else its span. */
export function paintedSpans(claim: Claim): Span[] {
  if (claim.kind === "quotation" && claim.quotation.form === "mixed" && claim.quotation.quoted.length > 0) {
    return claim.quotation.quoted;
  }
  return [claim.span];
}

function nameOf(claim: Claim): string {
  return claim.kind === "quotation" && claim.quotation.form === "indirect" ? NAMES.indirect : NAMES[claim.kind];
}

/**
 * Paints the claims and returns how many could not be: those whose text under the range is not the claim's. They
 * are left unpainted, since a mark in the wrong place is worse than none.
 */
export async function paint(view: ArticleView, claims: readonly Claim[], signal: AbortSignal): Promise<number> {
  clear();
  const order = [NAMES.indirect, NAMES.quotation, NAMES.comparison, NAMES.date, NAMES.quantity];
  const ranges = new Map<string, Range[]>(order.map((name) => [name, []]));
  let lost = 0;
  let count = 0;
  for (const claim of claims) {
    for (const span of paintedSpans(claim)) {
      const range = verified(view, span);
      if (range) ranges.get(nameOf(claim))?.push(range);
      else lost += 1;
    }
    if (++count % CHUNK === 0) {
      // The beginning is shown at once. A highlight that is shown makes every frame dearer with each range that is
      // added, so the rest is made out of sight and shown as a whole.
      if (count === CHUNK) show(ranges);
      await nextFrame();
      signal.throwIfAborted();
    }
  }
  show(ranges);
  return lost;
}

/** Registers highlights for the ranges by name. Of marks over one another the later name is drawn last: numbers
 * over the quotation that holds them. */
function show(ranges: Map<string, Range[]>): void {
  for (const [priority, [name, marks]] of [...ranges].entries()) {
    const highlight = new Highlight();
    // Not spread into the constructor: a call takes only so many arguments.
    for (const mark of marks) highlight.add(mark);
    highlight.priority = priority;
    CSS.highlights.set(name, highlight);
  }
}

/** The range of a span, where the text under it is the span's. */
export function verified(view: ArticleView, [start, end]: Span): Range | undefined {
  const range = view.range(start, end);
  return range?.toString() === withoutBreaks(view.text.slice(start, end)) ? range : undefined;
}

/** Paints one claim as the chosen one, or none. Returns its first range. */
export function paintCurrent(view: ArticleView, claim: Claim | undefined): Range | undefined {
  CSS.highlights.delete(NAMES.current);
  if (!claim) return undefined;
  const ranges = paintedSpans(claim).flatMap((span) => verified(view, span) ?? []);
  if (ranges.length === 0) return undefined;
  const highlight = new Highlight(...ranges);
  highlight.priority = 9;
  CSS.highlights.set(NAMES.current, highlight);
  return ranges[0];
}

export function clear(): void {
  for (const name of Object.values(NAMES)) CSS.highlights.delete(name);
}
