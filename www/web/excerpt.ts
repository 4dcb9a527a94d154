// The part of a long text that is put into the box to be edited: browsers take seconds to lay a megabyte out there.

/** Texts up to this length are edited whole. */
export const WHOLE = 50_000;
/** About so many characters before and behind the place that is looked at. */
const AROUND = 10_000;

/** The paragraphs around `place`, as a span of `text`; all of a text that is not long. */
export function excerpt(text: string, place: number): [start: number, end: number] {
  if (text.length <= WHOLE) return [0, text.length];
  const start = text.lastIndexOf("\n", Math.max(0, place - AROUND)) + 1;
  const border = text.indexOf("\n", Math.min(text.length, place + AROUND));
  const end = border < 0 ? text.length : border;
  return [within(text, start, place - WHOLE / 2, 1), within(text, end, place + WHOLE / 2, -1)];
}

/** `border`, where it is not farther away than `most`: else a space near that, since one paragraph may be the whole text. */
function within(text: string, border: number, most: number, step: 1 | -1): number {
  if (step > 0 ? border >= most : border <= most) return border;
  let at = most;
  for (let tries = 0; tries < 1000 && !/\s/.test(text.charAt(at)); tries += 1) at += step;
  // Not between the halves of a character.
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at + 1 : at;
}
