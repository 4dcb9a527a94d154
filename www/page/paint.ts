// Paints claims by the CSS Custom Highlight API: the article's nodes are never touched.

import type { Claim, Kind, Span } from "../engine/protocol.js";
import { type ArticleView, nextFrame, withoutBreaks } from "./article.js";

/** Ranges made before the browser may draw again. */
const CHUNK = 1000;

export const NAMES: Record<Kind | "indirect" | "current", string> = {
  quantity: "tickmark-quantity",
  date: "tickmark-date",
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
  const highlights = new Map<string, Highlight>();
  // Of claims over one another the inner one is drawn last: numbers over the quotation that holds them.
  for (const [priority, name] of [NAMES.indirect, NAMES.quotation, NAMES.date, NAMES.quantity].entries()) {
    const highlight = new Highlight();
    highlight.priority = priority;
    highlights.set(name, highlight);
    CSS.highlights.set(name, highlight);
  }
  let lost = 0;
  let count = 0;
  for (const claim of claims) {
    for (const span of paintedSpans(claim)) {
      const range = verified(view, span);
      if (range) highlights.get(nameOf(claim))?.add(range);
      else lost += 1;
    }
    if (++count % CHUNK === 0) {
      await nextFrame();
      signal.throwIfAborted();
    }
  }
  return lost;
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
