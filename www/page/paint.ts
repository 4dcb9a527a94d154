// Paints claims by the CSS Custom Highlight API: the article's nodes are never touched.

import type { Claim, Kind, Span } from "../engine/protocol.js";
import { nextFrame } from "./article.js";
import { holds, type TextView } from "./view.js";

/** Claims whose ranges are made before the browser may draw and take input: some 10 ms on a slow machine. */
const CHUNK = 500;

/** How a reviewed claim is painted: a checked one keeps its kind's line and loses its wash. */
export type Found = "checked" | "wrong" | "unverifiable";

type Style = Kind | "indirect";

/** From the lowest to the highest: of marks over one another the later is drawn last, numbers over the quotation that
 * holds them, and what was found wrong over all. */
const STYLES: readonly Style[] = ["indirect", "quotation", "comparison", "date", "quantity"];

export const NAMES: Record<Style | `${Style}-checked` | "words-unverifiable" | "words-wrong" | "unverifiable" | "wrong" | "current", string> = {
  quantity: "tickmark-quantity",
  date: "tickmark-date",
  comparison: "tickmark-comparison",
  quotation: "tickmark-quotation",
  indirect: "tickmark-indirect",
  "quantity-checked": "tickmark-quantity-checked",
  "date-checked": "tickmark-date-checked",
  "comparison-checked": "tickmark-comparison-checked",
  "quotation-checked": "tickmark-quotation-checked",
  "indirect-checked": "tickmark-indirect-checked",
  "words-unverifiable": "tickmark-words-unverifiable",
  "words-wrong": "tickmark-words-wrong",
  unverifiable: "tickmark-unverifiable",
  wrong: "tickmark-wrong",
  current: "tickmark-current",
};

/** Somebody's words lie under what they hold, whatever was found of them. */
const ORDER = [
  ...STYLES.map((style) => NAMES[`${style}-checked` as const]),
  NAMES["words-unverifiable"],
  NAMES["words-wrong"],
  ...STYLES.map((style) => NAMES[style]),
  NAMES.unverifiable,
  NAMES.wrong,
];
/** How high a highlight lies over others. */
export function priorityOf(name: string): number {
  return name === NAMES.current ? ORDER.length : ORDER.indexOf(name);
}

/** Registered also where they hold nothing. */
export const ALWAYS: ReadonlySet<string> = new Set(STYLES.map((style) => NAMES[style]));

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
export function nameOf(claim: Claim, found?: Found): string {
  if (found === "wrong" || found === "unverifiable") return NAMES[claim.kind === "quotation" ? (`words-${found}` as const) : found];
  const style: Style = claim.kind === "quotation" && claim.quotation.form === "indirect" ? "indirect" : claim.kind;
  return NAMES[found === "checked" ? (`${style}-checked` as const) : style];
}

/** What a window paints with; a frame has its own. */
type Painting = { CSS: typeof CSS; Highlight: typeof Highlight };

/** The window of a document. Firefox gives an extension its own page's registry for that of a frame, unless the frame's
 * window is taken as its own scripts have it. Those may have put anything in its place: such a frame is left unpainted, and
 * the page around it is painted all the same. */
function paintingOf(shown: Document): Painting | undefined {
  const window = shown.defaultView as (Window & Painting & { wrappedJSObject?: Painting }) | null;
  if (shown === document || !window?.wrappedJSObject) return window ?? undefined;
  try {
    const own = window.wrappedJSObject;
    own.CSS.highlights.has(NAMES.current);
    return new own.Highlight().size === 0 ? own : undefined;
  } catch {
    return undefined;
  }
}

/** Paints the claims by their kind. Returns how many spans could not be painted: those whose text under the range is not
 * the claim's. They are left unpainted, since a mark in the wrong place is worse than none. */
export async function paint(view: TextView, claims: readonly Claim[], signal: AbortSignal): Promise<number> {
  clear(view.documents);
  const byName = new Map<string, Range[]>(ORDER.map((name) => [name, []]));
  let [count, lost] = [0, 0];
  for (const claim of claims) {
    const marks = byName.get(nameOf(claim));
    for (const span of paintedSpans(claim)) {
      const ranges = verified(view, span);
      // Not spread into one call: a call takes only so many arguments.
      for (const range of ranges) marks?.push(range);
      if (ranges.length === 0) lost += 1;
    }
    if (++count % CHUNK === 0) {
      // The beginning is shown at once. A highlight that is shown makes every frame dearer with each range that is
      // added, so the rest is made out of sight and shown as a whole.
      if (count === CHUNK) show(view.documents, byName);
      await nextFrame();
      signal.throwIfAborted();
    }
  }
  show(view.documents, byName);
  return lost;
}

/** Adds a range to a highlight, which begins with it where there is none; without a range, it begins empty. */
export function add(view: TextView, name: string, range?: Range): void {
  const shown = range?.startContainer.ownerDocument ?? view.documents[0];
  const window = shown && view.documents.includes(shown) ? paintingOf(shown) : undefined;
  if (!window) return;
  let highlight = window.CSS.highlights.get(name);
  if (!highlight) {
    highlight = new window.Highlight();
    highlight.priority = ORDER.indexOf(name);
    window.CSS.highlights.set(name, highlight);
  }
  if (range) highlight.add(range);
}

/** Takes a range out of a highlight. */
export function remove(view: TextView, name: string, range: Range): void {
  const shown = range.startContainer.ownerDocument;
  if (shown && view.documents.includes(shown)) paintingOf(shown)?.CSS.highlights.get(name)?.delete(range);
}

/** Registers highlights for the ranges by name. */
function show(documents: readonly Document[], ranges: Map<string, Range[]>): void {
  for (const shown of documents) {
    const window = paintingOf(shown);
    if (!window) continue;
    for (const [priority, [name, marks]] of [...ranges].entries()) {
      if (marks.length === 0 && !ALWAYS.has(name)) continue;
      const highlight = new window.Highlight();
      for (const mark of marks) if (mark.startContainer.ownerDocument === shown) highlight.add(mark);
      highlight.priority = priority;
      window.CSS.highlights.set(name, highlight);
    }
  }
}

/** Whether every document still has what was shown in it: a page's scripts see the same registry, and may empty it. */
export function isShown(documents: readonly Document[]): boolean {
  return documents.every((shown) => paintingOf(shown)?.CSS.highlights.has(NAMES.quantity) !== false);
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
    highlight.priority = ORDER.length;
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
