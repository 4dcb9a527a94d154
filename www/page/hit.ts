// From a point on the screen to the claim painted there.

import type { Claim } from "../engine/protocol.js";
import { paintedSpans } from "./paint.js";
import type { TextView } from "./view.js";

// Firefox and Chromium know the first, older Chromium and Safari the second.
interface Carets {
  caretPositionFromPoint?(x: number, y: number, options?: { shadowRoots: ShadowRoot[] }): { offsetNode: Node; offset: number } | null;
  caretRangeFromPoint?(x: number, y: number): Range | null;
}

/** The offset in the text under a point of a document's window. `roots`: shadow trees that may be looked into. */
export function offsetAt(view: TextView, x: number, y: number, at: Document = document, roots: ShadowRoot[] = []): number | undefined {
  const carets = at as unknown as Carets;
  const position = carets.caretPositionFromPoint?.(x, y, { shadowRoots: roots });
  if (position) return view.offset(position.offsetNode, position.offset);
  const range = carets.caretRangeFromPoint?.(x, y);
  return range ? view.offset(range.startContainer, range.startOffset) : undefined;
}

/** The index of the smallest claim painted over `offset`. Claims are sorted by their start. */
export function claimAt(claims: readonly Claim[], offset: number): number | undefined {
  let low = 0;
  let high = claims.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((claims[middle]?.span[0] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  let best: number | undefined;
  let size = Infinity;
  // Claims nest little: one that holds the offset starts among the nearest before it.
  for (let at = low - 1; at >= 0 && at > low - 64; at -= 1) {
    const claim = claims[at];
    if (!claim) continue;
    for (const [start, end] of paintedSpans(claim)) {
      if (start <= offset && offset <= end && end - start < size) {
        best = at;
        size = end - start;
      }
    }
  }
  return best;
}
