// A field's text laid over the field, letter on letter and unseen, so that marks can be painted on it. It stands at the end
// of the body, or of the dialog or popover that lies over the page, never beside the field: the page's own layout and
// scripts do not meet it. It takes no pointer and no focus, and is not read out.

import { outer, type Placed, placed } from "./geometry.js";
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
::highlight(tickmark-flash) { background-color: #c2185ba6; color: transparent; text-decoration: none; }
}`;

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
    set(this.#host, { all: "initial", position: "absolute", left: "0", top: "0", overflow: "clip", "pointer-events": "none", "user-select": "none", contain: "layout style", display: "block", "transform-origin": "0 0" });
    const tree = this.#host.attachShadow({ mode: "open" });
    this.root = ownerDocument.createElement("div");
    tree.append(this.root);
    layerAround(field).append(this.#host);
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
    for (const event of ["scroll", "transitionend", "animationend", "toggle", "close", "fullscreenchange"]) ownerDocument.addEventListener(event, soon, { signal, capture: true, passive: true });
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
    // Turned out of the plane no flat text lies on it, and no mark is better than one in the wrong place.
    const at = box.width > 0 && box.height > 0 && style.visibility === "visible" ? placed(field) : undefined;
    // What is shown again has another size, of which the browser tells.
    set(this.#host, { display: at ? "block" : "none" });
    if (!at) return;
    const layer = layerAround(field);
    if (this.#host.parentNode !== layer) layer.append(this.#host);
    const { left: fromLeft, top: fromTop, width, height } = innerBox(field, at, style);
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
      width: `${width}px`,
      // An input's only line stands in the middle of its height.
      ...(isLine ? { display: "grid", "align-content": "center", height: `${height}px`, "line-height": "normal" } : {}),
    });
    const around = placed(layer);
    if (!around) return;
    // Zoomed text is set in other widths than text that is drawn larger, so each is done by its own means.
    const zoom = at.zoom / around.zoom;
    const back = around.shape.inverse();
    const turn = back.multiply(at.shape).scale(1 / zoom);
    const isTurned = !turn.isIdentity && Math.abs(turn.a - 1) + Math.abs(turn.b) + Math.abs(turn.c) + Math.abs(turn.d - 1) > 1e-6;
    set(this.#host, {
      width: `${width}px`,
      height: `${height}px`,
      zoom: String(zoom),
      transform: isTurned ? `matrix(${turn.a}, ${turn.b}, ${turn.c}, ${turn.d}, 0, 0)` : "none",
      "z-index": heightOf(field, this.#window),
    });
    const inner = at.shape.transformPoint({ x: fromLeft, y: fromTop });
    const target = { x: at.origin.x + inner.x, y: at.origin.y + inner.y };
    // Whatever the layer is positioned by, it is measured.
    const here = this.#host.getBoundingClientRect();
    const middle = at.shape.transformPoint({ x: width / 2, y: height / 2 });
    const way = back.transformPoint({
      x: target.x - (here.left + here.width / 2 - middle.x),
      y: target.y - (here.top + here.height / 2 - middle.y),
    });
    const left = Number.parseFloat(this.#host.style.left) + way.x / zoom;
    const top = Number.parseFloat(this.#host.style.top) + way.y / zoom;
    set(this.#host, { left: `${left}px`, top: `${top}px`, "clip-path": clipOf(field, layer, { ...at, origin: target as DOMPoint, width, height }, this.#window) });
    this.#scroll();
    this.#watch(box);
  }

  /** Scrolls the field until a range of the mirror's text is seen, and the page until the field is. */
  reveal(range: Range): void {
    const box = range.getBoundingClientRect();
    const here = this.#host.getBoundingClientRect();
    // The distance between the middles, in the field's own lengths.
    const way = placed(this.#field)?.shape.inverse().transformPoint({
      x: box.left + box.width / 2 - here.left - here.width / 2,
      y: box.top + box.height / 2 - here.top - here.height / 2,
    });
    if (way && (box.top < here.top || box.bottom > here.bottom)) this.#field.scrollTop += way.y;
    if (way && (box.left < here.left || box.right > here.right)) this.#field.scrollLeft += way.x;
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

/** What lies over the page and holds the field: an open popover, a modal dialog, what fills the screen; else the body. */
function layerAround(field: Element): Element {
  for (let at = outer(field); at; at = outer(at)) {
    if (at.matches(":modal, :fullscreen") || ("popover" in at && at.hasAttribute("popover") && at.matches(":popover-open"))) return at;
  }
  return field.ownerDocument.body;
}

/** What is inside of the borders and the scrollbars, in the field's own lengths. */
function innerBox(field: Field, { width, height }: Placed, style: CSSStyleDeclaration): { left: number; top: number; width: number; height: number } {
  const border = (side: string): number => Number.parseFloat(style.getPropertyValue(`border-${side}-width`)) || 0;
  const exact = { left: border("left"), top: border("top"), width: width - border("left") - border("right"), height: height - border("top") - border("bottom") };
  // Nothing scrolls beside an input, and what Firefox tells of one is inside of its padding.
  if (field.localName === "input") return exact;
  // Browsers tell whole pixels; a line may break by less. A scrollbar is wider than what they round away.
  const side = (whole: number, exact: number): number => (Math.abs(whole - exact) <= 1 ? exact : whole);
  return { left: side(field.clientLeft, exact.left), top: side(field.clientTop, exact.top), width: side(field.clientWidth, exact.width), height: side(field.clientHeight, exact.height) };
}

/** Above the field, and not above what is meant to cover the field. */
function heightOf(field: Element, window: Window): string {
  let most = 0;
  for (let at: Element | undefined = field; at; at = outer(at)) {
    const { zIndex } = window.getComputedStyle(at);
    if (zIndex !== "auto") most = Math.max(most, Number(zIndex));
  }
  return String(most);
}

/** What elements that scroll leave to be seen of the field, of those between it and `layer`. */
function clipOf(field: Element, layer: Element, inner: Placed, window: Window): string {
  let [left, top, right, bottom] = [0, 0, 0, 0];
  const { documentElement, body } = field.ownerDocument;
  const back = inner.shape.inverse();
  for (let at = outer(field); at && at !== layer && at !== body && at !== documentElement; at = outer(at)) {
    const { overflowX, overflowY } = window.getComputedStyle(at);
    if (overflowX === "visible" && overflowY === "visible") continue;
    const around = placed(at);
    if (!around) continue;
    // Its corners as the field sees them.
    const corners = [[0, 0], [around.width, 0], [0, around.height], [around.width, around.height]].map(([x = 0, y = 0]) => {
      const corner = around.shape.transformPoint({ x, y });
      return back.transformPoint({ x: around.origin.x + corner.x - inner.origin.x, y: around.origin.y + corner.y - inner.origin.y });
    });
    left = Math.max(left, Math.min(...corners.map(({ x }) => x)));
    top = Math.max(top, Math.min(...corners.map(({ y }) => y)));
    right = Math.max(right, inner.width - Math.max(...corners.map(({ x }) => x)));
    bottom = Math.max(bottom, inner.height - Math.max(...corners.map(({ y }) => y)));
  }
  return left + top + right + bottom > 0 ? `inset(${top}px ${right}px ${bottom}px ${left}px)` : "none";
}
