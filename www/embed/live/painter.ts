// Paints stretches of a live text by the CSS Custom Highlight API of the window that shows it. What is painted in one
// document is one set of highlights, whoever paints; the last to leave takes them away.

import { NAMES, priorityOf } from "../../page/paint.js";
import { FLASH, MARKS_STYLE } from "../style.js";

/** What a window paints with; a frame has its own. */
type Painting = Window & typeof globalThis;

const painted = new WeakMap<Document, Map<string, Highlight>>();
const styled = new WeakMap<Document | ShadowRoot, { sheet: CSSStyleSheet; users: number }>();

export class Painter {
  readonly #window: Painting;
  readonly #document: Document;
  readonly #tree: Document | ShadowRoot;
  /** Ranges of this painter by the name of their highlight. */
  readonly #ranges = new Map<string, Set<Range>>();
  /** Ranges made so far, for the tests. */
  made = 0;

  /** `root` holds the text. Throws one line where its browser cannot paint. */
  constructor(root: Element, style = MARKS_STYLE) {
    const shown = root.ownerDocument;
    const window = shown.defaultView as Painting | null;
    if (!window) throw new Error("the editor’s document is not shown");
    if (!window.CSS?.highlights || typeof window.Highlight !== "function") throw new Error("this browser has no CSS Custom Highlight API (Chromium 105, Firefox 140 and Safari 17.2 have it)");
    this.#window = window;
    this.#document = shown;
    const tree = root.getRootNode();
    this.#tree = tree.nodeType === 11 && "host" in tree ? (tree as ShadowRoot) : shown;
    this.#adopt(style);
  }

  get window(): Window & typeof globalThis {
    return this.#window;
  }

  /** A range of the document, yet to be laid around something. */
  range(): Range {
    this.made += 1;
    return this.#document.createRange();
  }

  add(name: string, range: Range): void {
    let ranges = this.#ranges.get(name);
    if (!ranges) this.#ranges.set(name, (ranges = new Set()));
    ranges.add(range);
    this.#highlight(name).add(range);
  }

  /** A range that is painted was laid around other words. */
  again(name: string, range: Range): void {
    this.delete(name, range);
    this.add(name, range);
  }

  delete(name: string, range: Range): void {
    this.#ranges.get(name)?.delete(range);
    painted.get(this.#document)?.get(name)?.delete(range);
  }

  /** Takes away all that this painter painted. Styles and highlights go with the last painter of the document. */
  dispose(): void {
    const highlights = painted.get(this.#document);
    for (const [name, ranges] of this.#ranges) {
      const highlight = highlights?.get(name);
      for (const range of ranges) highlight?.delete(range);
      if (highlight?.size !== 0) continue;
      highlights?.delete(name);
      // Somebody else's highlight of the same name stays.
      if (this.#window.CSS.highlights.get(name) === highlight) this.#window.CSS.highlights.delete(name);
    }
    this.#ranges.clear();
    this.#disown();
  }

  #highlight(name: string): Highlight {
    let highlights = painted.get(this.#document);
    if (!highlights) painted.set(this.#document, (highlights = new Map()));
    let highlight = highlights.get(name);
    if (!highlight) {
      highlight = new this.#window.Highlight();
      // What stands out lies over all.
      highlight.priority = name === FLASH ? priorityOf(NAMES.current) + 1 : priorityOf(name);
      highlights.set(name, highlight);
    }
    if (this.#window.CSS.highlights.get(name) !== highlight) this.#window.CSS.highlights.set(name, highlight);
    return highlight;
  }

  #adopt(style: string): void {
    const known = styled.get(this.#tree);
    if (known) {
      known.users += 1;
      return;
    }
    // A sheet belongs to the window that made it.
    const sheet = new this.#window.CSSStyleSheet();
    sheet.replaceSync(style);
    this.#tree.adoptedStyleSheets.push(sheet);
    styled.set(this.#tree, { sheet, users: 1 });
  }

  #disown(): void {
    const known = styled.get(this.#tree);
    if (!known || --known.users > 0) return;
    styled.delete(this.#tree);
    this.#tree.adoptedStyleSheets = this.#tree.adoptedStyleSheets.filter((sheet) => sheet !== known.sheet);
  }
}
