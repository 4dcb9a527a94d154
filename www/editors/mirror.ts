// A field's text laid over the field, letter on letter and unseen, so that marks can be painted on it. It stands at the end
// of the body, never beside the field: the page's own layout and scripts do not meet it. It takes no pointer and no focus,
// and is not read out.

import type { Field } from "./textarea.js";

/** What decides where a letter stands. */
const METRICS = [
  "direction", "font-family", "font-feature-settings", "font-kerning", "font-optical-sizing", "font-size", "font-size-adjust", "font-stretch",
  "font-style", "font-variant", "font-variation-settings", "font-weight", "hyphens", "letter-spacing", "line-break", "line-height",
  "overflow-wrap", "tab-size", "text-align", "text-indent", "text-rendering", "text-transform", "unicode-bidi", "word-break", "word-spacing",
  "writing-mode", "text-wrap",
];
const PADDING = ["padding-top", "padding-right", "padding-bottom", "padding-left"];

/** The wash is translucent: the field's own letters are below it. */
const STYLE = `@media screen {
::highlight(tickmark-quantity) { background-color: #ffc94066; color: transparent; text-decoration: underline 2px #b36a00; }
::highlight(tickmark-date) { background-color: #6aa5ef4d; color: transparent; text-decoration: underline 2px dotted #3b78c4; }
::highlight(tickmark-comparison) { background-color: #b97fd64d; color: transparent; text-decoration: underline 2px dashed #8d4db3; }
::highlight(tickmark-quotation) { background-color: #5cc08740; color: transparent; text-decoration: none; }
::highlight(tickmark-indirect) { background-color: transparent; color: transparent; text-decoration: underline 1px dashed #3a8f62; }
::highlight(tickmark-quantity-checked) { background-color: transparent; color: transparent; text-decoration: underline 1px #b36a00; }
::highlight(tickmark-date-checked) { background-color: transparent; color: transparent; text-decoration: underline 1px dotted #3b78c4; }
::highlight(tickmark-comparison-checked) { background-color: transparent; color: transparent; text-decoration: underline 1px dashed #8d4db3; }
::highlight(tickmark-quotation-checked), ::highlight(tickmark-indirect-checked) { background-color: transparent; color: transparent; text-decoration: underline 1px dotted #3a8f62; }
::highlight(tickmark-unverifiable), ::highlight(tickmark-words-unverifiable) { background-color: #80808040; color: transparent; text-decoration: underline 2px dotted #808080; }
::highlight(tickmark-wrong), ::highlight(tickmark-words-wrong) { background-color: #e0483a4d; color: transparent; text-decoration: underline 2px wavy #d0392b; }
::highlight(tickmark-current) { background-color: #f0679480; color: transparent; text-decoration: none; }
}`;

interface Size {
  left: number;
  top: number;
  width: number;
  height: number;
}

export class Mirror {
  /** Holds the text, a block for each line. */
  readonly root: HTMLElement;
  readonly style = STYLE;
  #field: Field;
  #host: HTMLElement;
  #lines: string[] = [];
  #frame: number | undefined;
  #window: Window & typeof globalThis;
  #moves: IntersectionObserver | undefined;

  constructor(field: Field, signal: AbortSignal) {
    this.#field = field;
    const { ownerDocument } = field;
    this.#window = ownerDocument.defaultView as Window & typeof globalThis;
    this.#host = ownerDocument.createElement("div");
    this.#host.setAttribute("aria-hidden", "true");
    // Scripts may set single properties where a policy forbids style attributes.
    set(this.#host, { all: "initial", position: "absolute", left: "0", top: "0", overflow: "clip", "pointer-events": "none", "user-select": "none", contain: "layout style", display: "block" });
    const tree = this.#host.attachShadow({ mode: "open" });
    this.root = ownerDocument.createElement("div");
    tree.append(this.root);
    ownerDocument.body.append(this.#host);
    this.read();
    this.place();

    const read = (): void => {
      this.read();
      this.#soon();
    };
    const soon = (): void => this.#soon();
    for (const event of ["input", "change", "focus", "blur"]) field.addEventListener(event, read, { signal });
    field.addEventListener("scroll", () => this.#scroll(), { signal, passive: true });
    // A script that sets the value moves the caret, and browsers tell of that.
    ownerDocument.addEventListener("selectionchange", read, { signal });
    field.form?.addEventListener("reset", () => setTimeout(read), { signal });
    for (const event of ["scroll", "transitionend", "animationend", "toggle"]) ownerDocument.addEventListener(event, soon, { signal, capture: true, passive: true });
    this.#window.addEventListener("resize", soon, { signal, passive: true });
    const sizes = new this.#window.ResizeObserver(soon);
    sizes.observe(field);
    sizes.observe(ownerDocument.body);
    signal.addEventListener("abort", () => {
      sizes.disconnect();
      this.#moves?.disconnect();
      if (this.#frame !== undefined) this.#window.cancelAnimationFrame(this.#frame);
    });
  }

  /** Takes over the field's text. Only lines that have changed are touched, so that marks stay at their words. */
  read(): void {
    const next = this.#field.value.split("\n");
    const before = this.#lines;
    let head = 0;
    while (head < before.length && head < next.length && before[head] === next[head]) head += 1;
    let tail = 0;
    while (tail < before.length - head && tail < next.length - head && before[before.length - 1 - tail] === next[next.length - 1 - tail]) tail += 1;
    const removed = before.length - head - tail;
    const added = next.length - head - tail;
    if (removed === 0 && added === 0) return;
    this.#lines = next;
    for (let at = 0; at < Math.min(removed, added); at += 1) write(this.root.children[head + at] as HTMLElement, next[head + at] as string);
    for (let at = added; at < removed; at += 1) this.root.children[head + added]?.remove();
    const fragment = this.#field.ownerDocument.createDocumentFragment();
    for (let at = removed; at < added; at += 1) {
      const line = this.#field.ownerDocument.createElement("div");
      write(line, next[head + at] as string);
      fragment.append(line);
    }
    this.root.insertBefore(fragment, this.root.children[head + removed] ?? null);
  }

  /** Lays the mirror over the field. */
  place(): void {
    const field = this.#field;
    const style = this.#window.getComputedStyle(field);
    const box = field.getBoundingClientRect();
    const isShown = box.width > 0 && box.height > 0 && style.visibility === "visible";
    set(this.#host, { visibility: isShown ? "visible" : "hidden" });
    if (!isShown) return;
    const inner = { left: box.left + field.clientLeft, top: box.top + field.clientTop, width: field.clientWidth, height: field.clientHeight };
    const isLine = field.localName === "input";
    const metrics: Record<string, string> = {};
    for (const name of [...METRICS, ...PADDING]) metrics[name] = style.getPropertyValue(name);
    set(this.root, {
      ...metrics,
      // Not absolute: what is scrolled out of a field would be taken for text that is put out of sight for good.
      position: "relative",
      "box-sizing": "border-box",
      color: "transparent",
      "white-space": isLine ? "pre" : style.whiteSpace,
      width: `${inner.width}px`,
      // An input's only line stands in the middle of its height.
      ...(isLine ? { display: "grid", "align-content": "center", height: `${inner.height}px`, "line-height": "normal" } : {}),
    });
    set(this.#host, { width: `${inner.width}px`, height: `${inner.height}px`, "z-index": layerOf(field, this.#window) });
    // Whatever the body is positioned by, it is measured.
    const here = this.#host.getBoundingClientRect();
    const left = Number.parseFloat(this.#host.style.left) + inner.left - here.left;
    const top = Number.parseFloat(this.#host.style.top) + inner.top - here.top;
    set(this.#host, { left: `${left}px`, top: `${top}px`, "clip-path": clipOf(field, inner, this.#window) });
    this.#scroll();
    this.#watch(box);
  }

  /** Scrolls the field until a range of the mirror's text is seen, and the page until the field is. */
  reveal(range: Range): void {
    const box = range.getBoundingClientRect();
    const here = this.#host.getBoundingClientRect();
    if (box.top < here.top || box.bottom > here.bottom) this.#field.scrollTop += box.top - here.top - here.height / 3;
    if (box.left < here.left || box.right > here.right) this.#field.scrollLeft += box.left - here.left - here.width / 3;
    this.#scroll();
    this.#field.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  dispose(): void {
    this.#host.remove();
  }

  #soon(): void {
    this.#frame ??= this.#window.requestAnimationFrame(() => {
      this.#frame = undefined;
      this.place();
    });
  }

  #scroll(): void {
    set(this.root, { left: `${-this.#field.scrollLeft}px`, top: `${-this.#field.scrollTop}px` });
  }

  /** Tells of the next time that the field is moved by what is around it: until then it fills the watched rectangle. */
  #watch({ left, top, right, bottom }: DOMRect): void {
    this.#moves?.disconnect();
    const { innerWidth: width, innerHeight: height } = this.#window;
    const margin = [top, width - right, height - bottom, left].map((side) => `${-Math.floor(side)}px`).join(" ");
    let isFirst = true;
    this.#moves = new this.#window.IntersectionObserver(
      () => {
        if (!isFirst) this.#soon();
        isFirst = false;
      },
      { root: this.#field.ownerDocument, rootMargin: margin, threshold: [0, 0.5, 0.9, 0.99, 1] },
    );
    this.#moves.observe(this.#field);
  }
}

/** Makes a line say `text`, by the smallest change of its node: ranges in it stay at their words. */
function write(line: HTMLElement, text: string): void {
  const node = line.firstChild;
  if (text === "" || node?.nodeType !== 3) {
    // An empty line has the height of one.
    line.replaceChildren(text === "" ? line.ownerDocument.createElement("br") : text);
    return;
  }
  const { data } = node as Text;
  let head = 0;
  const most = Math.min(data.length, text.length);
  while (head < most && data.charCodeAt(head) === text.charCodeAt(head)) head += 1;
  let tail = 0;
  while (tail < most - head && data.charCodeAt(data.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail)) tail += 1;
  (node as Text).replaceData(head, data.length - head - tail, text.slice(head, text.length - tail));
}

function set(element: HTMLElement, properties: Record<string, string>): void {
  for (const [name, value] of Object.entries(properties)) if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value);
}

/** Above the field, and not above what is meant to cover the field. */
function layerOf(field: Element, window: Window): string {
  let layer = 0;
  for (let at: Element | null = field; at; at = at.parentElement) {
    const { zIndex } = window.getComputedStyle(at);
    if (zIndex !== "auto") layer = Math.max(layer, Number(zIndex));
  }
  return String(layer);
}

/** What ancestors that scroll leave to be seen of the field. */
function clipOf(field: Element, inner: Size, window: Window): string {
  let [left, top, right, bottom] = [0, 0, 0, 0];
  const { documentElement, body } = field.ownerDocument;
  for (let at = field.parentElement; at && at !== body && at !== documentElement; at = at.parentElement) {
    const { overflowX, overflowY } = window.getComputedStyle(at);
    if (overflowX === "visible" && overflowY === "visible") continue;
    const box = at.getBoundingClientRect();
    left = Math.max(left, box.left - inner.left);
    top = Math.max(top, box.top - inner.top);
    right = Math.max(right, inner.left + inner.width - box.right);
    bottom = Math.max(bottom, inner.top + inner.height - box.bottom);
  }
  return left + top + right + bottom > 0 ? `inset(${top}px ${right}px ${bottom}px ${left}px)` : "none";
}
