// Rounds of a piece of work by a clock, and the lines in which they are told to `cargo xtask bench`.

/** Milliseconds since some moment. */
export type Clock = () => number;

/** What was measured: `rounds` are milliseconds, or bytes, or a count, as `what` says. */
export interface Line {
  place: "node" | "chromium" | "firefox";
  subject: string;
  what: "scan" | "cold" | "edit" | "edit and report" | "memory" | "resident" | "claims";
  bytes: number;
  rounds: number[];
}

/** How many rounds are made of everything. */
const ROUNDS = 9;
/** A round repeats its work until it has taken about so long: short work is not lost in a coarse clock. */
const ROUND = 50;
/**
 * The compilers are given so long to make the work fast. A clock of CPU time counts their threads as well: by it V8 is done with
 * WebAssembly after two seconds, where the clock on the wall says one.
 */
const WARM = 3_000;

/** Milliseconds for each pass of some work that is warm. */
export type Round = () => Promise<number>;

/** Warms `work` up: what is given makes one round of it. */
export async function warmed(work: () => unknown, now: Clock): Promise<Round> {
  const begin = now();
  let passes = 0;
  let last: number;
  do {
    last = await timed(work, 1, now);
    passes++;
  } while (now() - begin < WARM && passes < 10_000);
  const count = Math.max(1, Math.ceil(ROUND / Math.max(last, 1e-3)));
  return () => timed(work, count, now);
}

/** All rounds of a piece of work, one behind the other. */
export async function rounds(work: () => unknown, now: Clock): Promise<number[]> {
  const round = await warmed(work, now);
  const taken: number[] = [];
  while (taken.length < ROUNDS) taken.push(await round());
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
