// What painting and hit-testing need of a text on the screen: the pasted article and a live page both give it.

export interface TextView {
  readonly text: string;
  /** The documents that show the text: one, and those of frames. */
  readonly documents: readonly Document[];
  /** The live ranges of a span, in order: one where one can hold it, none where it cannot be found. */
  ranges(start: number, end: number): Range[];
  /** The offset in the text of a place in a document, or undefined where it is not of the text. */
  offset(node: Node, offset: number): number | undefined;
}

/** A text that is laid out in parts, each an element of its own. */
export interface PartedView extends TextView {
  /** In the order of the text; `start` is the offset of the part's first unit. */
  readonly parts: readonly { element: Element; start: number }[];
}

const SPACE = /\s+/g;

/** Whether the ranges hold the words of `quote`. White space is left out: a line of the page may break anywhere. */
export function holds(ranges: readonly Range[], quote: string): boolean {
  if (ranges.length === 0) return false;
  return ranges.map(String).join("").replace(SPACE, "") === quote.replace(SPACE, "");
}
