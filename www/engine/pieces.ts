// A long answer in pieces. The receiver pays for reading a message at once, and for that of a megabyte of text it would
// stand still for a quarter of a second; between pieces it can draw and take input.

/** Items in one piece. */
const PIECE = 200;

/** Items of the list `field` of an answer that follows. */
export interface Piece {
  field: string;
  items: unknown[];
}

/** The long lists of `result` in pieces, and `result` without them. */
export function cut<T>(result: T): { pieces: Piece[]; rest: T } {
  const pieces: Piece[] = [];
  if (typeof result !== "object" || result === null || Array.isArray(result) || result instanceof Blob) return { pieces, rest: result };
  const rest = { ...result } as Record<string, unknown>;
  for (const [field, list] of Object.entries(result)) {
    if (!Array.isArray(list) || list.length <= PIECE) continue;
    for (let at = 0; at < list.length; at += PIECE) pieces.push({ field, items: list.slice(at, at + PIECE) });
    rest[field] = [];
  }
  return { pieces, rest: rest as T };
}

/** Puts the pieces, in their order, back into the answer that they were cut from. */
export function join<T>(pieces: readonly Piece[], rest: T): T {
  const whole = rest as Record<string, unknown[]>;
  for (const { field, items } of pieces) for (const item of items) whole[field]?.push(item);
  return rest;
}
