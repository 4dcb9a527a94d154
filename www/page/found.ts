// Claims and their sums, where a page's text was read in several parts or read again in part. Ids and the indices of sums
// are those of one report; here they become the page's.

import type { Check, Claim, Report } from "../engine/protocol.js";
import { by, type Move, moved } from "./merge.js";

/** Claims, and sums that they name by their places in `checks`. */
export interface Found {
  readonly claims: readonly Claim[];
  readonly checks: readonly Check[];
}

export const NOTHING: Found = { claims: [], checks: [] };

/** What a report found, its text standing `distance` further on in the page's. `name` tells its ids from other reports'. */
export function placed(report: Report, distance: number, name: string): Found {
  const id = (id: string): string => `${name} ${id}`;
  const move = by(distance);
  return {
    claims: report.claims.flatMap((claim) => {
      const found = moved(claim, move);
      return found ? [{ ...found, id: id(claim.id), related: claim.related.map(id) }] : [];
    }),
    checks: report.checks.map((check) => ({ ...check, claims: check.claims.map(id) })),
  };
}

/** The claims at their new places. A sum goes with the first of its claims that is gone. */
export function movedTo(found: Found, move: Move): Found {
  return complete({ claims: found.claims.flatMap((claim) => moved(claim, move) ?? []), checks: found.checks });
}

/** All together, in the order of the text. */
export function joined(parts: readonly Found[]): Found {
  const claims: Claim[] = [];
  const checks: Check[] = [];
  for (const part of parts) {
    const before = checks.length;
    for (const claim of part.claims) claims.push(before === 0 ? claim : { ...claim, checks: claim.checks.map((index) => index + before) });
    for (const check of part.checks) checks.push(check);
  }
  claims.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  return { claims, checks };
}

/**
 * `known` with what is new in `again`, for which some text before `from` was read once more: of the claims there the known
 * ones stay, and take part in the new ones' sums.
 */
export function extended(known: Found, again: Found, from: number): Found {
  const place = ({ kind, span }: Claim): string => `${kind} ${span.join()}`;
  const there = new Map(known.claims.map((claim) => [place(claim), claim.id]));
  const names = new Map<string, string>();
  const fresh: Claim[] = [];
  for (const claim of again.claims) {
    if (claim.span[0] >= from) fresh.push(claim);
    else names.set(claim.id, there.get(place(claim)) ?? claim.id);
  }
  const name = (id: string): string => names.get(id) ?? id;
  const added = new Set(fresh.map((claim) => claim.id));
  const checks = again.checks.map((check) => ({ ...check, claims: check.claims.map(name) }));
  const claims = fresh.map((claim) => ({ ...claim, related: claim.related.map(name) }));
  const all = joined([known, { claims, checks }]);
  // A known claim learns of the sums that it shares with new ones; those of known claims alone are known.
  const sums = new Map<string, number[]>();
  const old = new Set<number>();
  for (const [at, check] of checks.entries()) {
    const index = known.checks.length + at;
    if (!check.claims.some((id) => added.has(id))) old.add(index);
    else for (const id of check.claims) if (!added.has(id)) sums.set(id, [...(sums.get(id) ?? []), index]);
  }
  return complete({ claims: all.claims.map((claim) => (sums.has(claim.id) ? { ...claim, checks: [...claim.checks, ...(sums.get(claim.id) ?? [])] } : claim)), checks: all.checks }, old);
}

/** Without the sums that lack a claim, and without those in `gone`. */
function complete({ claims, checks }: Found, gone: ReadonlySet<number> = new Set()): Found {
  const ids = new Set(claims.map((claim) => claim.id));
  const places = new Map<number, number>();
  const left = checks.filter((check, index) => {
    if (gone.has(index) || !check.claims.every((id) => ids.has(id))) return false;
    places.set(index, places.size);
    return true;
  });
  if (left.length === checks.length) return { claims, checks };
  return { claims: claims.map((claim) => (claim.checks.length > 0 ? { ...claim, checks: claim.checks.flatMap((index) => places.get(index) ?? []) } : claim)), checks: left };
}
