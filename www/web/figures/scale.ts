// Scales of the figures: from values to pixels, with the values at which a line is drawn.

export interface Scale {
  place(value: number): number;
  ticks: number[];
}

/** A scale from `low` to `high` over `width` pixels less `margin` at both ends. On a logarithmic one both are positive. */
export function axis(low: number, high: number, width: number, margin: number, isLog: boolean): Scale {
  const of = isLog ? Math.log10 : (value: number): number => value;
  const [from, to] = [of(low), of(high)];
  const room = width - 2 * margin;
  const place = (value: number): number => (to > from ? margin + ((of(value) - from) / (to - from)) * room : width / 2);
  return { place, ticks: isLog ? powers(low, high) : steps(low, high) };
}

/** Some five powers of ten. */
function powers(low: number, high: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  const step = Math.max(1, Math.ceil((last - first + 1) / 5));
  const found: number[] = [];
  for (let power = first; power <= last; power += step) found.push(10 ** power);
  return found;
}

/** Some four round values. */
function steps(low: number, high: number): number[] {
  const rough = (high - low) / 4;
  if (!(rough > 0) || !Number.isFinite(rough)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? rough;
  const found: number[] = [];
  for (let at = Math.ceil(low / step); at * step <= high; at += 1) found.push(at * step);
  return found;
}

const DATE = /^(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** A date's beginning as a year with its fraction, and how long it lasts; undefined where it is written otherwise. */
function yearOf(value: string): [start: number, length: number] | undefined {
  const found = DATE.exec(value);
  if (!found) return undefined;
  const year = Number(found[1]);
  if (found[2] === undefined) return [year, 1];
  const month = Number(found[2]) - 1;
  if (found[3] === undefined) return [year + month / 12, 1 / 12];
  return [year + month / 12 + (Number(found[3]) - 1) / 372, 1 / 372];
}

/** Beginning and end of a date or a stretch of time ("1990/1999") in years. */
export function spanOf(value: string): [number, number] | undefined {
  const [first = "", last = first] = value.split("/");
  const [from, to] = [yearOf(first), yearOf(last)];
  return from && to ? [from[0], to[0] + to[1]] : undefined;
}
