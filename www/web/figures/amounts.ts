// The amounts of an article on scales, one for each dimension.

import type { EngineClient } from "../../engine/client.js";
import type { Claim } from "../../engine/protocol.js";
import { plural, reading } from "../../ui/format.js";
import { svg } from "../svg.js";
import { drawingOf, figure, type FigureSource, mark, MOST, ticks, WIDTH, words } from "./figure.js";
import { axis } from "./scale.js";

const MARGIN = 8;

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

/** A figure for each dimension of which the article has two amounts, the most frequent first. */
export async function amounts(source: FigureSource, client: EngineClient): Promise<HTMLElement[]> {
  const groups = new Map<string, Amount[]>();
  for (const claim of source.claims) {
    if (claim.kind !== "quantity") continue;
    const group = groupOf(claim);
    const { value } = claim.quantity;
    const [low, high] = Array.isArray(value) ? value : [value, value];
    if (group === undefined || !Number.isFinite(low) || !Number.isFinite(high)) continue;
    const known = groups.get(group);
    if (known) known.push({ claim, low, high });
    else groups.set(group, [{ claim, low, high }]);
  }
  const figures: HTMLElement[] = [];
  for (const group of [...groups.values()].filter((group) => group.length > 1).sort((a, b) => b.length - a.length)) {
    const made = await scaled(source, group, client);
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
  const drawing = drawingOf(height, `${placed.length} amounts in ${name}, from ${figures.format(least)} to ${figures.format(most)}`);
  for (const value of scale.ticks) drawing.append(svg("line", { class: "grid", x1: scale.place(value), x2: scale.place(value), y1: 22, y2: height }));
  drawing.append(...ticks(scale, 22, (value) => figures.format(value)));
  for (const [at, { claim, low, high }] of shown.entries()) {
    const y = 26 + at * ROW;
    const said = words(source, claim);
    const measured = claim.quantity.measured;
    const whole = measured && !said.includes(measured) ? `${said} · ${measured}` : said;
    const label = whole.length > 54 ? `${whole.slice(0, 54)} …` : whole;
    const [x1, x2] = [scale.place(low), scale.place(high)];
    const start = isLog ? MARGIN : scale.place(0);
    drawing.append(
      svg("line", { class: "stem", x1: start, x2: x1, y1: y + 22, y2: y + 22 }),
      mark(
        source,
        claim,
        label === reading(claim) ? label : `${label}: ${reading(claim)}`,
        svg("rect", { class: "quantity", x: x1 - 4, y: y + 18, width: x2 - x1 + 8, height: 8, rx: 4 }),
        svg("text", { class: "label quantity", x: 0, y: y + 12 }, label),
      ),
    );
  }
  const section = figure(source, title, drawing, ["Read as", "Of what", "In the text"], placed.length, (at) => {
    const claim = placed[at]?.claim;
    return claim && { cells: [reading(claim), claim.quantity.measured ?? "", words(source, claim)], claim };
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
