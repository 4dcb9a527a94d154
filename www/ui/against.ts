// What a source text says of a claim: found, altered, absent, with the words that differ.

import type { Against, Claim, DifferenceKind, Fragment, NumberFound, Quoted, Span } from "../engine/protocol.js";
import { el } from "./dom.js";

/** An answer of the engine with the source text that it speaks of, ready to be looked up by claim. */
export class SourceFindings {
  readonly source: string;
  #quotations: Map<string, Quoted>;
  #numbers: Map<string, NumberFound>;

  constructor(source: string, against: Against) {
    this.source = source;
    this.#quotations = new Map(against.quotations.map((found) => [found.claim, found]));
    this.#numbers = new Map(against.numbers.map((found) => [found.claim, found]));
  }

  /** The word for what was found, or undefined where nothing was looked up (dates, terms in quotation marks). */
  result(claim: Claim): Result | undefined {
    return this.#quotations.get(claim.id)?.result ?? this.#numbers.get(claim.id)?.result;
  }

  /** Where a claim stands in both texts, and which words differ; undefined where nothing was looked up. */
  places(claim: Claim): Places | undefined {
    const quoted = this.#quotations.get(claim.id);
    if (quoted) {
      const differences = quoted.fragments.flatMap((fragment) => fragment.differences).filter(({ kind }) => !SLIGHT.has(kind));
      return {
        result: quoted.result,
        there: quoted.fragments.flatMap((fragment) => fragment.there),
        differsHere: differences.map(({ here }) => here).filter(([start, end]) => end > start),
        differsThere: differences.map(({ there }) => there).filter(([start, end]) => end > start),
      };
    }
    const number = this.#numbers.get(claim.id);
    if (!number) return undefined;
    const there = number.there ? [number.there] : [];
    const isOther = number.result === "different";
    return { result: number.result, there, differsHere: isOther && claim.kind === "quantity" ? [claim.quantity.numeral] : [], differsThere: isOther ? there : [] };
  }

  /** The section of the claim's card. */
  section(claim: Claim, text: string): HTMLElement | undefined {
    const quoted = this.#quotations.get(claim.id);
    if (quoted) return section(RESULT[quoted.result], ...quoted.fragments.map((fragment) => this.#fragment(fragment, text, quoted.fragments.length > 1)));
    const number = this.#numbers.get(claim.id);
    if (!number) return undefined;
    const how = number.how === "rounded" ? ", rounded" : number.how === "converted" ? ", in another unit" : "";
    const [start, end] = number.sentence ?? number.there ?? [0, 0];
    return section(RESULT[number.result] + how, number.there ? this.#excerpt(start, end, [number.there]) : undefined);
  }

  /** "3 verbatim, 1 altered, 1 absent" and the like, for quotations and numbers. */
  summary(claims: readonly Claim[]): string {
    const counts = new Map<Result, number>();
    for (const claim of claims) {
      const result = this.result(claim);
      if (result) counts.set(result, (counts.get(result) ?? 0) + 1);
    }
    const list = (results: readonly Result[]): string => results.flatMap((result) => (counts.has(result) ? [`${counts.get(result)} ${result}`] : [])).join(", ");
    const quotations = list(["verbatim", "altered"]);
    const numbers = list(["present", "different"]);
    const absent = list(["absent"]);
    const parts = [quotations && `quotations: ${quotations}`, numbers && `numbers: ${numbers}`, absent && `${absent} from the source`];
    return parts.filter(Boolean).join(" · ") || "nothing in the article can be looked up in it";
  }

  #fragment(fragment: Fragment, text: string, several: boolean): HTMLElement {
    const parts: (Node | string | undefined)[] = [];
    if (fragment.differences.length > 0) parts.push(difference(fragment, text, this.source));
    else if (several) parts.push(el("p", { class: "found" }, el("q", {}, bare(text.slice(...fragment.here))), ` ${fragment.result}`));
    const kinds = [...new Set(fragment.differences.map((difference) => KIND[difference.kind]))];
    if (kinds.length > 0) parts.push(el("p", { class: "why" }, kinds.join(" · ")));
    const first = fragment.there[0];
    const last = fragment.there.at(-1);
    if (first && last) parts.push(this.#excerpt(first[0], last[1], fragment.there));
    return el("div", { class: "fragment" }, ...parts);
  }

  /** A stretch of the source text with some words around it and `marked` set off. */
  #excerpt(start: number, end: number, marked: readonly (readonly [number, number])[]): HTMLElement {
    const from = wordEdge(this.source, Math.max(0, start - CONTEXT), 1);
    const to = wordEdge(this.source, Math.min(this.source.length, Math.max(end, start) + CONTEXT), -1);
    const parts: (Node | string)[] = [from > 0 ? "… " : ""];
    let at = from;
    for (const [first, last] of marked) {
      if (first < at || last > to) continue;
      parts.push(this.source.slice(at, first), el("mark", {}, this.source.slice(first, last)));
      at = last;
    }
    parts.push(this.source.slice(at, to), to < this.source.length ? " …" : "");
    return el("blockquote", { class: "source" }, ...parts);
  }
}

/** `there` in the source text; `differsHere` words of the article that the source has otherwise or not at all,
 * `differsThere` words of the source that the article has otherwise or not at all. */
export interface Places {
  result: Result;
  there: Span[];
  differsHere: Span[];
  differsThere: Span[];
}

export type Result = Quoted["result"] | NumberFound["result"];

const RESULT: Record<Result, string> = {
  verbatim: "Word for word in the source",
  altered: "Altered",
  present: "In the source",
  different: "The source has another number",
  absent: "Not in the source",
};

const KIND: Record<DifferenceKind, string> = {
  changed: "words changed",
  missing: "words left out",
  inserted: "words added",
  joined: "joined by an ellipsis",
  moved: "stands earlier in the source",
  bracket: "brackets",
  punctuation: "punctuation",
  marks: "quotation marks",
  case: "capitals",
};

/** Differences that change no word. */
const SLIGHT: ReadonlySet<DifferenceKind> = new Set(["bracket", "punctuation", "marks", "case"]);

/** Characters of the source text shown before and after what was found. */
const CONTEXT = 90;

function section(title: string, ...parts: (Node | undefined)[]): HTMLElement {
  return el("section", { class: "against" }, el("h4", {}, "Against the source"), el("p", { class: "result" }, title), ...parts);
}

/** The article's words with those of the source struck out beside them, as in a corrected proof. */
function difference(fragment: Fragment, text: string, source: string): HTMLElement {
  const line = el("p", { class: "diff" });
  let [at] = fragment.here;
  for (const { kind, here, there } of fragment.differences) {
    if (here[0] < at) continue;
    line.append(text.slice(at, here[0]));
    const slight = SLIGHT.has(kind) ? " slight" : "";
    if (there[1] > there[0]) line.append(el("del", { class: kind + slight }, el("span", { class: "unseen" }, "the source has: "), source.slice(...there)), " ");
    if (here[1] > here[0]) line.append(el("ins", { class: kind + slight }, el("span", { class: "unseen" }, "the article has: "), text.slice(...here)));
    at = here[1];
  }
  line.append(text.slice(at, fragment.here[1]));
  return line;
}

function bare(words: string): string {
  return words.replace(/^["“„«‹‘'`]+|["”“»›’'´]+$/g, "");
}

/** The nearest place in the direction of `step` that does not cut a word. */
function wordEdge(text: string, at: number, step: 1 | -1): number {
  if (at <= 0 || at >= text.length) return at;
  for (let edge = at, tries = 0; tries < 30 && edge > 0 && edge < text.length; edge += step, tries += 1) {
    if (/\s/.test(text[edge] ?? "")) return edge + (step > 0 ? 1 : 0);
  }
  return at;
}
