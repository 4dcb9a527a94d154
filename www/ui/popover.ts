// A card that hangs beside a mark: stays while the pointer is on the mark or in the card, closes on Escape.

import { el } from "./dom.js";

/** The pointer rests on a mark this long before its card opens, and is away this long before it closes. */
const OPEN = 250;
const CLOSE = 300;
/** Pixels between mark and card, and between card and window. */
const GAP = 6;
/** Highest card, and the room under the mark that is enough for one that scrolls. */
const MOST = 420;
const ROOM = 260;

export class Popover {
  readonly element = el("div", { popover: "manual", class: "popover", role: "dialog", "aria-label": "Claim" });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shown: unknown;
  #next: unknown;
  #closed: () => void;

  /** `closed` is called when the card closes. */
  constructor(closed: () => void = () => undefined) {
    this.#closed = closed;
    this.element.addEventListener("pointerenter", () => clearTimeout(this.#timer));
    this.element.addEventListener("pointerleave", () => this.leave());
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      this.hide();
    });
  }

  get isOpen(): boolean {
    return this.#shown !== undefined;
  }

  /** What the open card belongs to. */
  get subject(): unknown {
    return this.#shown;
  }

  /** The pointer is on the mark of `subject`: its card opens soon, unless it is open. */
  point(subject: unknown, open: () => void): void {
    if (subject === this.#shown || subject === this.#next) {
      if (subject === this.#shown) clearTimeout(this.#timer);
      return;
    }
    clearTimeout(this.#timer);
    this.#next = subject;
    this.#timer = setTimeout(open, OPEN);
  }

  /** The pointer is on no mark and not in the card. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#next = undefined;
    if (!this.isOpen || this.element.contains(document.activeElement)) return;
    this.#timer = setTimeout(() => this.hide(), CLOSE);
  }

  /** Opens the card of `subject` beside `box`. */
  show(subject: unknown, content: readonly Node[], box: DOMRect): void {
    clearTimeout(this.#timer);
    this.#next = undefined;
    this.#shown = subject;
    this.element.replaceChildren(...content);
    if (!this.element.isConnected) document.body.append(this.element);
    this.element.showPopover();
    this.element.scrollTop = 0;
    this.#place(box);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#next = undefined;
    if (!this.isOpen) return;
    this.#shown = undefined;
    this.element.hidePopover();
    this.element.replaceChildren();
    this.#closed();
  }

  /** Under the mark, or above it where there is more room. */
  #place(box: DOMRect): void {
    const { style } = this.element;
    style.maxHeight = "";
    const { width, height } = this.element.getBoundingClientRect();
    const below = innerHeight - box.bottom - 2 * GAP;
    const above = box.top - 2 * GAP;
    const isBelow = below >= Math.min(height, ROOM) || below >= above;
    style.maxHeight = `${Math.max(120, Math.min(MOST, isBelow ? below : above))}px`;
    style.left = `${Math.max(GAP, Math.min(box.left, innerWidth - width - GAP))}px`;
    style.top = isBelow ? `${box.bottom + GAP}px` : "auto";
    style.bottom = isBelow ? "auto" : `${innerHeight - box.top + GAP}px`;
  }
}
