// The report on paper: the article with its claims numbered, then each claim with what was found of it. It is made when
// it is printed, out of sight; the article on the page stays as it is.

import { inSlices, pause } from "../common/slices.js";
import type { Claim } from "../engine/protocol.js";
import { lines, nextFrame } from "../page/article.js";
import { paintedSpans } from "../page/paint.js";
import { el } from "../ui/dom.js";
import { FORM, GROUP, KIND, reading } from "../ui/format.js";
import { type Review, signature } from "../ui/review.js";
import { STATUS } from "../ui/ticks.js";
import { evidence } from "./lost.js";

/** How many elements, each with all that is in it, are put into the page at a time. */
const AT_ONCE = 120;

export interface ReportSource {
  title: string;
  date: string | undefined;
  text: string;
  /** The claims that are listed, by their start. */
  claims: readonly Claim[];
  checks: readonly { sum: string; result: string }[];
  /** How many claims the article has. */
  all: number;
  done: number;
  reviewOf(claim: Claim): Review;
  /** What was found of claims that are not in the text any more. */
  lost: readonly Lost[];
}

/** A review whose claim is gone. */
export interface Lost {
  anchor: { kind: Claim["kind"]; quote: string; sentence: string };
  review: Review;
}

/** Fills `host` with pauses, so that the page goes on; `signal` stops it. */
export async function makeReport(host: HTMLElement, source: ReportSource, signal: AbortSignal): Promise<void> {
  host.replaceChildren();
  // What is put into the page has Chromium look at every link and draw every mark anew, so that it is done seldom.
  const group = document.createDocumentFragment();
  const rest = async (): Promise<void> => {
    await pause();
    // Else it would put its group into a report that was begun meanwhile.
    signal.throwIfAborted();
    if (group.childElementCount < AT_ONCE) return;
    host.append(group);
    await nextFrame();
  };
  await inSlices(filled(group, source), signal, rest);
  host.append(group);
}

function* filled(group: DocumentFragment, source: ReportSource): Generator<void, void> {
  for (const part of parts(source)) {
    if (part) group.append(part);
    yield;
  }
}

/** The same at once: the browser's own print command waits for nobody. */
export function makeReportNow(host: HTMLElement, source: ReportSource): void {
  host.replaceChildren(...[...parts(source)].filter((part) => part !== undefined));
}

/** The report's elements in their order; nothing, where a step on the way to one has taken a while. */
function* parts(source: ReportSource): Generator<HTMLElement | undefined> {
  const { title, date, text, claims, all, done } = source;
  yield el("h1", {}, title || "Untitled");
  const which = claims.length === all ? `${all} claims` : `${claims.length} of ${all} claims`;
  yield el("p", { class: "meta" }, [date && `Article of ${date}`, which, `${done} of ${all} reviewed`].filter(Boolean).join(" · "));
  yield el("h2", {}, "The article");
  yield* paragraphs(text, claims);
  yield el("h2", {}, "The claims");
  for (const [at, claim] of claims.entries()) yield entry(claim, at + 1, source);
  if (source.lost.length === 0) return;
  yield el("h2", {}, "Reviewed, and not in the text any more");
  for (const lost of source.lost) yield gone(lost);
}

/** The text with each claim underlined and its number behind it. Where claims overlap, each gets its number. */
function* paragraphs(text: string, claims: readonly Claim[]): Generator<HTMLElement | undefined> {
  // Every border of a painted span, in order: between two of them the same claims hold.
  const ends: { at: number; number: number }[] = [];
  const spans: { from: number; to: number; kind: string }[] = [];
  for (const [at, claim] of claims.entries()) {
    const painted = paintedSpans(claim);
    for (const [from, to] of painted) spans.push({ from, to, kind: claim.kind });
    ends.push({ at: painted.at(-1)?.[1] ?? claim.span[1], number: at + 1 });
    if (at % 256 === 255) yield undefined;
  }
  spans.sort((a, b) => a.from - b.from);
  yield undefined;
  ends.sort((a, b) => a.at - b.at || a.number - b.number);
  yield undefined;
  let [nextSpan, nextEnd] = [0, 0];
  let open: typeof spans = [];
  for (const [start, end] of lines(text)) {
    if (text.slice(start, end).trim() === "") continue;
    const paragraph = el("p", {});
    const borders = new Set([start, end]);
    const mine = open.filter((span) => span.to > start);
    for (let span = spans[nextSpan]; span && span.from < end; span = spans[++nextSpan]) mine.push(span);
    for (const { from, to } of mine) for (const border of [from, to]) if (border > start && border < end) borders.add(border);
    open = mine.filter((span) => span.to > end);
    const marks: { at: number; number: number }[] = [];
    for (let mark = ends[nextEnd]; mark && mark.at <= end; mark = ends[++nextEnd]) {
      marks.push(mark);
      if (mark.at > start) borders.add(mark.at);
    }
    const sorted = [...borders].sort((a, b) => a - b);
    let [opened, marked] = [0, 0];
    let active: typeof spans = [];
    for (const [place, from] of sorted.entries()) {
      for (let mark = marks[marked]; mark && mark.at <= from; mark = marks[++marked]) paragraph.append(el("sup", {}, String(mark.number)));
      const to = sorted[place + 1];
      if (to === undefined) break;
      for (let span = mine[opened]; span && span.from <= from; span = mine[++opened]) active.push(span);
      active = active.filter((span) => span.to > from);
      const words = text.slice(from, to);
      const kinds = [...new Set(active.map(({ kind }) => kind))];
      paragraph.append(kinds.length > 0 ? el("span", { class: kinds.join(" ") }, words) : words);
    }
    yield paragraph;
  }
}

function gone({ anchor: { kind, quote, sentence }, review }: Lost): HTMLElement {
  return el(
    "div",
    { class: `entry ${review.status}` },
    el("h3", {}, quoted(quote)),
    el("p", { class: "meta" }, `${KIND[kind]}, in: ${sentence.replace(/\s+/g, " ")}`),
    ...found(review),
  );
}

/** A quotation has its marks already. */
function quoted(words: string): HTMLElement {
  return el(/^\p{Pi}|^["'„]/u.test(words) ? "span" : "q", {}, words.replace(/\s+/g, " "));
}

function* found(review: Review): Generator<HTMLElement> {
  const status = review.status === "open" ? "☐ To check" : `${STATUS[review.status].sign} ${STATUS[review.status].label}`;
  yield el("p", { class: "status" }, status, review.status === "open" ? "" : ` · ${signature(review)}`);
  if (review.note) yield el("p", { class: "note" }, `Note: ${review.note}`);
  if (review.evidence) yield el("p", {}, "Evidence: ", evidence(review.evidence));
}

function entry(claim: Claim, number: number, { text, checks, reviewOf }: ReportSource): HTMLElement {
  const review = reviewOf(claim);
  const kind = claim.kind === "quotation" ? FORM[claim.quotation.form] : KIND[claim.kind];
  const measured = claim.kind === "quantity" && claim.quantity.measured ? ` · ${claim.quantity.measured}` : "";
  const source = claim.kind !== "quotation" && claim.source ? ` · source: ${claim.source.name}` : "";
  // As few elements as may be: a long article has thousands of claims, and each element is more for the browser to go through.
  const sums = claim.checks.flatMap((at) => checks[at] ?? []).map(({ sum, result }) => `Sum ${result}: ${sum}`);
  const links = claim.links.map((link) => el("a", { href: link.url }, `${GROUP[link.group]}, ${link.label}: ${link.url}`));
  return el(
    "div",
    { class: `entry ${review.status}` },
    el("h3", {}, `${number}. `, quoted(text.slice(...claim.span))),
    el("p", { class: "meta" }, `${kind}: ${reading(claim)}${measured}${source}`),
    ...found(review),
    sums.length > 0 ? el("p", { class: "sums" }, sums.join("\n")) : undefined,
    links.length > 0 ? el("div", { class: "links" }, ...links) : undefined,
  );
}
