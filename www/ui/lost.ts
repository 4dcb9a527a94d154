// A claim that the text does not hold any more, as it stood in its sentence, with what a person found of it.

import type { Kind } from "../engine/protocol.js";
import { el } from "./dom.js";
import { KIND } from "./format.js";
import { STATUS, type Status } from "./ticks.js";

export interface Place {
  kind: Kind;
  quote: string;
  sentence: string;
  /** Where in `sentence` the quote begins, in UTF-16 units. */
  at: number;
}

/** An entry for a list of class `lost`; `more` stands below. */
export function lostItem({ kind, quote, sentence, at }: Place, status: Status | undefined, ...more: (Node | undefined)[]): HTMLElement {
  const found = status ? ` · ${STATUS[status].sign} ${STATUS[status].label}` : "";
  return el(
    "li",
    {},
    el("p", { class: "meta" }, el("span", { class: `kind ${kind}` }, KIND[kind]), found),
    el("blockquote", {}, sentence.slice(0, at), el("mark", { class: kind }, quote), sentence.slice(at + quote.length)),
    ...more,
  );
}
