// A session's report, kept in step with its edits. What an edit costs here is what it changes and one walk over the list of
// claims; spans move when the report is asked for, however many edits there were since. Nothing given is altered: claims
// that stand where they stood are shared by the reports, those that moved are copies.

import type { Change, Claim, Person, Report, Span } from "./protocol.js";

/** Edits after which the spans move all the same, so that the edits do not pile up where nobody asks. */
const MOST = 256;

/** Where an edit of the text has moved what stands behind it. */
type Shift = Pick<Change, "from" | "to" | "by">;

export class Ledger {
  #report: Report;
  /** Claims with the number of edits that their spans have followed. */
  #claims: { claim: Claim; seen: number }[];
  #people: { list: Person[]; seen: number };
  #shifts: Shift[] = [];
  /** Whether every claim's checks are to be found anew. */
  #hasNewChecks = false;
  #isBehind = false;

  constructor(report: Report) {
    this.#report = report;
    this.#claims = report.claims.map((claim) => ({ claim, seen: 0 }));
    this.#people = { list: report.people, seen: 0 };
  }

  /** The report's id and worth, without its claims being moved. */
  get head(): Pick<Report, "id" | "worth"> {
    return this.#report;
  }

  /** The report after every edit so far. Takes time linear in the number of claims, where there was an edit. */
  get report(): Report {
    if (!this.#isBehind) return this.#report;
    this.#isBehind = false;
    const movers = this.#shifts.map((_, seen) => mover(this.#shifts.slice(seen)));
    const moved = this.#claims.map(({ claim, seen }) => {
      const move = movers[seen];
      return move ? movedClaim(claim, move) : claim;
    });
    const { list, seen } = this.#people;
    const move = movers[seen];
    const people = move ? list.map((person) => ({ ...person, mentions: person.mentions.map(move) })) : list;
    const claims = this.#hasNewChecks ? withChecks(moved, this.#report.checks) : moved;
    this.#report = { ...this.#report, claims, people };
    this.#claims = claims.map((claim) => ({ claim, seen: 0 }));
    this.#people = { list: people, seen: 0 };
    this.#shifts = [];
    this.#hasNewChecks = false;
    return this.#report;
  }

  /** Takes an edit in. */
  add(change: Change): void {
    this.#isBehind = true;
    this.#shifts.push({ from: change.from, to: change.to, by: change.by });
    this.#place(change, this.#shifts.length);
    if (change.people) this.#people = { list: change.people, seen: this.#shifts.length };
    this.#hasNewChecks ||= change.checks !== null;
    this.#report = { ...this.#report, id: change.id, worth: change.worth, checks: change.checks ?? this.#report.checks };
    if (this.#shifts.length >= MOST) void this.report;
  }

  #place({ removed, added, related }: Change, seen: number): void {
    if (removed.length + added.length + related.length === 0) return;
    const gone = new Set(removed);
    const others = new Map(related.map((each) => [each.claim, each.related]));
    const claims: { claim: Claim; seen: number }[] = [];
    let next = 0;
    const place = (): void => {
      while (added[next]?.at === claims.length) claims.push({ claim: added[next++]!.claim, seen });
    };
    for (const known of this.#claims) {
      const { id } = known.claim;
      if (gone.size > 0 && gone.has(id)) continue;
      place();
      const other = others.size > 0 ? others.get(id) : undefined;
      claims.push(other ? { claim: { ...known.claim, related: other }, seen: known.seen } : known);
    }
    place();
    this.#claims = claims;
  }
}

/** The report after one edit. */
export function applyChange(before: Report, change: Change): Report {
  const ledger = new Ledger(before);
  ledger.add(change);
  return ledger.report;
}

type Move = (span: Span) => Span;

/** Where a span of the text before stands after the edits: the same array where it has not moved. */
function mover(shifts: readonly Shift[]): Move {
  return (span) => {
    let [start, end] = span;
    for (const { from, to, by } of shifts) {
      const isBehind = end > from && end >= to;
      if (start >= to) start += by;
      if (isBehind) end += by;
    }
    return start === span[0] && end === span[1] ? span : [start, end];
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
