// The text of a live editor, block by block. Every block element's own text is kept; a change reads again only the
// elements that it touched. The editor is only read.

import { type Block, collect, type Piece } from "../../page/collect.js";

/** A stretch of text that has been replaced by another, in the place of which it stands now. */
interface Successor {
  block: LiveBlock;
  /** Characters at the start and at the end that are the same in both. */
  head: number;
  tail: number;
}

/** One block's text and where its characters are. It never changes: a changed text is a new block. */
export class LiveBlock {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly element: Element;
  /** What stands in its place since the text changed. */
  successor: Successor | undefined;
  /** It is no longer in the text, and nothing stands in its place. */
  isGone = false;

  constructor({ text, pieces, element }: Block) {
    this.text = text;
    this.pieces = pieces;
    this.element = element;
  }
}

/** A block element: its own stretches of text and the block elements inside, in order. */
interface Place {
  readonly element: Element;
  parent: Place | undefined;
  items: (LiveBlock | Place)[];
  /** How many of the items are block elements: most have none. */
  inner: number;
  visibility: string;
}

/** What a change did to the list of blocks. Blocks outside of the ranges are the same objects as before. */
export interface Change {
  from: number;
  removed: readonly LiveBlock[];
  inserted: readonly LiveBlock[];
}

/** What a change costs, counted for the tests. */
export interface BlockCounts {
  /** Block elements whose own text was read. */
  collected: number;
}

export const OBSERVED: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ["hidden", "class", "style", "open", "contenteditable", "dir"],
};

export class Blocks {
  readonly counts: BlockCounts = { collected: 0 };
  #skip: ((element: Element) => boolean) | undefined;
  #places = new Map<Node, Place>();
  /** The elements that hold the text, in order. */
  readonly #tops: Place[];
  #dirty = new Set<Place>();
  #list: readonly LiveBlock[] = [];

  constructor(roots: readonly Element[], skip?: (element: Element) => boolean) {
    this.#skip = skip;
    this.#tops = roots.map((element) => ({ element, parent: undefined, items: [], inner: 0, visibility: "" }));
    for (const top of this.#tops) {
      this.#places.set(top.element, top);
      this.#dirty.add(top);
    }
  }

  get list(): readonly LiveBlock[] {
    return this.#list;
  }

  /** Notes what the records touched. */
  note(records: readonly MutationRecord[]): void {
    for (const { type, target } of records) {
      const place = this.#around(target);
      if (!place) continue;
      this.#dirty.add(place);
      // An element's attributes say as well whether it is a block, and whether it is seen.
      if (type === "attributes" && place.element === target && place.parent) {
        this.#dirty.add(place.parent);
        const { visibility } = getComputedStyle(place.element);
        if (visibility !== place.visibility) this.#noteAll(place);
      }
    }
  }

  /** Notes that anything may have changed. */
  noteAll(): void {
    for (const top of this.#tops) this.#noteAll(top);
  }

  /** Reads what was noted, and tells what is new; undefined where nothing is. */
  update(): Change | undefined {
    if (this.#dirty.size === 0) return undefined;
    const dirty = this.#dirty;
    this.#dirty = new Set();
    // Elements that have left, with all that is in them, are let go when the element around them is read.
    const pending = [...dirty].filter((place) => this.#places.get(place.element) === place);
    const read = new Set<Place>();
    for (let place = pending.pop(); place; place = pending.pop()) {
      if (read.has(place) || this.#places.get(place.element) !== place) continue;
      read.add(place);
      pending.push(...this.#read(place, dirty));
    }
    return this.#compare(this.#flatten());
  }

  /** Reads an element's own text. Returns the block elements inside that are new. */
  #read(place: Place, dirty: ReadonlySet<Place>): Place[] {
    this.counts.collected += 1;
    const before = new Set(place.items.filter(isPlace));
    const inner: { place: Place; after: number }[] = [];
    const fresh: Place[] = [];
    const texts = collect(place.element, {
      editable: true,
      // What a frame or a shadow tree shows inside of an editor is no text of the editor's.
      shadow: () => null,
      skip: (element) => element.localName === "iframe" || element.localName === "frame" || this.#skip?.(element) === true,
      apart: {
        // One that was changed itself may be a block no longer.
        isKnown: (element) => {
          const known = this.#places.get(element);
          return known !== undefined && !dirty.has(known);
        },
        found: (element, after) => {
          let known = this.#places.get(element);
          if (known) before.delete(known);
          else {
            known = { element, parent: place, items: [], inner: 0, visibility: getComputedStyle(element).visibility };
            this.#places.set(element, known);
            fresh.push(known);
          }
          known.parent = place;
          inner.push({ place: known, after });
        },
      },
    });
    if (dirty.has(place)) place.visibility = getComputedStyle(place.element).visibility;
    place.items = [];
    place.inner = inner.length;
    let at = 0;
    for (const [index, text] of texts.entries()) {
      for (; inner[at] && (inner[at]?.after ?? 0) <= index; at += 1) place.items.push((inner[at] as { place: Place }).place);
      place.items.push(new LiveBlock(text));
    }
    for (; at < inner.length; at += 1) place.items.push((inner[at] as { place: Place }).place);
    for (const gone of before) if (gone.parent === place) this.#forget(gone);
    return fresh;
  }

  #forget(place: Place): void {
    const stack = [place];
    for (let at = stack.pop(); at; at = stack.pop()) {
      if (this.#places.get(at.element) === at) this.#places.delete(at.element);
      for (const item of at.items) if (isPlace(item) && item.parent === at) stack.push(item);
    }
  }

  #noteAll(place: Place): void {
    const stack = [place];
    for (let at = stack.pop(); at; at = stack.pop()) {
      this.#dirty.add(at);
      stack.push(...at.items.filter(isPlace));
    }
  }

  /** The innermost block element around a node. */
  #around(node: Node): Place | undefined {
    for (let at: Node | null = node; at; at = at.parentNode) {
      const place = this.#places.get(at);
      if (place) return place;
    }
    return undefined;
  }

  #flatten(): LiveBlock[] {
    const list: LiveBlock[] = [];
    const stack: { items: (LiveBlock | Place)[]; at: number }[] = [{ items: this.#tops, at: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const item = top.items[top.at++];
      if (!item) stack.pop();
      else if (!isPlace(item)) list.push(item);
      else if (item.inner > 0) stack.push({ items: item.items, at: 0 });
      else for (const block of item.items) list.push(block as LiveBlock);
    }
    return list;
  }

  #compare(next: LiveBlock[]): Change | undefined {
    const before = this.#list;
    this.#list = next;
    let from = 0;
    while (from < before.length && from < next.length && before[from] === next[from]) from += 1;
    let tail = 0;
    while (tail < before.length - from && tail < next.length - from && before[before.length - 1 - tail] === next[next.length - 1 - tail]) tail += 1;
    const removed = before.slice(from, before.length - tail);
    const inserted = next.slice(from, next.length - tail);
    if (removed.length === 0 && inserted.length === 0) return undefined;
    succeed(removed, inserted);
    return { from, removed, inserted };
  }
}

function isPlace(item: LiveBlock | Place): item is Place {
  return !(item instanceof LiveBlock);
}

/** Finds for each block that is gone the one that stands in its place: with the same text, else at the same place. */
function succeed(removed: readonly LiveBlock[], inserted: readonly LiveBlock[]): void {
  const kept = new Set(inserted);
  const gone = removed.filter((block) => !kept.has(block));
  const stayed = new Set(removed);
  const fresh = inserted.filter((block) => !stayed.has(block));
  const byText = new Map<string, LiveBlock[]>();
  for (const block of fresh) {
    const same = byText.get(block.text);
    if (same) same.push(block);
    else byText.set(block.text, [block]);
  }
  const taken = new Set<LiveBlock>();
  const left: LiveBlock[] = [];
  for (const block of gone) {
    const same = byText.get(block.text)?.shift();
    if (same) {
      taken.add(same);
      block.successor = { block: same, head: block.text.length, tail: 0 };
    } else left.push(block);
  }
  const free = fresh.filter((block) => !taken.has(block));
  // In their order: an edit changes blocks where they stand. What is longer at the end has no partner.
  for (const [at, block] of left.entries()) {
    const partner = free[at];
    if (partner) block.successor = { block: partner, ...sameEnds(block.text, partner.text) };
    else block.isGone = true;
  }
}

function sameEnds(before: string, next: string): { head: number; tail: number } {
  const most = Math.min(before.length, next.length);
  let head = 0;
  while (head < most && before.charCodeAt(head) === next.charCodeAt(head)) head += 1;
  let tail = 0;
  while (tail < most - head && before.charCodeAt(before.length - 1 - tail) === next.charCodeAt(next.length - 1 - tail)) tail += 1;
  return { head, tail };
}

/** A stretch of a block. */
export interface Stretch {
  block: LiveBlock;
  start: number;
  end: number;
}

/** Where a stretch is now, followed through every change since; undefined where its words have changed. */
export function follow({ block, start, end }: Stretch): Stretch | undefined {
  for (let next = block.successor; next; next = block.successor) {
    if (end > next.head) {
      if (start < block.text.length - next.tail) return undefined;
      const shift = next.block.text.length - block.text.length;
      start += shift;
      end += shift;
    }
    block = next.block;
  }
  return block.isGone ? undefined : { block, start, end };
}
