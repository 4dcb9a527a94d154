// Rounds of a piece of work by a clock, and the lines in which they are told to `cargo xtask bench`.

/** Milliseconds since some moment. */
export type Clock = () => number;

/** What was measured: `rounds` are milliseconds, or bytes, or a count, as `what` says. */
export interface Line {
  place: "node" | "chromium" | "firefox";
  subject: string;
  what: "scan" | "cold" | "edit" | "edit and report" | "memory" | "resident" | "claims" | "skipped";
  bytes: number;
  rounds: number[];
  /** Why a figure is missing. */
  note?: string;
}

const ROUNDS = 9;
/** A round repeats its work until it has taken about so long: short work is not lost in a coarse clock. */
const ROUND = 50;
/** How long the rounds of one text may take together before fewer are made. */
const BUDGET = 4_000;
/** Work that takes longer than this is measured once. */
const ONCE = 10_000;
/** The compiler of JavaScript is given so long to make the work fast. */
const WARM = 1_000;

/** Milliseconds for each pass of `work`, one figure a round; a single figure, of the first pass, where that takes very long. */
export async function rounds(work: () => unknown, now: Clock): Promise<number[]> {
  const begin = now();
  let passes = 0;
  let once: number;
  do {
    once = await timed(work, 1, now);
    passes++;
    if (once > ONCE) return [once];
  } while (now() - begin < WARM && passes < 10_000);
  once = (now() - begin) / passes;
  const count = Math.max(1, Math.ceil(ROUND / Math.max(once, 1e-6)));
  const taken: number[] = [];
  const start = now();
  while (taken.length < ROUNDS && (taken.length < 3 || now() - start < BUDGET)) taken.push(await timed(work, count, now));
  return taken;
}

async function timed(work: () => unknown, count: number, now: Clock): Promise<number> {
  const start = now();
  for (let at = 0; at < count; at++) {
    const result = work();
    if (result instanceof Promise) await result;
  }
  return (now() - start) / count;
}

/** The place of a word in the middle of a text, for an edit. */
export function middle(text: string): number {
  return text.indexOf(" the ", text.length / 2) + 1;
}
