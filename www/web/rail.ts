// Where the claims are: the rail beside the article shows all of them at a glance, the gutter has a sign at the line
// of each that was reviewed. Both are for the eye and the mouse; the list tells the same to the keyboard.

import type { Claim } from "../engine/protocol.js";
import type { ArticleView } from "../page/article.js";
import { paintedSpans, verified } from "../page/paint.js";
import { el } from "../ui/dom.js";
import { STATUS, type Status } from "../ui/ticks.js";
import { svg } from "./svg.js";

/** Pixels of one tick of the rail with the space after it. */
const STEP = 5;
const WIDTH = 22;

export interface RailSource {
  text(): string;
  view(): ArticleView | undefined;
  /** The claims that are painted, by their start. */
  visible(): readonly Claim[];
  selected(): Claim | undefined;
  statusOf(claim: Claim): Status | undefined;
  /** The painted claims that have a status. */
  reviewed(): Iterable<readonly [Claim, Status]>;
  choose(claim: Claim): void;
}

interface Bucket {
  first: Claim;
  kinds: Set<string>;
  claims: number;
  checked: number;
  wrong: number;
  unverifiable: number;
}

export class Rail {
  #rail: HTMLElement;
  #gutter: HTMLElement;
  #article: HTMLElement;
  #source: RailSource;
  #buckets: (Bucket | undefined)[] = [];
  #visible: readonly Claim[] | undefined;
  #frame = 0;
  #isOther = false;
  /** The ticks of each look, in one path: an element for each tick would be hundreds, which every change of style pays for. */
  #paths = new Map<string, { d: string; element: SVGElement }>();
  #ticks = svg("g", {});
  #here = svg("path", { class: "here" });
  #band = svg("rect", { class: "sight", x: 0, width: WIDTH });
  #drawing = svg("svg", { width: WIDTH }, this.#band, this.#ticks, this.#here);

  constructor(parts: { rail: HTMLElement; gutter: HTMLElement; article: HTMLElement }, source: RailSource) {
    this.#rail = parts.rail;
    this.#gutter = parts.gutter;
    this.#article = parts.article;
    this.#source = source;
    const later = (): void => this.draw();
    addEventListener("scroll", () => this.#later(false), { passive: true });
    // The article's height changes with the window and as far parts are laid out.
    new ResizeObserver(later).observe(parts.article);
    new ResizeObserver(later).observe(parts.rail);
    this.#rail.addEventListener("click", (event) => {
      const at = Math.floor((event.clientY - this.#rail.getBoundingClientRect().top) / STEP);
      // The nearest tick: a line is thin for a mouse.
      for (let away = 0; away < this.#buckets.length; away += 1) {
        const bucket = this.#buckets[at - away] ?? this.#buckets[at + away];
        if (!bucket) continue;
        this.#source.choose(bucket.first);
        return;
      }
    });
  }

  /** Draws both anew with the next frame. */
  draw(): void {
    this.#later(true);
  }

  /** Scrolling moves what is in sight, and no claim. */
  #later(isOther: boolean): void {
    this.#isOther ||= isOther;
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const sight = this.sight();
      if (this.#isOther) this.#drawRail();
      this.#isOther = false;
      this.#drawSight(sight);
      this.#drawGutter(sight);
    });
  }

  #drawSight([from, to]: readonly [number, number]): void {
    const height = this.#rail.clientHeight;
    const length = Math.max(1, this.#source.text().length);
    this.#band.setAttribute("y", String((from / length) * height));
    this.#band.setAttribute("height", String(Math.max(STEP, ((to - from) / length) * height)));
  }

  /** One tick for each stretch of the text that has claims: as many as the rail is high, however many claims there are. */
  #drawRail(): void {
    const height = this.#rail.clientHeight;
    const rows = Math.floor(height / STEP);
    const length = Math.max(1, this.#source.text().length);
    if (rows < 1) return;
    const visible = this.#source.visible();
    const row = (claim: Claim): number => Math.min(rows - 1, Math.floor((claim.span[0] / length) * rows));
    // All claims are gone through when they are others; then only those that were reviewed.
    if (visible !== this.#visible || rows !== this.#buckets.length) {
      this.#visible = visible;
      this.#buckets = new Array<Bucket | undefined>(rows);
      for (const claim of visible) {
        const bucket = (this.#buckets[row(claim)] ??= { first: claim, kinds: new Set(), claims: 0, checked: 0, wrong: 0, unverifiable: 0 });
        bucket.kinds.add(claim.kind);
        bucket.claims += 1;
      }
    }
    for (const bucket of this.#buckets) if (bucket) bucket.checked = bucket.wrong = bucket.unverifiable = 0;
    for (const [claim, status] of this.#source.reviewed()) {
      const bucket = this.#buckets[row(claim)];
      if (bucket) bucket[status] += 1;
    }
    const selected = this.#source.selected();
    const here = selected && row(selected);
    if (!this.#drawing.isConnected) this.#rail.replaceChildren(this.#drawing);
    this.#drawing.setAttribute("height", String(height));
    this.#drawing.setAttribute("viewBox", `0 0 ${WIDTH} ${height}`);
    const drawn = new Map<string, string>();
    for (const [row, bucket] of this.#buckets.entries()) if (bucket) drawRow(drawn, row, bucket);
    for (const [look, d] of drawn) this.#drawPath(look, d);
    for (const look of this.#paths.keys()) if (!drawn.has(look)) this.#drawPath(look, "");
    this.#here.setAttribute("d", here === undefined ? "" : `M0 ${here * STEP - 2} l6 3.5 l-6 3.5 z`);
  }

  #drawPath(look: string, d: string): void {
    const known = this.#paths.get(look);
    // With each key most stay as they are.
    if (known?.d === d) return;
    const element = known?.element ?? svg("path", { class: look });
    element.setAttribute("d", d);
    if (!known) this.#ticks.append(element);
    this.#paths.set(look, { d, element });
  }

  /** Offsets of the text between which the window looks. Reads the boxes of parts, then of the paragraphs of those in sight. */
  sight(): [number, number] {
    const view = this.#source.view();
    let from: number | undefined;
    let to = 0;
    for (const part of this.#article.children) {
      const outer = part.getBoundingClientRect();
      if (outer.bottom < 0) continue;
      if (outer.top > innerHeight) break;
      for (const paragraph of part.children) {
        const box = paragraph.getBoundingClientRect();
        if (box.bottom < 0) continue;
        if (box.top > innerHeight) break;
        const node = paragraph.firstChild;
        const start = node ? view?.offset(node, 0) : undefined;
        if (start === undefined) continue;
        from ??= start;
        to = start + (node?.textContent?.length ?? 0);
      }
    }
    return [from ?? 0, Math.max(to, from ?? 0)];
  }

  #drawGutter([from, to]: readonly [number, number]): void {
    const view = this.#source.view();
    if (!view) {
      this.#gutter.replaceChildren();
      return;
    }
    const claims = this.#source.visible();
    let at = firstFrom(claims, from);
    const top = this.#gutter.getBoundingClientRect().top;
    const lines = new Map<number, number>();
    const signs: HTMLElement[] = [];
    for (; at < claims.length; at += 1) {
      const claim = claims[at];
      if (!claim || claim.span[0] > to) break;
      const status = this.#source.statusOf(claim);
      const span = paintedSpans(claim)[0];
      if (!status || !span) continue;
      const box = verified(view, span)[0]?.getClientRects()[0];
      if (!box) continue;
      const y = Math.round(box.top - top + box.height / 2);
      // Several on one line stand beside each other, the last nearest to the text.
      const place = lines.get(y) ?? 0;
      lines.set(y, place + 1);
      const sign = el("span", { class: `sign ${status}` }, STATUS[status].sign);
      sign.style.top = `${y}px`;
      sign.style.right = `${place * 0.85}rem`;
      signs.push(sign);
    }
    this.#gutter.replaceChildren(...signs);
  }
}

/** Adds the ticks of one row, one for each kind, to the path of their look. */
function drawRow(paths: Map<string, string>, row: number, { kinds, wrong, checked, unverifiable, claims }: Bucket): void {
  const state = wrong > 0 ? "wrong" : checked + unverifiable < claims ? "open" : unverifiable > 0 ? "unverifiable" : "checked";
  const room = (WIDTH - 8) / kinds.size;
  const width = room - (kinds.size > 1 ? 1 : 0);
  for (const [place, kind] of [...kinds].entries()) {
    const look = `${kind} ${state}`;
    paths.set(look, `${paths.get(look) ?? ""}M${4 + place * room} ${row * STEP}h${width}v${STEP - 2}h${-width}z`);
  }
}

/** The index of the first claim that starts at `offset` or behind. */
function firstFrom(claims: readonly Claim[], offset: number): number {
  let low = 0;
  let high = claims.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((claims[middle]?.span[0] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
