// The article as the page shows it: one element for each line of the text, and the way from offsets to nodes and back.

import type { PartedView } from "./view.js";

/** Line breaks of the core's blocks (src/text/block.rs). */
const LINE = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

/** Paragraphs in a part. The browser skips whole parts that are out of sight, where it would pay for each paragraph; and
 * marks are painted part by part. */
const PART = 16;
/** Parts laid out before the first pause. Each pause costs a frame, which grows with the page, so that the stretches
 * between them double up to MOST: the beginning is seen at once, the whole takes few frames, and none of them is long. */
const FIRST = 16;
const MOST = 64;

interface Line {
  /** UTF-16 offset of the line's first unit in the text. */
  start: number;
  node: Text;
}

/** A text laid out as paragraphs. It is never changed once it is laid out: marks are painted, not written. */
export class ArticleView implements PartedView {
  readonly text: string;
  readonly documents = [document];
  readonly parts: { element: Element; start: number }[] = [];
  #lines: Line[] = [];
  #starts = new WeakMap<Node, number>();

  private constructor(text: string) {
    this.text = text;
  }

  /** Lays `text` out in `host`, in chunks; `signal` stops it. Blank lines make no paragraph. */
  static async show(host: Element, text: string, signal: AbortSignal): Promise<ArticleView> {
    const view = new ArticleView(text);
    host.replaceChildren();
    let part = document.createElement("div");
    const fragment = document.createDocumentFragment();
    let stretch = FIRST;
    for (const [start, end] of lines(text)) {
      const line = text.slice(start, end);
      if (line.trim() === "") continue;
      const paragraph = document.createElement("p");
      const node = document.createTextNode(line);
      paragraph.append(node);
      if (part.childElementCount === 0) view.parts.push({ element: part, start });
      part.append(paragraph);
      view.#lines.push({ start, node });
      view.#starts.set(node, start);
      if (part.childElementCount < PART) continue;
      fragment.append(part);
      part = document.createElement("div");
      if (fragment.childElementCount < stretch) continue;
      host.append(fragment);
      stretch = Math.min(MOST, 2 * stretch);
      await nextFrame();
      signal.throwIfAborted();
    }
    fragment.append(part);
    host.append(fragment);
    return view;
  }

  ranges(start: number, end: number): Range[] {
    const first = this.#lineAt(start);
    const last = this.#lineAt(end - 1);
    if (!first || !last || end <= start) return [];
    const range = document.createRange();
    const from = start - first.start;
    const to = end - last.start;
    if (from < 0 || from > first.node.length || to > last.node.length) return [];
    range.setStart(first.node, from);
    range.setEnd(last.node, to);
    return [range];
  }

  offset(node: Node, offset: number): number | undefined {
    const start = this.#starts.get(node);
    return start === undefined ? undefined : start + offset;
  }

  #lineAt(offset: number): Line | undefined {
    let low = 0;
    let high = this.#lines.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#lines[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return this.#lines[low - 1];
  }
}

/** Spans of the lines of a text, without their breaks. */
export function* lines(text: string): Generator<[number, number]> {
  let start = 0;
  for (const found of text.matchAll(LINE)) {
    yield [start, found.index];
    start = found.index + found[0].length;
  }
  yield [start, text.length];
}

/** Lets the browser paint and take input. Timers stand in where the page is hidden and draws no frames. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 100);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve, 0);
    });
  });
}
