// In a page: Tickmark's engine on the page's own thread. A page has no clock of CPU time, so that these are wall times.

import { tickmark } from "./engine.js";
import { rounds, type Line } from "./measure.js";

type Figures = Pick<Line, "what" | "bytes" | "rounds">[];

const now = (): number => performance.now();
const get = async (name: string): Promise<string> => (await fetch(name)).text();
const bytes = (text: string): number => new TextEncoder().encode(text).length;
const module = (): URL => new URL("tickmark.wasm", location.href);

/** From nothing loaded to the first report; `start` is the time before this file was asked for. */
export async function cold(start: number, text: string): Promise<number> {
  (await tickmark(module())).scan(text);
  return now() - start;
}

/** All figures of one text. */
export async function measure(name: string): Promise<Figures> {
  const engine = await tickmark(module());
  const text = await get(name);
  const length = bytes(text);
  engine.renew();
  engine.scan(text);
  const figures: Figures = [{ what: "memory", bytes: length, rounds: [await engine.memory()] }];
  figures.push({ what: "scan", bytes: length, rounds: await rounds(() => engine.scan(text), now) });
  if (text.length > 90_000 && text.length < 200_000) {
    const [alone, whole] = await engine.edit(text, now);
    figures.push({ what: "edit", bytes: length, rounds: alone }, { what: "edit and report", bytes: length, rounds: whole });
  }
  return figures;
}
