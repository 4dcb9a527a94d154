// Texts as they are compared: the same words, whatever program they were copied from.

const UNSEEN = "\u00AD\u200B\u200C\u200D\u2060\uFEFF";
const SINGLE = "‘’‚‛′`´";
const DOUBLE = "“”„‟«»″";
const DASH = "‐‑‒–—―−";
/** What one program writes so and another otherwise. */
const VARIES = new RegExp(`[${UNSEEN}${SINGLE}${DOUBLE}${DASH}]`, "g");
const PLAIN = new Map<string, string>();
for (const [marks, one] of [[SINGLE, "'"], [DOUBLE, '"'], [DASH, "-"]] as const) for (const mark of marks) PLAIN.set(mark, one);
/** White space that is not one space between words. */
const SPACED = /^\s|\s$|\s\s|[^\S ]/;
const MARKS = /\p{M}/u;

/** `text` with one sort of quotation marks, dashes and spaces, and without what nobody sees. */
export function plain(text: string): string {
  let plain = text.replace(VARIES, (mark) => PLAIN.get(mark) ?? "");
  // Most texts need nothing of this.
  if (MARKS.test(plain)) plain = plain.normalize("NFC");
  return SPACED.test(plain) ? plain.replace(/\s+/g, " ").trim() : plain;
}

const HIDDEN = new RegExp(`[${UNSEEN}]`, "g");
const WORD = /[\p{L}\p{N}]+(?:[.,'’][\p{L}\p{N}]+)*/gu;

/** The words of a text, in lower case; "1,200.5" is one. */
export function words(text: string): string[] {
  const seen = text.replace(HIDDEN, "");
  return (MARKS.test(seen) ? seen.normalize("NFC") : seen).toLowerCase().match(WORD) ?? [];
}

const SEED = 0x811c9dc5;

/** 32-bit hash of UTF-16 units; `seed` goes on from an earlier hash. */
export function hash(text: string, seed = SEED): number {
  return mixed(fnv(text, seed));
}

/** `hash` of the words with a space between two of them, without a string of them all. */
export function hashOfAll(words: readonly string[]): number {
  let hash = SEED;
  for (const [at, word] of words.entries()) hash = fnv(word, at === 0 ? hash : fnv(" ", hash));
  return mixed(hash);
}

/** FNV-1a. */
function fnv(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** The low bits of FNV mix poorly; this spreads them (the finaliser of MurmurHash3). */
function mixed(unmixed: number): number {
  let hash = Math.imul(unmixed ^ (unmixed >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** How many of the words of `a` and `b` stand in both in the same order, times two, of all: 1 where they are equal. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 1;
  // The longest common subsequence, a row at a time.
  let above = new Uint16Array(b.length + 1);
  let row = new Uint16Array(b.length + 1);
  for (const word of a) {
    for (let at = 0; at < b.length; at += 1) {
      row[at + 1] = word === b[at] ? (above[at] ?? 0) + 1 : Math.max(row[at] ?? 0, above[at + 1] ?? 0);
    }
    [above, row] = [row, above];
  }
  return (2 * (above[b.length] ?? 0)) / (a.length + b.length);
}

/** Items by what `of` says of them, in their order. `Map.groupBy` is too new for some browsers in use. */
export function groupBy<T>(items: readonly T[], of: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = of(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
