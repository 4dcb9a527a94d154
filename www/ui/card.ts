// The card of one claim: what was read, who says so, why it is worth checking, and where to check it.

import type { Claim, Link } from "../engine/protocol.js";
import { el } from "./dom.js";
import { FORM, GROUP, RELATION, comparison, quantity } from "./format.js";

/** Longer sentences are shown around the claim; the article beside holds the rest. */
const LONGEST = 600;

/** `more`: sections between what was read and where to check it. */
export function card(claim: Claim, text: string, id: string, more: readonly (HTMLElement | undefined)[] = []): HTMLElement {
  const rows = el("dl", { class: "reading" });
  for (const [name, value] of facts(claim, text)) rows.append(el("dt", {}, name), el("dd", {}, value));
  return el("div", { class: "card", id }, sentence(claim, text), rows, ...more, worth(claim), links(claim.links));
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

function links(links: readonly Link[]): HTMLElement {
  const list = el("ul", { class: "links" });
  for (const link of links) list.append(el("li", {}, anchor(link), el("span", { class: "why" }, `${GROUP[link.group]} · ${link.why}`)));
  return el("section", {}, el("h4", {}, "Check it"), list);
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
