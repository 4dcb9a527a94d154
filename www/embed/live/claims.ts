// The claims of a live text: under the names that they keep, at the places where their words are now. A report's change
// costs what it changes, and so does an edit of the text.

import type { Change as Edit, Claim, Report, Span } from "../../engine/protocol.js";
import { type Found, nameOf, paintedSpans } from "../../page/paint.js";
import { type Change, follow, type LiveBlock, type Stretch } from "./blocks.js";
import { type Fresh, identify, type Lost, quoteOf } from "./identity.js";
import type { Mark, Marks } from "./marks.js";

/** Claims of the past without a status that are remembered, in case that their words come back. */
const REMEMBERED = 2000;

/** A claim, held under its name. */
export interface Held {
  readonly id: string;
  readonly kind: Claim["kind"];
  /** The engine's name for it, in the newest report. */
  engine: string;
  /** As the engine read it; its spans are those of that time. */
  claim: Claim;
  /** Where its words were last; in its first block, if it reaches over several. */
  place: Stretch;
  marks: Mark[];
}

export class Claims {
  readonly #marks: Marks;
  readonly #byEngine = new Map<string, Held>();
  readonly #byId = new Map<string, Held>();
  readonly #byBlock = new Map<LiveBlock, Set<Held>>();
  #lost: Lost[] = [];
  /** Claims whose words have left their blocks, as where a paragraph is parted: the next report says where they are. */
  readonly #astray = new Set<Held>();

  readonly #statusOf: (id: string) => Found | undefined;

  constructor(marks: Marks, statusOf: (id: string) => Found | undefined) {
    this.#marks = marks;
    this.#statusOf = statusOf;
  }

  /** By the name that a claim keeps. */
  get(id: string): Held | undefined {
    return this.#byId.get(id);
  }

  /** The name that a claim of the newest report keeps. */
  nameOf(engine: string): string {
    return this.#byEngine.get(engine)?.id ?? engine;
  }

  /** Every claim that is here or was, with its words and what stands around them. */
  all(): Lost[] {
    return [...this.#lost, ...[...this.#byId.values()].map((held) => ({ id: held.id, ...quoteOf(held) }))];
  }

  /** Claims that are known from an earlier time: they take their places where their words are found. */
  remember(lost: readonly Lost[]): void {
    const all = [...this.#lost, ...lost];
    this.#lost = all;
    if (all.length <= REMEMBERED) return;
    // One with a status holds its name: another claim of the same words would be given it, and the status with it.
    const open = all.filter(({ id }) => this.#statusOf(id) === undefined);
    const dropped = new Set(open.slice(0, -REMEMBERED));
    this.#lost = all.filter((claim) => !dropped.has(claim));
  }

  /** Paints a claim as what was said of it now. */
  restyle(id: string): void {
    const held = this.#byId.get(id);
    if (!held) return;
    const name = nameOf(held.claim, this.#statusOf(id));
    for (const mark of held.marks) this.#marks.rename(mark, name);
  }

  /** The text has changed: claims and marks go with their words. */
  move(change: Change): void {
    for (const { owner } of this.#marks.change(change)) if (owner) this.#astray.add(owner as Held);
    const kept = new Set(change.inserted);
    for (const block of change.removed) {
      const there = this.#byBlock.get(block);
      if (!there || kept.has(block)) continue;
      this.#byBlock.delete(block);
      for (const held of there) {
        const now = follow(held.place);
        if (now) held.place = now;
        else this.#astray.add(held);
        this.#settle(held);
      }
    }
  }

  /** A new report on `blocks`, or what an edit made of the one before. */
  take(blocks: readonly LiveBlock[], report: () => Report, edit: Edit | null): void {
    const places = new Places(blocks);
    const gone = edit ? edit.removed.flatMap((id) => this.#byEngine.get(id) ?? []) : [...this.#byEngine.values()];
    const claims = edit ? edit.added.map(({ claim }) => claim) : report().claims;
    for (const held of gone) {
      this.#byEngine.delete(held.engine);
      this.#byId.delete(held.id);
      this.#astray.delete(held);
    }
    this.#find(places, report);
    const fresh = claims.map((claim): Fresh => {
      const place = places.of(claim.span)[0] as Stretch;
      return { id: claim.id, kind: claim.kind, place: follow(place) ?? place };
    });
    const { ids, same, gone: left } = identify(gone, this.#lost, fresh, (id) => this.#byId.has(id));
    for (const held of gone) this.#unsettle(held);
    for (const held of left) for (const mark of held.marks) this.#marks.remove(mark);
    for (const [at, claim] of claims.entries()) {
      const { kind, place } = fresh[at] as Fresh;
      const held: Held = { id: ids[at] as string, kind, engine: claim.id, claim, place, marks: same[at]?.marks ?? [] };
      this.#repaint(held, claim, places);
      this.#byEngine.set(claim.id, held);
      this.#byId.set(held.id, held);
      this.#settle(held);
    }
    if (left.length > 0 || this.#lost.length > 0) {
      const back = new Set(ids);
      this.#lost = this.#lost.filter(({ id }) => !back.has(id));
      this.remember(left.map((held) => ({ id: held.id, ...quoteOf(held) })));
    }
  }

  /** Puts claims that are astray where the report has them. */
  #find(places: Places, report: () => Report): void {
    if (this.#astray.size === 0) return;
    const astray = [...this.#astray];
    this.#astray.clear();
    const spans = new Map(report().claims.map((claim) => [claim.id, claim]));
    for (const held of astray) {
      const claim = spans.get(held.engine);
      const place = claim && places.of(claim.span)[0];
      if (!place) continue;
      this.#unsettle(held);
      held.place = follow(place) ?? place;
      this.#settle(held);
      this.#repaint(held, claim, places);
    }
  }

  /** Paints a claim where its words are by now. Marks that are there already stay as they are. */
  #repaint(held: Held, claim: Claim, places: Places): void {
    const name = nameOf(claim, this.#statusOf(held.id));
    const left = new Set(held.marks);
    held.marks = paintedSpans(claim)
      .flatMap((span) => places.of(span))
      .flatMap((stretch): Mark[] => {
        const now = follow(stretch);
        if (!now) {
          // Its words have changed since: the report to come knows more.
          this.#astray.add(held);
          return [];
        }
        for (const mark of left) {
          if (mark.name !== name || mark.block !== now.block || mark.start !== now.start || mark.end !== now.end) continue;
          left.delete(mark);
          mark.owner = held;
          this.#marks.add(mark);
          return [mark];
        }
        const mark = { ...now, name, owner: held, ranges: undefined };
        this.#marks.add(mark);
        return [mark];
      });
    for (const mark of left) this.#marks.remove(mark);
  }

  #settle(held: Held): void {
    const there = this.#byBlock.get(held.place.block);
    if (there) there.add(held);
    else this.#byBlock.set(held.place.block, new Set([held]));
  }

  #unsettle(held: Held): void {
    const there = this.#byBlock.get(held.place.block);
    there?.delete(held);
    if (there?.size === 0) this.#byBlock.delete(held.place.block);
  }
}

/** From offsets in the whole text to blocks. */
class Places {
  readonly #blocks: readonly LiveBlock[];
  readonly #starts: number[] = [];

  constructor(blocks: readonly LiveBlock[]) {
    this.#blocks = blocks;
    let at = 0;
    for (const { text } of blocks) {
      this.#starts.push(at);
      at += text.length + 1;
    }
  }

  /** The stretches of a span, one for each block that it reaches into. */
  of([start, end]: Span): Stretch[] {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] as number) <= start) low = middle + 1;
      else high = middle;
    }
    const found: Stretch[] = [];
    for (let at = Math.max(0, low - 1); at < this.#blocks.length; at += 1) {
      const block = this.#blocks[at] as LiveBlock;
      const first = this.#starts[at] as number;
      if (first >= end && found.length > 0) break;
      const stretch = { block, start: Math.max(0, start - first), end: Math.min(block.text.length, end - first) };
      if (stretch.end > stretch.start) found.push(stretch);
      if (first + block.text.length >= end) break;
    }
    return found;
  }
}
