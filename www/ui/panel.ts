// The list of claims beside the article. Every claim is reached by keyboard and read out by a screen reader here.

import type { Check, Claim } from "../engine/protocol.js";
import type { SourceFindings } from "./against.js";
import { card } from "./card.js";
import { checksSection, relatedSection } from "./checks.js";
import { el } from "./dom.js";
import { FORM, KIND, reading } from "./format.js";
import { type Status, ticks, tickSign } from "./ticks.js";

/** Entries in the document at once; more are reached by the buttons at both ends. */
const WINDOW = 200;
/** Characters of a claim shown in its entry. */
const EXCERPT = 140;

const BADGE = {
  verbatim: "word for word",
  altered: "altered",
  present: "in the source",
  different: "source differs",
  absent: "not in the source",
} as const;

export interface PanelEvents {
  /** A claim was chosen or, with undefined, let go. The index is that in the claims given to `show`. */
  onSelect(index: number | undefined): void;
  /** Where statuses are kept: what a person found out about a claim, and what they say now. */
  statusOf?(index: number): Status | undefined;
  onStatus?(index: number, status: Status | undefined): void;
}

/** What is known beyond the claims themselves. */
export interface Extras {
  /** The report's sums. */
  checks?: readonly Check[];
  /** What a source text says. */
  against?: SourceFindings | undefined;
}

export class Panel {
  #list: HTMLOListElement;
  #host: HTMLElement;
  #events: PanelEvents;
  #claims: readonly Claim[] = [];
  #extras: Extras = {};
  /** The place of each claim by its id. */
  #places = new Map<string, number>();
  /** Indices of the claims that the filter lets through. */
  #shown: number[] = [];
  #text = "";
  #from = 0;
  #selected: number | undefined;

  constructor(host: HTMLElement, events: PanelEvents) {
    this.#host = host;
    this.#events = events;
    this.#list = el("ol", { class: "claims" });
    host.append(this.#list);
    this.#list.addEventListener("click", (event) => {
      const goto = (event.target as Element).closest<HTMLButtonElement>("button[data-goto]");
      if (goto) this.#events.onSelect(Number(goto.dataset["goto"]));
      const button = (event.target as Element).closest<HTMLButtonElement>("button[data-index]");
      if (!button) return;
      const index = Number(button.dataset["index"]);
      this.#events.onSelect(index === this.#selected ? undefined : index);
    });
    this.#list.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Lists the claims of `text` that pass `filter`. */
  show(text: string, claims: readonly Claim[], filter: (claim: Claim) => boolean, extras: Extras = {}): void {
    this.#text = text;
    this.#claims = claims;
    this.#extras = extras;
    this.#places = new Map(claims.map((claim, index) => [claim.id, index]));
    this.#shown = claims.flatMap((claim, index) => (filter(claim) ? [index] : []));
    this.#selected = undefined;
    this.#from = 0;
    this.#render();
  }

  /** Opens the card of a claim, or none. With `focus` its entry takes the keyboard. */
  select(index: number | undefined, focus: boolean): void {
    const before = this.#selected;
    this.#selected = index;
    if (index === undefined) {
      this.#render();
      if (focus && before !== undefined) this.#button(before)?.focus();
      return;
    }
    const place = this.#shown.indexOf(index);
    if (place < this.#from || place >= this.#from + WINDOW) this.#from = Math.max(0, place - WINDOW / 2);
    this.#render();
    const button = this.#button(index);
    if (focus) button?.focus({ preventScroll: true });
    const entry = button?.closest("li");
    if (entry) reveal(entry, this.#host.parentElement);
  }

  /** Shows the statuses anew. */
  refresh(): void {
    const focused = this.#active()?.dataset["status"];
    this.#render();
    if (focused) this.#list.querySelector<HTMLButtonElement>(`button[data-status="${focused}"]`)?.focus({ preventScroll: true });
  }

  /** The element that has the keyboard, in a shadow tree as well. */
  #active(): HTMLElement | undefined {
    const { activeElement } = this.#host.getRootNode() as Document | ShadowRoot;
    return activeElement instanceof HTMLElement ? activeElement : undefined;
  }

  #button(index: number): HTMLButtonElement | null {
    return this.#list.querySelector(`button[data-index="${index}"]`);
  }

  #render(): void {
    const focused = this.#active()?.dataset["index"];
    const end = Math.min(this.#from + WINDOW, this.#shown.length);
    const entries: HTMLElement[] = [];
    if (this.#from > 0) entries.push(this.#more(`Show the ${this.#from} before`, Math.max(0, this.#from - WINDOW)));
    for (const index of this.#shown.slice(this.#from, end)) {
      const claim = this.#claims[index];
      if (claim) entries.push(this.#entry(claim, index));
    }
    const rest = this.#shown.length - end;
    if (rest > 0) entries.push(this.#more(`Show the next ${Math.min(WINDOW, rest)} of ${rest} more`, end));
    this.#list.replaceChildren(...entries);
    this.#list.start = this.#from + 1;
    this.#host.hidden = this.#claims.length === 0;
    if (focused !== undefined) this.#button(Number(focused))?.focus({ preventScroll: true });
  }

  #more(label: string, from: number): HTMLElement {
    const button = el("button", { type: "button", class: "more" }, label);
    button.addEventListener("click", () => {
      this.#from = from;
      this.#render();
      this.#list.querySelector<HTMLButtonElement>("button[data-index]")?.focus();
    });
    return el("li", { class: "more" }, button);
  }

  #entry(claim: Claim, index: number): HTMLElement {
    const open = index === this.#selected;
    const id = `tickmark-card-${index}`;
    const [start, end] = claim.span;
    const words = this.#text.slice(start, Math.min(end, start + EXCERPT)).replace(/\s+/g, " ");
    const kind = claim.kind === "quotation" ? FORM[claim.quotation.form] : KIND[claim.kind];
    const status = this.#events.statusOf?.(index);
    const button = el(
      "button",
      { type: "button", "data-index": String(index), "aria-expanded": String(open), ...(open ? { "aria-controls": id, "aria-current": "true" } : {}) },
      el("span", { class: `kind ${claim.kind}` }, kind),
      el("span", { class: "words" }, words + (end - start > EXCERPT ? " …" : "")),
      el("span", { class: "read" }, this.#line(claim)),
      status && tickSign(status),
      ...this.#badges(claim),
    );
    const opened = open ? this.#card(claim, id) : undefined;
    if (this.#events.onStatus) opened?.prepend(ticks(status, (status) => this.#events.onStatus?.(index, status)));
    return el("li", { class: open ? "open" : "" }, el("h3", {}, button), opened);
  }

  #card(claim: Claim, id: string): HTMLElement {
    const { checks = [], against } = this.#extras;
    return card(claim, this.#text, id, [
      against?.section(claim, this.#text),
      checksSection(claim, checks),
      relatedSection(claim, this.#claims, this.#places, this.#text),
    ]);
  }

  /** What has to be seen without opening the card: sums that differ, what the source text lacks or has otherwise. */
  #badges(claim: Claim): HTMLElement[] {
    const badges: HTMLElement[] = [];
    const checks = this.#extras.checks ?? [];
    if (claim.checks.some((index) => checks[index]?.result === "differs")) badges.push(el("span", { class: "badge differs" }, "sum differs"));
    const result = this.#extras.against?.result(claim);
    if (result) badges.push(el("span", { class: `badge ${result}` }, BADGE[result]));
    return badges;
  }

  #line(claim: Claim): string {
    const read = reading(claim);
    const measured = claim.kind === "quantity" ? claim.quantity.measured : null;
    // What is counted is the unit already: "14 people" needs no "people" behind it.
    return measured && !read.endsWith(measured) ? `${read} · ${measured}` : read;
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.#selected !== undefined) {
      event.preventDefault();
      this.#events.onSelect(undefined);
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const buttons = [...this.#list.querySelectorAll<HTMLButtonElement>("h3 > button")];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const next = buttons[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }
}

/** Brings an entry into sight: by the panel's own scrolling where it has one, so that the article stays where it is. */
function reveal(entry: Element, scroller: Element | null): void {
  if (!scroller || getComputedStyle(scroller).overflowY !== "auto" || scroller.scrollHeight <= scroller.clientHeight) {
    entry.scrollIntoView({ block: "nearest" });
    return;
  }
  const box = entry.getBoundingClientRect();
  const frame = scroller.getBoundingClientRect();
  if (box.top < frame.top || box.height > frame.height) scroller.scrollTop += box.top - frame.top - 8;
  else if (box.bottom > frame.bottom) scroller.scrollTop += box.bottom - frame.bottom + 8;
}
