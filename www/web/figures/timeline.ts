// The dates of an article on a line.

import type { Claim } from "../../engine/protocol.js";
import { svg } from "../svg.js";
import { drawingOf, figure, type FigureSource, mark, ticks, WIDTH, words } from "./figure.js";
import { axis, spanOf } from "./scale.js";

const LANE = 18;
const LANES = 5;

interface Dated {
  claim: Claim;
  value: string;
  from: number;
  to: number;
}

/** In steps: each mark is several elements, and a long text has hundreds. */
export function* timeline(source: FigureSource): Generator<void, HTMLElement | undefined> {
  const byValue = new Map<string, Dated & { times: number }>();
  const all: { claim: Claim; value: string | null }[] = [];
  let end = -Infinity;
  for (const claim of source.claims) {
    yield;
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
    yield;
    const [x1, x2] = [scale.place(from), scale.place(to)];
    const pixels = `${Math.round(x1 / 2)} ${Math.round(x2 / 2)}`;
    if (drawn.has(pixels) && lanes.length >= LANES) continue;
    const label = value.replace("/", "–") + (times > 1 ? ` ×${times}` : "");
    // As wide as digits are in the widest of the fonts that a browser may take.
    const width = label.length * 7.6;
    const left = Math.max(0, Math.min((x1 + x2) / 2 - width / 2, WIDTH - width));
    let lane = lanes.findIndex((right) => right < left - 4);
    if (lane < 0) lane = lanes.length;
    const parts: SVGElement[] = [];
    if (!drawn.has(pixels)) parts.push(svg("rect", { class: "date", x: x1 - 4, y: 24, width: Math.max(8, x2 - x1 + 4), height: 8, rx: 4 }));
    drawn.add(pixels);
    // More would be a thicket; the table has them.
    if (lane < LANES) {
      lanes[lane] = left + width;
      const y = 50 + lane * LANE;
      const middle = Math.max(left, Math.min((x1 + x2) / 2, left + width));
      shapes.unshift(svg("line", { class: "lead", x1: middle, x2: middle, y1: 32, y2: y - 11 }));
      parts.push(svg("text", { class: "label date", x: left, y }, label));
    }
    if (parts.length > 0) shapes.push(mark(source, claim, `${label}: ${words(source, claim)}`, ...parts));
  }
  const height = 50 + Math.min(LANES, lanes.length) * LANE;
  const drawing = drawingOf(height, `${dates.length} dates from ${first.value} to ${dates.at(-1)?.value ?? ""}`);
  drawing.append(...ticks(scale, 28, String), svg("line", { class: "axis", x1: 0, x2: WIDTH, y1: 28, y2: 28 }), ...shapes);
  return figure(source, "Dates", drawing, ["Date", "In the text"], all.length, (at) => {
    const row = all[at];
    return row && { cells: [row.value ?? "not known", words(source, row.claim)], claim: row.claim };
  });
}
