// The claim that is chosen: by the list, a click, the rail or the keys; where j and k go on from; what is done with it.

import type { Claim } from "../engine/protocol.js";
import { nextFrame } from "../page/article.js";
import type { Panel } from "../ui/panel.js";
import type { Status } from "../ui/ticks.js";
import type { Compare } from "./compare.js";
import type { Filing } from "./filing.js";
import type { Hover } from "./hover.js";
import type { Marks } from "./marks.js";
import { notice } from "./notice.js";
import type { Rail } from "./rail.js";
import type { Reading } from "./reading.js";
import { scrollTo } from "./scroll.js";
import type { Sheet } from "./sheet.js";
import type { Shown } from "./shown.js";

/** Who chose a claim: decides what takes the keyboard and what scrolls. */
export type From = "panel" | "article" | "key" | "rail";

export interface ChosenParts {
  article: HTMLElement;
  reading: Reading;
  filing: Filing;
  panel: Panel;
  sheet: Sheet;
  marks: Marks;
  rail: Rail;
  hover: Hover;
  compare: Compare;
  shown: Shown;
  /** Brings the list of claims before whatever else the panel shows. */
  showList(): void;
}

export class Chosen {
  /** Where j and k go on from. */
  cursor = -1;
  /** Where in the text the claim begins that was chosen last. */
  #place: number | undefined;
  #parts: ChosenParts;

  constructor(parts: ChosenParts) {
    this.#parts = parts;
  }

  get claim(): Claim | undefined {
    const { panel, reading } = this.#parts;
    return panel.selected === undefined ? undefined : reading.claims[panel.selected];
  }

  /** Opens a claim's card by its place. */
  select(index: number | undefined, from: From): void {
    const { article, reading, panel, sheet, marks, rail, hover, compare, shown, showList } = this.#parts;
    shown.renew(index);
    hover.popover.hide();
    const claim = index === undefined ? undefined : reading.claims[index];
    if (index !== undefined) this.cursor = index;
    if (claim) [this.#place] = claim.span;
    if (index !== undefined && from !== "panel") showList();
    const isInArticle = from === "key" && document.activeElement === article;
    // A sheet that covers the half of a small window is drawn up by those who want it.
    if (claim && sheet.isNarrow && from !== "key") sheet.set(true);
    panel.select(index, from === "key" ? (isInArticle ? false : "card") : from !== "rail");
    const range = marks.select(claim);
    compare.select(claim);
    if (from !== "article" && range) scrollTo(range, sheet.free, isInArticle);
    if (isInArticle && claim) {
      // Scrolling closes what hangs beside a mark, and tells of itself only with the next frame.
      void nextFrame().then(() => {
        if (claim === this.claim) hover.show(claim);
      });
    }
    rail.draw();
  }

  /** Nothing is chosen, as the claims are being read anew: of another article, or of a text that was edited. */
  clear(isEdited: boolean): void {
    this.cursor = -1;
    if (!isEdited) this.#place = undefined;
  }

  /** Lets j and k go on, in a text that was edited, from where they were. */
  resume(): void {
    const place = this.#place;
    if (place !== undefined) this.cursor = this.#parts.reading.claims.findLastIndex(({ span }) => span[0] <= place);
  }

  /** Opens a claim's card. */
  choose(claim: Claim, from: From): void {
    const { reading, panel, shown } = this.#parts;
    const index = reading.claims.indexOf(claim);
    if (index < 0) return;
    // A claim that the filter holds back is shown all the same: it was asked for.
    if (!panel.shown.includes(index)) {
      this.cursor = index;
      shown.list(index);
    }
    this.select(index, from);
  }

  /** Closes the open card, or the sheet that lies over the article; j and k go on from where they were. */
  close(): void {
    const { sheet } = this.#parts;
    if (sheet.isNarrow && sheet.isOpen) sheet.set(false);
    else this.select(undefined, "rail");
  }

  /** Goes to the next (1) or the last (-1) listed claim; `open`: only those still to check. */
  step(by: 1 | -1, open = false): void {
    const { reading, filing, panel, shown } = this.#parts;
    shown.renew();
    // The marks come before the list, which is made at once for who does not wait.
    if (panel.shown.length === 0 && shown.claims.length > 0) shown.list();
    const listed = panel.shown;
    const at = by > 0 ? listed.findIndex((index) => index > this.cursor) : listed.findLastIndex((index) => index < this.cursor);
    let place = this.cursor < 0 && by < 0 ? listed.length - 1 : at;
    while (open && place >= 0 && place < listed.length) {
      const claim = reading.claims[listed[place] as number];
      if (claim && filing.statusOf(claim) === undefined) break;
      place += by;
    }
    const index = listed[place];
    if (index !== undefined) this.select(index, "key");
    else if (listed.length === 0 && reading.claims.length > 0) notice("No claim passes the filter.");
    else if (reading.claims.length > 0) notice(open ? `No claim ${by > 0 ? "behind" : "before"} this one is still to check.` : `This is the ${by > 0 ? "last" : "first"} claim.`);
  }

  /** Sets the status of the chosen claim, or lets it go where it has that status already. */
  tick(status: Status | undefined): void {
    const { claim } = this;
    const { filing } = this.#parts;
    if (!claim) notice("Choose a claim first: j goes to the first.");
    else filing.setStatus(claim, status === filing.statusOf(claim) ? undefined : status);
  }

  /** Puts the keyboard into a field of the chosen claim's card. */
  write(field: "note" | "evidence"): void {
    if (this.#shows()) this.#parts.panel.write(field);
  }

  /** Puts the keyboard on the first link of the chosen claim. */
  toLinks(): void {
    if (this.#shows()) document.querySelector<HTMLElement>("#panel .card .links a")?.focus();
  }

  /** Brings the open card into sight, where there is one: what is typed for it would be taken for keys. */
  #shows(): boolean {
    const { sheet, showList } = this.#parts;
    if (!this.claim) {
      notice("Choose a claim first: j goes to the first.");
      return false;
    }
    showList();
    if (sheet.isNarrow) sheet.set(true);
    return true;
  }
}
