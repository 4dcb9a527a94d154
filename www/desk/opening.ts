// What is known of a text before its claims are: its sketch, and the article on the desk that it is. It is made beside the
// scan, so that no mark waits for the disk.

import type { ArticleRecord } from "./record.js";
import { isEdited, shared, type Sketch, sketchOf } from "./sketch.js";
import type { Head } from "./store.js";

export interface Match {
  head: Head;
  share: number;
}

export interface Opening {
  text: string;
  as: string | undefined;
  sketch: Sketch;
  match: Match | undefined;
  record: ArticleRecord | undefined;
  /** How often the desk had changed by then. */
  turn: number;
}

/** What the desk is asked. */
export interface Shelf {
  readonly turn: number;
  list(): Promise<Head[]>;
  load(id: string): Promise<ArticleRecord | undefined>;
}

/** Looks a text up. `as`: the id of the article that it is, or "new" where it is none that is known. */
export async function openingOf(shelf: Shelf, text: string, as?: string): Promise<Opening> {
  const { turn } = shelf;
  const sketch = await sketchOf(text);
  const match = as === undefined ? matchOf(await shelf.list(), sketch) : undefined;
  const id = as === undefined ? match?.head.id : as === "new" ? undefined : as;
  const record = id === undefined ? undefined : await shelf.load(id);
  return { text, as, sketch, match, record, turn };
}

/** The article that a text is, word for word (share 1) or edited. */
export function matchOf(heads: readonly Head[], sketch: Sketch): Match | undefined {
  let best: Match | undefined;
  for (const head of heads) {
    const share = head.digest === sketch.digest ? 1 : Math.min(shared(sketch, head.sketch), 0.999);
    if (isEdited(share) && (!best || share > best.share)) best = { head, share };
  }
  return best;
}
