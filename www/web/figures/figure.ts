// What the figures have in common: a drawing whose marks are pressed, or walked through by the arrow keys, and its table.

import type { Claim } from "../../engine/protocol.js";
import { el } from "../../ui/dom.js";
import { svg } from "../svg.js";
import type { Scale } from "./scale.js";

export const WIDTH = 380;
/** Rows drawn of one figure; the table holds all. */
export const MOST = 14;
/** Rows of a table: more would hold the page up. */
const TABLE = 200;

export interface FigureSource {
  text: string;
  claims: readonly Claim[];
  /** Goes to a claim; `byKey`: the keyboard goes there too. */
  choose(claim: Claim, byKey: boolean): void;
}

/** A row of a figure's table: its cells, of which the last is pressed to go to the claim. */
export interface Row {
  cells: readonly string[];
  claim: Claim;
}

/** A figure. `rows` are made when the table is opened. */
export function figure(source: FigureSource, title: string, drawing: SVGElement, heads: readonly string[], count: number, rows: (at: number) => Row | undefined): HTMLElement {
  const details = el("details", {}, el("summary", {}, "As a table"));
  const line = (at: number): HTMLElement[] => {
    const row = rows(at);
    return row ? [el("tr", {}, ...row.cells.map((cell, at) => (at === row.cells.length - 1 ? el("td", {}, toClaim(source, row.claim, cell)) : el(at === 0 ? "th" : "td", at === 0 ? { scope: "row" } : {}, cell))))] : [];
  };
  details.addEventListener(
    "toggle",
    () => {
      const body = Array.from({ length: Math.min(count, TABLE) }, (_, at) => line(at)).flat();
      details.append(el("table", {}, el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))), el("tbody", {}, ...body)));
      if (count > TABLE) details.append(el("p", { class: "hint" }, `The first ${TABLE} of ${count.toLocaleString("en-GB")}. All are in the list of claims and in its CSV.`));
    },
    { once: true },
  );
  walk(drawing);
  return el("figure", {}, el("figcaption", {}, title), drawing, details);
}

function toClaim(source: FigureSource, claim: Claim, label: string): HTMLElement {
  const button = el("button", { type: "button", class: "to-claim" }, label);
  // A press by the keyboard has no clicks to count.
  button.addEventListener("click", ({ detail }) => source.choose(claim, detail === 0));
  return button;
}

/** The claim's words in the text. */
export function words(source: FigureSource, claim: Claim): string {
  return source.text.slice(...claim.span).replace(/\s+/g, " ");
}

/** An empty drawing of `height`, which `label` names. */
export function drawingOf(height: number, label: string): SVGSVGElement {
  return svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "group", "aria-label": label });
}

/** What in a drawing goes to a claim when it is pressed. */
export function mark(source: FigureSource, claim: Claim, title: string, ...shapes: SVGElement[]): SVGGElement {
  const group = svg("g", { class: "mark", role: "button", tabindex: -1, "aria-label": title }, svg("title", {}, title), ...shapes);
  group.addEventListener("click", () => source.choose(claim, false));
  group.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    source.choose(claim, true);
  });
  return group;
}

/** Makes the marks of a drawing one stop of the Tab key, between which the arrow keys go. */
function walk(drawing: SVGElement): void {
  const marks = [...drawing.querySelectorAll<SVGElement>(".mark")];
  marks[0]?.setAttribute("tabindex", "0");
  drawing.addEventListener("keydown", (event) => {
    const at = marks.indexOf(event.target as SVGElement);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[event.key];
    const next = to === undefined || at < 0 ? undefined : marks[Math.max(0, Math.min(to, marks.length - 1))];
    if (!next) return;
    event.preventDefault();
    for (const mark of marks) mark.setAttribute("tabindex", mark === next ? "0" : "-1");
    next.focus();
  });
}

/** The values of a scale, written over its line at `y`. */
export function ticks(scale: Scale, y: number, label: (value: number) => string): SVGElement[] {
  return scale.ticks.flatMap((value) => {
    const x = scale.place(value);
    const anchor = x < 20 ? "start" : x > WIDTH - 20 ? "end" : "middle";
    return [svg("line", { class: "axis", x1: x, x2: x, y1: y - 5, y2: y }), svg("text", { class: "tick", x, y: y - 10, "text-anchor": anchor }, label(value))];
  });
}
