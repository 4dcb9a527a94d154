// A page that changed: which of its blocks are new, and the claims of the others at their new places.

import type { Claim, Quotation, Span } from "../engine/protocol.js";
import type { LiveText } from "./anchor.js";

/** Blocks before a changed one that are read again with it: they tell who "she" is. Their claims are kept as they are. */
const CONTEXT = 3;

/** For each block of `next` the block of `before` with the same text, in the same order, or undefined where it is new. */
export function unchanged(before: readonly string[], next: readonly string[]): (number | undefined)[] {
  const found: (number | undefined)[] = next.map(() => undefined);
  let head = 0;
  while (head < next.length && head < before.length && next[head] === before[head]) found[head] = head++;
  let tail = 0;
  while (tail < next.length - head && tail < before.length - head && next.at(-1 - tail) === before.at(-1 - tail)) {
    tail += 1;
    found[next.length - tail] = before.length - tail;
  }
  // Between the ends: each text's places in their order, never going back, so that no two blocks change their order.
  const places = new Map<string, number[]>();
  for (let at = head; at < before.length - tail; at += 1) {
    const text = before[at] ?? "";
    const known = places.get(text);
    if (known) known.push(at);
    else places.set(text, [at]);
  }
  let from = head;
  for (let at = head; at < next.length - tail; at += 1) {
    const known = places.get(next[at] ?? "");
    while (known && known.length > 0 && (known[0] ?? 0) < from) known.shift();
    const place = known?.shift();
    if (place === undefined) continue;
    found[at] = place;
    from = place + 1;
  }
  return found;
}

/** Runs of blocks to read: the new ones, each run with its context. `own` is where the new ones begin. */
export function runs(known: readonly (number | undefined)[]): { from: number; own: number; to: number }[] {
  const found: { from: number; own: number; to: number }[] = [];
  for (let at = 0; at < known.length; at += 1) {
    if (known[at] !== undefined) continue;
    const own = at;
    while (at + 1 < known.length && known[at + 1] === undefined) at += 1;
    found.push({ from: Math.max(0, own - CONTEXT), own, to: at + 1 });
  }
  return found;
}

/** Where a span of one text is in another; undefined where it is in neither whole. */
export type Move = (span: Span) => Span | undefined;

/** Moves spans by the same distance. */
export function by(distance: number): Move {
  return ([start, end]) => [start + distance, end + distance];
}

/** Moves spans with their blocks. A span over several blocks needs them all, one after the other. */
export function withBlocks(before: LiveText, next: LiveText, known: readonly (number | undefined)[]): Move {
  const places = new Map<number, number>();
  for (const [at, old] of known.entries()) if (old !== undefined) places.set(old, at);
  return ([start, end]) => {
    const first = before.blockAt(start);
    const last = before.blockAt(Math.max(start, end - 1));
    const place = places.get(first);
    if (place === undefined) return undefined;
    for (let at = first + 1; at <= last; at += 1) if (places.get(at) !== place + at - first) return undefined;
    const distance = (next.starts[place] ?? 0) - (before.starts[first] ?? 0);
    return [start + distance, end + distance];
  };
}

/** A claim at its new place, or undefined where that is gone. A source that is gone leaves its name. */
export function moved(claim: Claim, move: Move): Claim | undefined {
  const span = move(claim.span);
  if (!span) return undefined;
  const sentence = move(claim.sentence) ?? span;
  const at = claim.source && move(claim.source.span);
  const source = claim.source && { ...claim.source, span: at ?? span };
  const base = { span, sentence, source };
  switch (claim.kind) {
    case "quantity": {
      const numeral = move(claim.quantity.numeral) ?? span;
      return { ...claim, ...base, quantity: { ...claim.quantity, numeral } };
    }
    case "date":
      return { ...claim, ...base };
    case "comparison": {
      const against = claim.comparison.with;
      return { ...claim, ...base, comparison: { ...claim.comparison, with: against && (move(against) ?? null) } };
    }
    case "quotation":
      return { ...claim, ...base, quotation: movedQuotation(claim.quotation, move) };
  }
}

function movedQuotation(quotation: Quotation, move: Move): Quotation {
  const optional = (span: Span | null): Span | null => (span ? (move(span) ?? null) : null);
  return {
    ...quotation,
    quoted: quotation.quoted.flatMap((span) => [move(span)].filter((span) => span !== undefined)),
    cue: optional(quotation.cue),
    source: optional(quotation.source),
  };
}
