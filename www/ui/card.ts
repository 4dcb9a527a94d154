// The card of one claim: what was read, who says so, why it is worth checking, and where to check it.

import type { Amount, Check, Claim, Group, Link, Quantity } from "../engine/protocol.js";
import type { SourceFindings } from "./against.js";
import { checksSection, relatedSection } from "./checks.js";
import { el } from "./dom.js";
import { FORM, GROUP, RELATION, amount, comparison, quantity } from "./format.js";

/** Longer sentences are shown around the claim; the article beside holds the rest. */
const LONGEST = 600;
/** Characters of a claim in the card's name. */
const LABEL = 120;

/** What a card tells beyond its claim. */
export interface Context {
  text: string;
  claims: readonly Claim[];
  /** The place of each claim by its id. */
  places: ReadonlyMap<string, number>;
  /** The report's sums. */
  checks?: readonly Check[] | undefined;
  /** What a source text says. */
  against?: SourceFindings | undefined;
  /** A quantity in other units; the core knows. */
  also?: ((quantity: Quantity) => Promise<readonly Amount[]>) | undefined;
}

/** `id` names the card's element. Without `sentence` the claim is not shown in its sentence: the card hangs beside it. */
export function card(claim: Claim, context: Context, id: string, shows: { sentence: boolean } = { sentence: true }): HTMLElement {
  const { text, checks = [], against } = context;
  const rows = el("dl", { class: "reading" });
  for (const [name, value] of facts(claim, text)) rows.append(el("dt", {}, name), el("dd", {}, value));
  if (claim.kind === "quantity" && claim.quantity.unit !== null && context.also) void tellAlso(rows, context.also(claim.quantity));
  return el(
    "div",
    // Reached by the keys that walk the claims; Tab goes on into what it holds.
    { class: "card", id, tabindex: "-1", role: "group", "aria-label": `Claim: ${text.slice(...claim.span).slice(0, LABEL)}` },
    shows.sentence ? sentence(claim, text) : undefined,
    rows,
    against?.section(claim, text),
    checksSection(claim, checks),
    relatedSection(claim, context.claims, context.places, text),
    worth(claim),
    links(claim.links),
  );
}

/** Puts a quantity in other units behind its value, when the core has answered. */
async function tellAlso(rows: HTMLElement, asked: Promise<readonly Amount[]>): Promise<void> {
  // A card without other units is a card all the same.
  const amounts = await asked.catch(() => []);
  if (amounts.length === 0) return;
  const first = rows.querySelector("dd");
  first?.after(el("dt", {}, "That is"), el("dd", { class: "also" }, amounts.map(amount).join(" · ")));
}

function facts(claim: Claim, text: string): [string, string][] {
  const source: [string, string] = ["Source", claim.source?.name ?? "none given in the text"];
  switch (claim.kind) {
    case "quantity": {
      const { measured, currency, dimension, place, time } = claim.quantity;
      const facts: [string, string][] = [["Value", quantity(claim.quantity)]];
      if (measured) facts.push(["Of what", measured]);
      if (place) facts.push(["Where", place]);
      if (time) facts.push(["When", time]);
      if (currency) facts.push(["Currency", currency]);
      else if (dimension) facts.push(["Kind", dimension]);
      facts.push(source);
      return facts;
    }
    case "comparison": {
      const { relation, with: other } = claim.comparison;
      const facts: [string, string][] = [
        ["Kind", RELATION[relation]],
        ["Reading", comparison(claim.comparison)],
      ];
      if (other) facts.push(["Against", text.slice(...other)]);
      facts.push(source);
      return facts;
    }
    case "date":
      return [["Date", claim.date.value ?? "relative; set the article’s date to resolve it"], source];
    case "quotation": {
      const { form, speaker, unclosed } = claim.quotation;
      const facts: [string, string][] = [["Form", FORM[form] + (unclosed ? ", closing mark missing" : "")]];
      if (form !== "scare" && form !== "title") facts.push(["Speaker", speaker ?? "not named in the text"]);
      return facts;
    }
  }
}

/** The claim in its sentence. */
function sentence(claim: Claim, text: string): HTMLElement {
  let [from, to] = claim.sentence;
  const [start, end] = claim.span;
  let before = "";
  let after = "";
  if (to - from > LONGEST) {
    const first = Math.max(from, start - LONGEST / 3);
    const last = Math.min(to, Math.min(end, start + LONGEST) + LONGEST / 3);
    if (first > from) before = "… ";
    if (last < to) after = " …";
    [from, to] = [Math.floor(first), Math.floor(last)];
  }
  const marked = el("mark", { class: claim.kind }, text.slice(start, Math.min(end, to)));
  return el("blockquote", {}, before + text.slice(from, start), marked, text.slice(Math.min(end, to), to) + after);
}

function worth(claim: Claim): HTMLElement {
  const percent = Math.round(claim.worth * 100);
  const meter = el("meter", { min: "0", max: "1", value: String(claim.worth), "aria-label": "Worth checking" });
  return el("p", { class: "worth" }, el("span", {}, `Worth checking ${percent}%`), meter, el("span", { class: "why" }, claim.reasons.join(" · ")));
}

/** The links by group, in the order in which the core gives them. */
function links(links: readonly Link[]): HTMLElement {
  const groups = new Map<Group, Link[]>();
  for (const link of links) groups.set(link.group, [...(groups.get(link.group) ?? []), link]);
  const section = el("section", { class: "where" }, el("h4", {}, "Check it"));
  for (const [group, members] of groups) {
    const list = el("ul", { class: "links" });
    for (const link of members) list.append(el("li", {}, anchor(link), el("span", { class: "why" }, link.why)));
    section.append(el("h5", {}, GROUP[group]), list);
  }
  return section;
}

function anchor(link: Link): HTMLElement {
  const host = new URL(link.url).host.replace(/^www\./, "");
  return el(
    "a",
    { href: link.url, target: "_blank", rel: "noopener noreferrer", referrerpolicy: "no-referrer" },
    link.label,
    " ",
    el("span", { class: "host" }, host),
  );
}
