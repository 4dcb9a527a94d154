// How much of an article each speaker has.

import type { Claim } from "../../engine/protocol.js";
import { svg } from "../svg.js";
import { drawingOf, figure, type FigureSource, mark, MOST, WIDTH, words } from "./figure.js";

/** Characters shown of a speaker's first words. */
const FIRST = 60;

/** The share of the text's characters that are each speaker's words, quoted or reported. */
export function speakers(source: FigureSource): HTMLElement | undefined {
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
  const drawing = drawingOf(shown.length * ROW, `Share of the text by speaker: ${shown.slice(0, 3).map(([name, { length }]) => `${name} ${percent(length)}`).join(", ")}`);
  for (const [at, [name, { length, first, times }]] of shown.entries()) {
    const y = at * ROW;
    const label = name.length > 44 ? `${name.slice(0, 44)} …` : name;
    drawing.append(
      svg("text", { class: "tick", x: WIDTH, y: y + 12, "text-anchor": "end" }, percent(length)),
      mark(
        source,
        first,
        `${label}: ${percent(length)} of the text, ${times} quotation${times === 1 ? "" : "s"}`,
        svg("text", { class: "label quotation", x: 0, y: y + 12 }, label),
        svg("rect", { class: "quotation", x: 0, y: y + 17, width: Math.max(2, (WIDTH * length) / Math.max(1, most)), height: 7, rx: 3 }),
      ),
    );
  }
  return figure(source, "Who speaks: share of the text", drawing, ["Speaker", "Share of the text", "Quotations", "The first"], all.length, (at) => {
    const [name, said] = all[at] ?? [];
    if (name === undefined || !said) return undefined;
    const first = words(source, said.first);
    return { cells: [name, percent(said.length), String(said.times), first.length > FIRST ? `${first.slice(0, FIRST)} …` : first], claim: said.first };
  });
}
