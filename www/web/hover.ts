// The card beside a mark: for the mark under the pointer, and for the chosen one while the article has the keyboard.

import type { Claim } from "../engine/protocol.js";
import { claimAt, offsetAt } from "../page/hit.js";
import { canPaint, paintedSpans, verified } from "../page/paint.js";
import type { TextView } from "../page/view.js";
import { Popover } from "../ui/popover.js";

export interface HoverSource {
  view(): TextView | undefined;
  /** The claims that are painted, by their start. */
  visible(): readonly Claim[];
  /** What the card shows. */
  content(claim: Claim): Node[];
  /** Whether the claim's card is open elsewhere. */
  isOpen(claim: Claim): boolean;
}

export class Hover {
  readonly popover: Popover;
  #source: HoverSource;
  #frame = 0;

  constructor(article: HTMLElement, source: HoverSource) {
    this.#source = source;
    this.popover = new Popover();
    article.addEventListener("pointermove", (event) => {
      if (event.pointerType !== "mouse" || event.buttons !== 0 || this.#frame !== 0) return;
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#point(event.clientX, event.clientY);
      });
    });
    article.addEventListener("pointerleave", () => this.popover.leave());
    // The mark moves away from its card only with what it stands in: not where the list scrolls.
    document.addEventListener("scroll", (event) => {
      if (event.target instanceof Node && event.target.contains(article)) this.popover.hide();
    }, { passive: true, capture: true });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.popover.isOpen) return;
      event.preventDefault();
      event.stopPropagation();
      this.popover.hide();
    }, { capture: true });
  }

  /** Opens the card of a claim beside its mark, where that is in sight. */
  show(claim: Claim, at?: { x: number; y: number }): void {
    const view = this.#source.view();
    if (!view) return;
    const range = paintedSpans(claim).flatMap((span) => verified(view, span))[0];
    const boxes = range ? [...range.getClientRects()] : [];
    // Of a mark of several lines, the line that was pointed at.
    const box = (at && boxes.find((box) => box.left <= at.x && at.x <= box.right && box.top <= at.y && at.y <= box.bottom)) ?? boxes[0];
    if (box) this.popover.show(claim, this.#source.content(claim), box);
  }

  #point(x: number, y: number): void {
    const view = this.#source.view();
    if (!view || !canPaint()) return;
    const offset = offsetAt(view, x, y);
    const visible = this.#source.visible();
    const at = offset === undefined ? undefined : claimAt(visible, offset);
    const claim = at === undefined ? undefined : visible[at];
    if (!claim || this.#source.isOpen(claim) || !this.#isOn(view, claim, x, y)) {
      this.popover.leave();
      return;
    }
    this.popover.point(claim, () => this.show(claim, { x, y }));
  }

  /** Whether a point is on the mark itself: the nearest letter may be at the end of a line far away. */
  #isOn(view: TextView, claim: Claim, x: number, y: number): boolean {
    const boxes = paintedSpans(claim).flatMap((span) => verified(view, span).flatMap((range) => [...range.getClientRects()]));
    return boxes.some((box) => box.left - 2 <= x && x <= box.right + 2 && box.top <= y && y <= box.bottom);
  }
}
