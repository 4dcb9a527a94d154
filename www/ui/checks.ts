// Sums made inside the text, and the claims that speak of the same thing.

import type { Check, Claim } from "../engine/protocol.js";
import { el } from "./dom.js";

const RESULT: Record<Check["result"], string> = { holds: "Holds", differs: "Differs", implies: "Implies" };

/** Related claims listed at once. */
const MOST = 6;

/** The sums that a claim is part of, worst first. */
export function checksSection(claim: Claim, checks: readonly Check[]): HTMLElement | undefined {
  const order: Check["result"][] = ["differs", "implies", "holds"];
  const mine = claim.checks.flatMap((index) => checks[index] ?? []).sort((a, b) => order.indexOf(a.result) - order.indexOf(b.result));
  if (mine.length === 0) return undefined;
  const list = el("ul", { class: "checks" });
  for (const check of mine) list.append(el("li", { class: check.result }, el("span", { class: "outcome" }, RESULT[check.result]), " ", el("span", { class: "sum" }, check.sum)));
  return el("section", {}, el("h4", {}, "Sums in the text"), list);
}

/** Buttons to the claims that speak of the same thing; `data-goto` holds the place of each in `claims`. */
export function relatedSection(claim: Claim, claims: readonly Claim[], places: ReadonlyMap<string, number>, text: string): HTMLElement | undefined {
  const found = claim.related.flatMap((id) => places.get(id) ?? []);
  if (found.length === 0) return undefined;
  const list = el("ul", { class: "related" });
  for (const place of found.slice(0, MOST)) {
    const other = claims[place];
    if (!other) continue;
    const words = text.slice(...other.span).replace(/\s+/g, " ");
    list.append(el("li", {}, el("button", { type: "button", "data-goto": String(place) }, words.length > 80 ? `${words.slice(0, 80)} …` : words)));
  }
  const rest = found.length > MOST ? el("p", { class: "why" }, `and ${found.length - MOST} more`) : undefined;
  return el("section", {}, el("h4", {}, "Also in the text"), list, rest);
}
