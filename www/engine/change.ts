// Makes a session's new report of the one before and what an edit changed. Nothing given is altered: claims that stand
// where they stood are shared by both reports, those that moved are copies.

import type { Change, Claim, Report, Span } from "./protocol.js";

/** The report after the edit. Takes time linear in the number of claims. */
export function applyChange(before: Report, change: Change): Report {
  const gone = new Set(change.removed);
  const related = new Map(change.related.map((each) => [each.claim, each.related]));
  const move = mover(change);
  const claims: Claim[] = [];
  let next = 0;
  const place = (): void => {
    while (change.added[next]?.at === claims.length) claims.push(change.added[next++]!.claim);
  };
  for (const claim of before.claims) {
    if (gone.has(claim.id)) continue;
    place();
    const other = related.get(claim.id);
    const moved = movedClaim(claim, move);
    claims.push(other ? { ...moved, related: other } : moved);
  }
  place();
  return {
    ...before,
    id: change.id,
    worth: change.worth,
    claims: change.checks ? withChecks(claims, change.checks) : claims,
    people: change.people ?? before.people.map((person) => ({ ...person, mentions: person.mentions.map(move) })),
    checks: change.checks ?? before.checks,
  };
}

type Move = (span: Span) => Span;

/** Where a span of the text before stands after the edit: the same array where it has not moved. */
export function mover({ from, to, by }: Pick<Change, "from" | "to" | "by">): Move {
  return (span) => {
    const [start, end] = span;
    const first = start >= to ? start + by : start;
    const last = end > from && end >= to ? end + by : end;
    return first === start && last === end ? span : [first, last];
  };
}

function movedClaim(claim: Claim, move: Move): Claim {
  const span = move(claim.span);
  const sentence = move(claim.sentence);
  // A source may stand in a paragraph before or behind.
  const source = movedSource(claim.source, move);
  const moved = span !== claim.span || sentence !== claim.sentence || source !== claim.source;
  const maybe = (span: Span | null): Span | null => span && move(span);
  if (claim.kind === "quotation") {
    const { quotation } = claim;
    const cue = maybe(quotation.cue);
    const from = maybe(quotation.source);
    if (!moved && cue === quotation.cue && from === quotation.source) return claim;
    return { ...claim, span, sentence, source, quotation: { ...quotation, quoted: quotation.quoted.map(move), cue, source: from } };
  }
  if (!moved) return claim;
  switch (claim.kind) {
    case "quantity":
      return { ...claim, span, sentence, source, quantity: { ...claim.quantity, numeral: move(claim.quantity.numeral) } };
    case "date":
      return { ...claim, span, sentence, source };
    case "comparison":
      return { ...claim, span, sentence, source, comparison: { ...claim.comparison, with: maybe(claim.comparison.with) } };
  }
}

function movedSource(source: Claim["source"], move: Move): Claim["source"] {
  const span = source && move(source.span);
  return source && span && span !== source.span ? { ...source, span } : source;
}

/** Claims with the checks that they take part in. */
function withChecks(claims: Claim[], checks: Report["checks"]): Claim[] {
  const of = new Map<string, number[]>();
  checks.forEach((check, index) => {
    for (const id of check.claims) {
      const list = of.get(id);
      if (list) list.push(index);
      else of.set(id, [index]);
    }
  });
  return claims.map((claim) => {
    const list = of.get(claim.id) ?? [];
    const same = list.length === claim.checks.length && list.every((index, at) => index === claim.checks[at]);
    return same ? claim : { ...claim, checks: list };
  });
}
