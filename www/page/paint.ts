// Paints claims by the CSS Custom Highlight API: the article's nodes are never touched.

import type { Claim, Kind, Span } from "../engine/protocol.js";
import { nextFrame } from "./article.js";
import { holds, type TextView } from "./view.js";

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

/** The highlight that a claim is painted with. */
export function nameOf(claim: Claim): string {
  return claim.kind === "quotation" && claim.quotation.form === "indirect" ? NAMES.indirect : NAMES[claim.kind];
}

/** What a window paints with; a frame has its own. */
type Painting = { CSS: typeof CSS; Highlight: typeof Highlight };

/** The window of a document. Firefox gives an extension its own page's registry for that of a frame, unless the frame's
 * window is taken as its own scripts have it. */
function paintingOf(shown: Document): Painting | undefined {
  const window = shown.defaultView as (Window & Painting & { wrappedJSObject?: Painting }) | null;
  return (shown === document ? undefined : window?.wrappedJSObject) ?? window ?? undefined;
}

/**
 * Paints the claims and returns how many could not be: those whose text under the range is not the claim's. They
 * are left unpainted, since a mark in the wrong place is worse than none.
 */
export async function paint(view: TextView, claims: readonly Claim[], signal: AbortSignal): Promise<number> {
  clear(view.documents);
  const order = [NAMES.indirect, NAMES.quotation, NAMES.comparison, NAMES.date, NAMES.quantity];
  const ranges = new Map<string, Range[]>(order.map((name) => [name, []]));
  let lost = 0;
  let count = 0;
  for (const claim of claims) {
    for (const span of paintedSpans(claim)) {
      const found = verified(view, span);
      // Not spread into one call: a call takes only so many arguments.
      for (const range of found) ranges.get(nameOf(claim))?.push(range);
      if (found.length === 0) lost += 1;
    }
    if (++count % CHUNK === 0) {
      // The beginning is shown at once. A highlight that is shown makes every frame dearer with each range that is
      // added, so the rest is made out of sight and shown as a whole.
      if (count === CHUNK) show(view.documents, ranges);
      await nextFrame();
      signal.throwIfAborted();
    }
  }
  show(view.documents, ranges);
  return lost;
}

/** Registers highlights for the ranges by name. Of marks over one another the later name is drawn last: numbers
 * over the quotation that holds them. */
function show(documents: readonly Document[], ranges: Map<string, Range[]>): void {
  for (const shown of documents) {
    const window = paintingOf(shown);
    if (!window) continue;
    for (const [priority, [name, marks]] of [...ranges].entries()) {
      const highlight = new window.Highlight();
      for (const mark of marks) if (mark.startContainer.ownerDocument === shown) highlight.add(mark);
      highlight.priority = priority;
      window.CSS.highlights.set(name, highlight);
    }
  }
}

/** The ranges of a span, where the text under them is the span's. */
export function verified(view: TextView, [start, end]: Span): Range[] {
  const ranges = view.ranges(start, end);
  return holds(ranges, view.text.slice(start, end)) ? ranges : [];
}

/** Paints one claim as the chosen one, or none. Returns its first range. */
export function paintCurrent(view: TextView, claim: Claim | undefined): Range | undefined {
  for (const shown of view.documents) paintingOf(shown)?.CSS.highlights.delete(NAMES.current);
  if (!claim) return undefined;
  const ranges = paintedSpans(claim).flatMap((span) => verified(view, span));
  for (const shown of view.documents) {
    const marks = ranges.filter((range) => range.startContainer.ownerDocument === shown);
    const window = paintingOf(shown);
    if (!window || marks.length === 0) continue;
    const highlight = new window.Highlight(...marks);
    highlight.priority = 9;
    window.CSS.highlights.set(NAMES.current, highlight);
  }
  return ranges[0];
}

/** Takes every mark out of the documents. */
export function clear(documents: readonly Document[] = [document]): void {
  for (const shown of documents) {
    for (const name of Object.values(NAMES)) paintingOf(shown)?.CSS.highlights.delete(name);
  }
}
