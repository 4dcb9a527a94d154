// The text of a live page, block by block, with the way back from each character to its node. The page is only read.

/** Part of a text node that a block holds character by character; white space may differ, its count does not. */
export interface Piece {
  /** Offset in the block's text. */
  at: number;
  node: Text;
  /** Offset in the node. */
  from: number;
  length: number;
}

/** Text between two block borders: a paragraph, heading, cell, list item or what stands around them. */
export interface Block {
  text: string;
  pieces: Piece[];
  /** The nearest element that is laid out as a block. */
  element: Element;
  /** Characters that belong to links. */
  linked: number;
}

export interface CollectOptions {
  /** The shadow root of an element, where the caller can see more than the open ones. */
  shadow?: (element: Element) => ShadowRoot | null;
  /** Read editable parts as well. */
  editable?: boolean;
  /** Elements that are no text, though the reader sees them. */
  skip?: (element: Element) => boolean;
  /** Block elements below the root are not read but handed over here, each to be read by a call of its own. */
  apart?: {
    /** Whether an element is known as one: its style is not asked again. */
    isKnown(element: Element): boolean;
    /** It stands behind the first `after` blocks of those that are returned. */
    found(element: Element, after: number): void;
  };
}

/** Never text of the page, or text that the reader does not see as text. */
const SKIPPED = new Set([
  "script", "style", "noscript", "template", "head", "svg", "canvas", "video", "audio", "object", "embed", "select", "datalist",
  "input", "textarea", "meter", "progress", "rp", "rt", "map",
]);
/** Something stands between the text before and the text after. */
const REPLACED = new Set(["svg", "canvas", "video", "audio", "object", "embed", "select", "input", "textarea", "img", "picture", "meter", "progress"]);
const SPACE = /[ \t\n\r\f]+/g;
const WORD = /[\p{L}\p{N}]/u;
const STOP = /[.!?;:,)”]/;
const LOWER = /\p{Ll}/u;
const UPPER = /[\p{Lu}“]/u;
const DIGIT = /\p{N}/u;
/** Pixels of margin or padding between two inline elements that the reader sees as a gap. */
const GAP = 3;

interface Frame {
  nodes: Iterator<Node>;
  element: Element;
  /** The element breaks the text at both its borders. */
  block: boolean;
  link: boolean;
  /** Set apart by its layout though it stands in the line. */
  apart: boolean;
}

/** Text that is typed is the typist's. */
function isEditable(element: Element): boolean {
  return (element as Partial<HTMLElement>).isContentEditable === true;
}

/** Collects the visible text under `root`. Takes time linear in the nodes and asks each element's style once. */
export function collect(root: Element, options: CollectOptions = {}): Block[] {
  const shadow = options.shadow ?? ((element: Element) => element.shadowRoot);
  const writer = new Writer(root);
  // An own stack: pages nest deeper than calls may.
  const stack: Frame[] = [];
  const hand = (element: Element): void => {
    writer.break(blockOf(stack) ?? root);
    options.apart?.found(element, writer.blocks.length);
  };
  const enter = (element: Element): void => {
    const tag = element.localName;
    if (tag === "br") {
      writer.break(blockOf(stack) ?? root);
      return;
    }
    if (REPLACED.has(tag)) writer.apart = true;
    if (SKIPPED.has(tag) || options.skip?.(element)) return;
    const isInner = options.apart !== undefined && element !== root;
    if (isInner && options.apart?.isKnown(element)) {
      hand(element);
      return;
    }
    if (!options.editable && isEditable(element)) {
      writer.apart = true;
      return;
    }
    const style = getComputedStyle(element);
    const display = style.display;
    if (display === "none" || isOutOfSight(element, style)) return;
    const inner = innerNodes(element, tag, shadow);
    if (!inner) return;
    const block = !/^(inline|contents|ruby)/.test(display) && !isInitial(element, style);
    const link = tag === "a" && element.hasAttribute("href");
    if (block && isInner) {
      hand(element);
      return;
    }
    const apart = display.startsWith("inline-") || (tag === "sup" && element.querySelector("a") !== null);
    if (block) writer.break(blockOf(stack) ?? root);
    else writer.opened(element, apart, link);
    if (link) writer.links += 1;
    stack.push({ nodes: inner, element, block, link, apart });
  };
  enter(root);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const next = top.nodes.next();
    if (next.done) {
      stack.pop();
      if (top.link) writer.links -= 1;
      if (top.block) writer.break(top.element);
      else writer.closed(top.element, top.apart, top.link);
    } else if (next.value.nodeType === Node.TEXT_NODE) {
      writer.write(next.value as Text, top.element);
    } else if (next.value.nodeType === Node.ELEMENT_NODE) {
      enter(next.value as Element);
    }
  }
  writer.break(root);
  return writer.blocks;
}

function blockOf(stack: readonly Frame[]): Element | undefined {
  for (let at = stack.length - 1; at >= 0; at -= 1) {
    const frame = stack[at];
    if (frame?.block) return frame.element;
  }
  return undefined;
}

/** What is laid out in an element: its shadow tree, what is slotted into it, its frame's document, or its children. */
function innerNodes(element: Element, tag: string, shadow: (element: Element) => ShadowRoot | null): Iterator<Node> | undefined {
  if (tag === "iframe" || tag === "frame") {
    const body = frameBody(element as HTMLIFrameElement);
    return body && [body].values();
  }
  const root = shadow(element);
  if (root) return siblings(root.firstChild);
  if (tag === "slot") {
    const assigned = (element as HTMLSlotElement).assignedNodes();
    if (assigned.length > 0) return assigned.values();
  }
  return siblings(element.firstChild);
}

/** The body of a frame of the same origin. */
export function frameBody(frame: HTMLIFrameElement): HTMLElement | undefined {
  try {
    return frame.contentDocument?.body ?? undefined;
  } catch {
    return undefined;
  }
}

function siblings(first: Node | null): Iterator<Node> {
  let node = first;
  return {
    next() {
      const value = node;
      if (!value) return { done: true, value: undefined };
      node = value.nextSibling;
      return { done: false, value };
    },
  };
}

/** Text for screen readers only, or put outside of the page. Only what is out of the flow is measured. */
function isOutOfSight(element: Element, style: CSSStyleDeclaration): boolean {
  if (style.position !== "absolute" && style.position !== "fixed") return false;
  const box = element.getBoundingClientRect();
  if (box.width <= 1 && box.height <= 1 && style.overflowX !== "visible") return true;
  if (box.width === 0 && box.height === 0) return false;
  return box.right + scrollX <= 0 || box.bottom + scrollY <= 0;
}

/** A large first letter that floats before its word. */
function isInitial(element: Element, style: CSSStyleDeclaration): boolean {
  if (style.float === "none") return false;
  const text = element.textContent ?? "";
  return text.trim().length <= 2 && /^\s*[\p{L}\p{N}“"‘']{1,2}\s*$/u.test(text);
}

/** Writes text nodes into blocks. */
class Writer {
  readonly blocks: Block[] = [];
  /** Something that is no text stands between what was written and what comes. */
  apart = false;
  /** Links that are open. */
  links = 0;
  #root: Element;
  #text = "";
  #pieces: Piece[] = [];
  #linked = 0;
  /** Borders of inline elements since the last text. */
  #edges: { element: Element; opens: boolean; link: boolean }[] = [];
  /** Visibility of the last text's parent: siblings ask once. */
  #parent: Element | undefined;
  #visible = false;
  #keepsLines = false;

  constructor(root: Element) {
    this.#root = root;
  }

  opened(element: Element, apart: boolean, link: boolean): void {
    this.#edges.push({ element, opens: true, link });
    this.apart ||= apart;
  }

  closed(element: Element, apart: boolean, link: boolean): void {
    this.#edges.push({ element, opens: false, link });
    this.apart ||= apart;
  }

  /** Ends the block. */
  break(element: Element): void {
    if (this.#text.endsWith(" ")) {
      this.#text = this.#text.slice(0, -1);
      const last = this.#pieces.at(-1);
      if (last && last.at + last.length > this.#text.length) last.length -= 1;
    }
    if (this.#text !== "") {
      this.blocks.push({ text: this.#text, pieces: this.#pieces, element, linked: this.#linked });
    }
    this.#text = "";
    this.#pieces = [];
    this.#linked = 0;
    this.#edges = [];
    this.apart = false;
  }

  write(node: Text, parent: Element): void {
    const { data } = node;
    if (data === "") return;
    if (parent !== this.#parent) {
      this.#parent = parent;
      this.#visible = isVisible(parent);
      this.#keepsLines = /^(pre|break-spaces)/.test(getComputedStyle(parent).whiteSpace);
    }
    if (!this.#visible) return;
    if (this.#keepsLines && data.includes("\n")) this.#writeLines(node, data);
    else this.#write(node, data, 0, data.length);
  }

  #writeLines(node: Text, data: string): void {
    for (let from = 0; from <= data.length; ) {
      const end = data.indexOf("\n", from);
      this.#write(node, data, from, end < 0 ? data.length : end);
      if (end < 0) return;
      this.break(this.#parent ?? this.#root);
      from = end + 1;
    }
  }

  #write(node: Text, data: string, from: number, to: number): void {
    const before = this.#text.length;
    let start = from;
    SPACE.lastIndex = from;
    for (let found = SPACE.exec(data); found && found.index < to; found = SPACE.exec(data)) {
      const end = Math.min(found.index + found[0].length, to);
      const leading = found.index === start && (this.#text === "" || this.#text.endsWith(" "));
      // A single space inside the text stays in its piece.
      if (!leading && end - found.index === 1) continue;
      this.#put(node, data, start, leading ? start : found.index + 1);
      start = end;
    }
    this.#put(node, data, start, to);
    if (this.links > 0) this.#linked += this.#text.length - before;
  }

  #put(node: Text, data: string, from: number, to: number): void {
    if (to <= from) return;
    const added = data.slice(from, to).replace(/[\t\n\r\f]/g, " ");
    if ((this.apart || this.#edges.length > 0) && this.#isGlued(added)) this.#text += " ";
    if (this.#edges.length > 0) this.#edges = [];
    this.apart = false;
    if (added === " " && this.#text.endsWith(" ")) return;
    this.#pieces.push({ at: this.#text.length, node, from, length: to - from });
    this.#text += added;
  }

  /** Whether the text before and `added` would run together, though the reader sees two words. */
  #isGlued(added: string): boolean {
    const before = this.#text.at(-1) ?? " ";
    const after = added.charAt(0);
    if (before === " " || after === " ") return false;
    const words = WORD.test(before) && WORD.test(after);
    if (this.apart) return words || (STOP.test(before) && UPPER.test(after));
    const closed = this.#edges.filter((edge) => !edge.opens);
    const opened = this.#edges.filter((edge) => edge.opens);
    if (closed.length > 0 && opened.length > 0) {
      // "RuizMay 4": an element ends and the next begins where a word would not go on.
      if (LOWER.test(before) && (UPPER.test(after) || DIGIT.test(after))) return true;
      if (STOP.test(before) && UPPER.test(after)) return true;
      if (words && closed.some((edge) => edge.link) && opened.some((edge) => edge.link)) return true;
    }
    return words && this.#edges.some(hasGap);
  }
}

/** Whether layout leaves a gap at the border of an inline element. */
function hasGap({ element, opens }: { element: Element; opens: boolean }): boolean {
  const style = getComputedStyle(element);
  const [margin, padding] = opens ? [style.marginInlineStart, style.paddingInlineStart] : [style.marginInlineEnd, style.paddingInlineEnd];
  return Number.parseFloat(margin) + Number.parseFloat(padding) >= GAP;
}

function isVisible(element: Element): boolean {
  // An element without a box of its own says nothing about its text; the one around it does.
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (getComputedStyle(at).display !== "contents") return at.checkVisibility({ visibilityProperty: true });
  }
  return true;
}
