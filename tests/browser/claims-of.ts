// Claims of a text for tests that need no engine: each number with the word after it, and each quotation.

import type { Claim } from "../../www/engine/protocol.js";

/** Ids are, as the engine's, of the words and of how many equal ones came before. */
export function claimsOf(text: string): Claim[] {
  const sentences = [...text.matchAll(/[^.!?\n]+[.!?]*["”]?/g)].map((found): [number, number] => [found.index, found.index + found[0].length]);
  const seen = new Map<string, number>();
  return [...text.matchAll(/\d+(?:[.,]\d+)*(?:%|[ \u00A0][a-z]+)?|[“„][^”\n]+”/g)].map((found) => {
    const quote = found[0];
    const span: [number, number] = [found.index, found.index + quote.length];
    const around = sentences.filter(([start, end]) => start < span[1] && end > span[0]);
    let [from, to] = [Math.min(span[0], ...around.map(([start]) => start)), Math.max(span[1], ...around.map(([, end]) => end))];
    while (from < span[0] && /\s/.test(text.charAt(from))) from += 1;
    const nth = (seen.get(quote) ?? 0) + 1;
    seen.set(quote, nth);
    const base = { id: `${quote}#${nth}`, span, sentence: [from, to] as [number, number], worth: 0.5, reasons: [], source: null, links: [], related: [], checks: [] };
    return /^[“„]/.test(quote)
      ? { ...base, kind: "quotation", quotation: { form: "direct", quoted: [span], cue: null, source: null, speaker: null, unclosed: false } }
      : { ...base, kind: "quantity", quantity: { value: Number.parseFloat(quote), unit: null, currency: null, dimension: null, modifier: "=", measured: null, when: null, place: null, time: null, numeral: span } };
  });
}

/** The claim with these words, the `nth` of them. */
export function claim(text: string, words: string, nth = 1): Claim {
  const found = claimsOf(text).filter(({ span }) => text.slice(...span).includes(words))[nth - 1];
  if (!found) throw new Error(`“${text}” has no claim ${nth} “${words}”`);
  return found;
}

/** Numbers from a seed, the same in every run (mulberry32). */
export function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
