// Figures of the article: its dates on a line, its amounts on one scale for each dimension, and how much of it each
// speaker has. Each is drawn for the eye, is pressed to go to the claim, and stands in a table as well.

import { type EngineClient, Superseded } from "../engine/client.js";
import type { Claim } from "../engine/protocol.js";
import { nextFrame } from "../page/article.js";
import { el } from "../ui/dom.js";
import { plural, reading } from "../ui/format.js";
import { line } from "./need.js";
import { axis, type Scale, spanOf } from "./scale.js";
import { svg } from "./svg.js";

const WIDTH = 380;
const MARGIN = 8;
/** Rows drawn of one figure; the table holds all. */
const MOST = 14;
const LANE = 18;
const LANES = 5;
/** Rows of a table: more would hold the page up. */
const TABLE = 200;

export interface FigureSource {
  text: string;
  claims: readonly Claim[];
  choose(claim: Claim): void;
}

/** The figures of the article on the table: drawn when they are looked at, and anew when it is another. */
export class Figures {
  #host: HTMLElement;
  #client: EngineClient;
  #choose: (claim: Claim) => void;
  #drawn: { claims: readonly Claim[]; stop: AbortController } | undefined;

  constructor(host: HTMLElement, client: EngineClient, choose: (claim: Claim) => void) {
    this.#host = host;
    this.#client = client;
    this.#choose = choose;
  }

  async draw(text: string, claims: readonly Claim[]): Promise<void> {
    if (this.#host.hidden || this.#drawn?.claims === claims) return;
    this.#drawn?.stop.abort();
    const stop = new AbortController();
    this.#drawn = { claims, stop };
    try {
      await drawFigures(this.#host, { text, claims, choose: this.#choose }, this.#client, stop.signal);
    } catch (error) {
      if (stop.signal.aborted || error instanceof Superseded) return;
      // Asked for again with the next look at them.
      this.#drawn = undefined;
      this.#host.textContent = `The figures could not be drawn: ${line(error)}.`;
    }
  }
}

/** Draws the figures of an article in `host`. `signal`: the article is another by now. */
async function drawFigures(host: HTMLElement, source: FigureSource, client: EngineClient, signal: AbortSignal): Promise<void> {
  // A pause between two figures: each may go through many thousand claims.
  const dates = timeline(source);
  await nextFrame();
  const amounts = await scales(source, client);
  await nextFrame();
  const sections = [dates, ...amounts, speakers(source)].filter((section) => section !== undefined);
  if (signal.aborted) return;
  host.replaceChildren();
  if (sections.length === 0) host.append(el("p", { class: "hint" }, "There is nothing to draw: the article has no two dates, amounts or speakers."));
  for (const section of sections) {
    host.append(section);
    // Each is drawn in a frame of its own.
    await nextFrame();
    if (signal.aborted) return;
  }
}

/** `rows` are made when the table is opened. */
function figure(title: string, drawing: Node, heads: readonly string[], count: number, rows: (at: number) => readonly string[]): HTMLElement {
  const details = el("details", {}, el("summary", {}, "As a table"));
  details.addEventListener(
    "toggle",
    () => {
      const body = Array.from({ length: Math.min(count, TABLE) }, (_, at) => el("tr", {}, ...rows(at).map((cell, at) => el(at === 0 ? "th" : "td", at === 0 ? { scope: "row" } : {}, cell))));
      details.append(el("table", {}, el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))), el("tbody", {}, ...body)));
      if (count > TABLE) details.append(el("p", { class: "hint" }, `The first ${TABLE} of ${count.toLocaleString("en-GB")}. All are in the list of claims and in its CSV.`));
    },
    { once: true },
  );
  return el("figure", {}, el("figcaption", {}, title), drawing, details);
}

function words(source: FigureSource, claim: Claim): string {
  return source.text.slice(...claim.span).replace(/\s+/g, " ");
}

/** A mark in a drawing that goes to its claim when it is pressed. The table and the list tell the same to the keyboard. */
function mark<T extends SVGElement>(shape: T, title: string, choose: () => void): T {
  shape.append(svg("title", {}, title));
  shape.classList.add("mark");
  shape.addEventListener("click", choose);
  return shape;
}

interface Dated {
  claim: Claim;
  value: string;
  from: number;
  to: number;
}

function timeline(source: FigureSource): HTMLElement | undefined {
  const byValue = new Map<string, Dated & { times: number }>();
  const all: { claim: Claim; value: string | null }[] = [];
  let end = -Infinity;
  for (const claim of source.claims) {
    if (claim.kind !== "date") continue;
    const value = claim.date.value;
    all.push({ claim, value });
    const span = value === null ? undefined : spanOf(value);
    if (value === null || !span) continue;
    const known = byValue.get(value);
    if (known) known.times += 1;
    else byValue.set(value, { claim, value, from: span[0], to: span[1], times: 1 });
    end = Math.max(end, span[1]);
  }
  const dates = [...byValue.values()].sort((a, b) => a.from - b.from || a.to - b.to);
  const first = dates[0];
  if (!first || dates.length < 2) return undefined;
  const scale = axis(first.from, end, WIDTH, 14, false);
  const lanes: number[] = [];
  const shapes: SVGElement[] = [];
  /** Pixels that have a mark: one over another can be neither seen nor pressed. */
  const drawn = new Set<string>();
  for (const { claim, value, from, to, times } of dates) {
    const [x1, x2] = [scale.place(from), scale.place(to)];
    const pixels = `${Math.round(x1 / 2)} ${Math.round(x2 / 2)}`;
    if (drawn.has(pixels) && lanes.length >= LANES) continue;
    const label = value.replace("/", "–") + (times > 1 ? ` ×${times}` : "");
    // As wide as digits are in the widest of the fonts that a browser may take.
    const width = label.length * 7.6;
    const left = Math.max(0, Math.min((x1 + x2) / 2 - width / 2, WIDTH - width));
    let lane = lanes.findIndex((right) => right < left - 4);
    if (lane < 0) lane = lanes.length;
    const go = (): void => source.choose(claim);
    if (!drawn.has(pixels)) shapes.push(mark(svg("rect", { class: "date", x: x1 - 4, y: 24, width: Math.max(8, x2 - x1 + 4), height: 8, rx: 4 }), `${words(source, claim)}: ${value}`, go));
    drawn.add(pixels);
    // More would be a thicket; the table has them.
    if (lane >= LANES) continue;
    lanes[lane] = left + width;
    const y = 50 + lane * LANE;
    const middle = Math.max(left, Math.min((x1 + x2) / 2, left + width));
    shapes.unshift(svg("line", { class: "lead", x1: middle, x2: middle, y1: 32, y2: y - 11 }));
    shapes.push(mark(svg("text", { class: "label date", x: left, y }, label), words(source, claim), go));
  }
  const height = 50 + Math.min(LANES, lanes.length) * LANE;
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": `${dates.length} dates from ${first.value} to ${dates.at(-1)?.value ?? ""}` });
  drawing.append(...ticks(scale, 28, String), svg("line", { class: "axis", x1: 0, x2: WIDTH, y1: 28, y2: 28 }), ...shapes);
  return figure("Dates", drawing, ["Date", "In the text"], all.length, (at) => {
    const row = all[at];
    return row ? [row.value ?? "not known", words(source, row.claim)] : [];
  });
}

function ticks(scale: Scale, y: number, label: (value: number) => string): SVGElement[] {
  return scale.ticks.flatMap((value) => {
    const x = scale.place(value);
    const anchor = x < 20 ? "start" : x > WIDTH - 20 ? "end" : "middle";
    return [svg("line", { class: "axis", x1: x, x2: x, y1: y - 5, y2: y }), svg("text", { class: "tick", x, y: y - 10, "text-anchor": anchor }, label(value))];
  });
}

interface Amount {
  claim: Claim & { kind: "quantity" };
  low: number;
  high: number;
}

/** Amounts that can stand on one scale: of one currency, of one dimension whose units convert, or counts of one thing. */
function groupOf({ quantity }: Claim & { kind: "quantity" }): string | undefined {
  if (quantity.currency) return `currency ${quantity.currency}`;
  if (quantity.unit === null || quantity.dimension === null) return undefined;
  if (quantity.dimension === "count" || quantity.dimension === "ratio") return `count ${quantity.unit}`;
  if (quantity.dimension === "share") return quantity.unit === "percentage" ? "share" : undefined;
  return quantity.dimension;
}

async function scales(source: FigureSource, client: EngineClient): Promise<HTMLElement[]> {
  const groups = new Map<string, Amount[]>();
  for (const claim of source.claims) {
    if (claim.kind !== "quantity") continue;
    const group = groupOf(claim);
    const { value } = claim.quantity;
    const [low, high] = Array.isArray(value) ? value : [value, value];
    if (group === undefined || !Number.isFinite(low) || !Number.isFinite(high)) continue;
    const amounts = groups.get(group);
    if (amounts) amounts.push({ claim, low, high });
    else groups.set(group, [{ claim, low, high }]);
  }
  const figures: HTMLElement[] = [];
  for (const amounts of [...groups.values()].filter((amounts) => amounts.length > 1).sort((a, b) => b.length - a.length)) {
    const made = await scaled(source, amounts, client);
    if (made) figures.push(made);
  }
  return figures;
}

const figures = new Intl.NumberFormat("en-GB", { notation: "compact", maximumSignificantDigits: 3 });

async function scaled(source: FigureSource, amounts: readonly Amount[], client: EngineClient): Promise<HTMLElement | undefined> {
  const unit = await common(amounts, client);
  const units = amounts.flatMap(({ claim }) => [claim.quantity.unit ?? "", claim.quantity.unit ?? ""]);
  const values = await client.inUnit(amounts.flatMap(({ low, high }) => [low, high]), units, unit);
  const placed = amounts.flatMap((amount, at) => {
    const [low, high] = [values[2 * at], values[2 * at + 1]];
    return typeof low === "number" && typeof high === "number" ? [{ ...amount, low, high }] : [];
  });
  if (placed.length < 2) return undefined;
  placed.sort((a, b) => b.high - a.high);
  // Not by one call: it would take only so many arguments.
  const least = placed.reduce((least, { low, high }) => Math.min(least, low, high), Infinity);
  const most = placed.reduce((most, { low, high }) => Math.max(most, low, high), -Infinity);
  const isLog = least > 0 && most / least > 30;
  const scale = axis(isLog ? least : Math.min(0, least), most, WIDTH, MARGIN, isLog);
  const shown = placed.slice(0, MOST);
  const ROW = 34;
  const height = 26 + shown.length * ROW;
  const name = plural(unit);
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}${isLog ? ", each step ten times the last" : ""}`;
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": `${placed.length} amounts in ${name}, from ${figures.format(least)} to ${figures.format(most)}` });
  for (const value of scale.ticks) drawing.append(svg("line", { class: "grid", x1: scale.place(value), x2: scale.place(value), y1: 22, y2: height }));
  drawing.append(...ticks(scale, 22, (value) => figures.format(value)));
  for (const [at, { claim, low, high }] of shown.entries()) {
    const y = 26 + at * ROW;
    const said = words(source, claim);
    const measured = claim.quantity.measured;
    const label = measured && !said.includes(measured) ? `${said} · ${measured}` : said;
    const [x1, x2] = [scale.place(low), scale.place(high)];
    const start = isLog ? MARGIN : scale.place(0);
    const go = (): void => source.choose(claim);
    drawing.append(
      svg("line", { class: "stem", x1: start, x2: x1, y1: y + 22, y2: y + 22 }),
      mark(svg("rect", { class: "quantity", x: x1 - 4, y: y + 18, width: x2 - x1 + 8, height: 8, rx: 4 }), reading(claim), go),
      mark(svg("text", { class: "label quantity", x: 0, y: y + 12 }, label.length > 54 ? `${label.slice(0, 54)} …` : label), reading(claim), go),
    );
  }
  const section = figure(title, drawing, ["Read as", "Of what", "In the text"], placed.length, (at) => {
    const claim = placed[at]?.claim;
    return claim ? [reading(claim), claim.quantity.measured ?? "", words(source, claim)] : [];
  });
  if (placed.length > MOST) section.querySelector("summary")?.append(` (${placed.length - MOST} more than drawn)`);
  return section;
}

/** The unit of the amount in the middle: neither years for minutes nor minutes for years. */
async function common(amounts: readonly Amount[], client: EngineClient): Promise<string> {
  const units = amounts.map(({ claim }) => claim.quantity.unit ?? "");
  const [first = ""] = units;
  if (units.every((unit) => unit === first)) return first;
  const values = await client.inUnit(amounts.map(({ high }) => high), units, first);
  const order = values.flatMap((value, at) => (value === null ? [] : [{ value, unit: units[at] ?? first }])).sort((a, b) => a.value - b.value);
  return order[order.length >> 1]?.unit ?? first;
}

/** The share of the text's characters that are each speaker's words, quoted or reported. */
function speakers(source: FigureSource): HTMLElement | undefined {
  const said = new Map<string, { length: number; first: Claim; times: number }>();
  let reached = 0;
  for (const claim of source.claims) {
    if (claim.kind !== "quotation" || claim.quotation.form === "scare" || claim.quotation.form === "title") continue;
    const name = claim.quotation.speaker ?? "Not named";
    // Words inside of other words count once.
    const from = Math.max(reached, claim.span[0]);
    const length = Math.max(0, claim.span[1] - from);
    reached = Math.max(reached, claim.span[1]);
    const known = said.get(name);
    if (known) {
      known.length += length;
      known.times += 1;
    } else said.set(name, { length, first: claim, times: 1 });
  }
  if (said.size < 2) return undefined;
  const all = [...said].sort(([, a], [, b]) => b.length - a.length);
  const percent = (length: number): string => `${((100 * length) / Math.max(1, source.text.length)).toFixed(1)}%`;
  const most = all[0]?.[1].length ?? 1;
  const shown = all.slice(0, MOST);
  const ROW = 30;
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${shown.length * ROW}`, role: "img", "aria-label": `Share of the text by speaker: ${shown.slice(0, 3).map(([name, { length }]) => `${name} ${percent(length)}`).join(", ")}` });
  for (const [at, [name, { length, first, times }]] of shown.entries()) {
    const y = at * ROW;
    const go = (): void => source.choose(first);
    drawing.append(
      mark(svg("text", { class: "label quotation", x: 0, y: y + 12 }, name.length > 44 ? `${name.slice(0, 44)} …` : name), `${times} quotations`, go),
      svg("text", { class: "tick", x: WIDTH, y: y + 12, "text-anchor": "end" }, percent(length)),
      mark(svg("rect", { class: "quotation", x: 0, y: y + 17, width: Math.max(2, (WIDTH * length) / Math.max(1, most)), height: 7, rx: 3 }), `${name}: ${percent(length)} of the text`, go),
    );
  }
  return figure("Who speaks: share of the text", drawing, ["Speaker", "Share of the text", "Quotations"], all.length, (at) => {
    const [name, { length, times }] = all[at] ?? ["", { length: 0, times: 0 }];
    return [name, percent(length), String(times)];
  });
}

