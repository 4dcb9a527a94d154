// The list of claims beside the article. Every claim is reached by keyboard and read out by a screen reader here.

import type { Claim } from "../engine/protocol.js";
import { type Context, card } from "./card.js";
import { el } from "./dom.js";
import { FORM, KIND, reading } from "./format.js";
import { type Review, ReviewForm, type Written } from "./review.js";
import { press, type Status, ticks, tickSign } from "./ticks.js";

/** Entries in the document at once; more are reached by the buttons at both ends. Each is twenty elements, which are styled and
 * laid out in one go when the list comes into sight: 100 took 60 ms on a busy machine. */
const WINDOW = 60;
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
  /** Where more than a status is kept: the whole review, and what was written in its fields (see `ReviewForm`). */
  reviewOf?(index: number): Review;
  onWrite?(index: number, written: Written): string | undefined;
  /** The sentence as it read when the claim was reviewed, where it was edited since. */
  editedSince?(index: number): string | undefined;
}

/** What is known beyond the claims themselves. */
export type Extras = Pick<Context, "checks" | "against" | "also">;

/** One entry in the document, with the parts that change while it stands. */
interface Entry {
  item: HTMLLIElement;
  button: HTMLButtonElement;
  card?: HTMLElement | undefined;
  form?: ReviewForm | undefined;
}

export class Panel {
  #list: HTMLOListElement;
  #host: HTMLElement;
  #events: PanelEvents;
  #context: Context = { text: "", claims: [], places: new Map() };
  /** Indices of the claims that the filter lets through, in their order. */
  #shown: number[] = [];
  #entries = new Map<number, Entry>();
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

  /** What the cards tell. */
  get context(): Context {
    return this.#context;
  }

  /** The claim whose card is open. */
  get selected(): number | undefined {
    return this.#selected;
  }

  /** Indices of the listed claims, in their order. */
  get shown(): readonly number[] {
    return this.#shown;
  }

  /** Lists the claims of `text` that pass `filter`. The card of `keep` stays open where it is among them. */
  show(text: string, claims: readonly Claim[], filter: (claim: Claim, index: number) => boolean, extras: Extras = {}, keep?: number): void {
    this.flush();
    const places = claims === this.#context.claims ? this.#context.places : new Map(claims.map((claim, index) => [claim.id, index]));
    this.#context = { text, claims, places, ...extras };
    this.#shown = claims.flatMap((claim, index) => (filter(claim, index) ? [index] : []));
    this.#selected = keep !== undefined && this.#place(keep) >= 0 ? keep : undefined;
    this.#from = this.#selected === undefined ? 0 : this.#window(this.#selected);
    this.#render();
  }

  /** Opens the card of a claim, or none. With `focus` its entry, or the card itself, takes the keyboard. */
  select(index: number | undefined, focus: boolean | "card"): void {
    const before = this.#selected;
    this.#selected = index;
    if (before !== undefined && before !== index) this.#close(before);
    if (index === undefined) {
      if (focus && before !== undefined) this.#entries.get(before)?.button.focus();
      return;
    }
    if (!this.#entries.has(index)) {
      this.#from = this.#window(index);
      this.#render();
    }
    const entry = this.#entries.get(index);
    if (!entry) return;
    if (!entry.card) this.#open(entry, index);
    if (focus) (focus === "card" ? entry.card : entry.button)?.focus({ preventScroll: true });
    reveal(entry.item, this.#host);
  }

  /** Shows the statuses anew: of one claim, or of all that are listed. */
  refresh(index?: number): void {
    for (const [at, entry] of index === undefined ? this.#entries : [[index, this.#entries.get(index)] as const]) {
      const claim = this.#context.claims[at];
      if (!entry || !claim) continue;
      renew(entry.button, this.#line(claim, at));
      const group = entry.card?.querySelector(".ticks");
      if (group) press(group, this.#events.statusOf?.(at));
      if (this.#events.reviewOf) entry.form?.show(this.#events.reviewOf(at));
      if (this.#events.editedSince?.(at) === undefined) entry.card?.querySelector(".was")?.remove();
    }
  }

  /** Puts the keyboard into a field of the open card. */
  write(field: "note" | "evidence"): void {
    if (this.#selected !== undefined) this.#entries.get(this.#selected)?.form?.focus(field);
  }

  /** Keeps at once what is being typed. */
  flush(): void {
    for (const { form } of this.#entries.values()) form?.flush();
  }

  /** The element that has the keyboard, in a shadow tree as well. */
  #active(): HTMLElement | undefined {
    const { activeElement } = this.#host.getRootNode() as Document | ShadowRoot;
    return activeElement instanceof HTMLElement ? activeElement : undefined;
  }

  /** The place of a claim in the list, or a negative number. */
  #place(index: number): number {
    let low = 0;
    let high = this.#shown.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#shown[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return this.#shown[low] === index ? low : -1;
  }

  /** Where the window has to start to hold a claim. */
  #window(index: number): number {
    const place = this.#place(index);
    return place >= this.#from && place < this.#from + WINDOW ? this.#from : Math.max(0, place - WINDOW / 2);
  }

  #render(): void {
    const focused = this.#active()?.dataset["index"];
    const end = Math.min(this.#from + WINDOW, this.#shown.length);
    const items: HTMLElement[] = [];
    this.#entries.clear();
    if (this.#from > 0) items.push(this.#more(`Show the ${this.#from} before`, Math.max(0, this.#from - WINDOW)));
    for (const index of this.#shown.slice(this.#from, end)) {
      const claim = this.#context.claims[index];
      if (claim) items.push(this.#entry(claim, index));
    }
    const rest = this.#shown.length - end;
    if (rest > 0) items.push(this.#more(`Show the next ${Math.min(WINDOW, rest)} of ${rest} more`, end));
    this.#list.replaceChildren(...items);
    this.#list.start = this.#from + 1;
    this.#host.hidden = this.#context.claims.length === 0;
    if (focused !== undefined) this.#entries.get(Number(focused))?.button.focus({ preventScroll: true });
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
    const button = el("button", { type: "button", "data-index": String(index), "aria-expanded": "false" }, ...this.#line(claim, index));
    const entry: Entry = { item: el("li", {}, el("h3", {}, button)), button };
    this.#entries.set(index, entry);
    if (index === this.#selected) this.#open(entry, index);
    return entry.item;
  }

  /** What an entry shows of its claim. */
  #line(claim: Claim, index: number): HTMLElement[] {
    const [start, end] = claim.span;
    const words = this.#context.text.slice(start, Math.min(end, start + EXCERPT)).replace(/\s+/g, " ");
    const kind = claim.kind === "quotation" ? FORM[claim.quotation.form] : KIND[claim.kind];
    const status = this.#events.statusOf?.(index);
    const review = this.#events.reviewOf?.(index);
    return [
      el("span", { class: `words ${claim.kind}` }, words + (end - start > EXCERPT ? " …" : "")),
      el("span", { class: "meta" }, el("span", { class: `kind ${claim.kind}` }, kind), " ", el("span", { class: "read" }, read(claim))),
      ...(status ? [tickSign(status)] : []),
      ...(review?.note ? [el("span", { class: "noted" }, review.note.length > EXCERPT ? `${review.note.slice(0, EXCERPT)} …` : review.note)] : []),
      ...this.#badges(claim, index),
    ];
  }

  #open(entry: Entry, index: number): void {
    const claim = this.#context.claims[index];
    if (!claim) return;
    const id = `tickmark-card-${index}`;
    entry.card = card(claim, this.#context, id);
    entry.item.classList.add("open");
    entry.button.setAttribute("aria-expanded", "true");
    entry.button.setAttribute("aria-controls", id);
    entry.button.setAttribute("aria-current", "true");
    if (this.#events.onStatus) entry.card.prepend(ticks(this.#events.statusOf?.(index), (status) => this.#events.onStatus?.(index, status)));
    if (this.#events.reviewOf) {
      entry.form = new ReviewForm(this.#events.reviewOf(index), (written) => this.#events.onWrite?.(index, written));
      entry.card.querySelector(".ticks")?.after(entry.form.element);
    }
    const before = this.#events.editedSince?.(index);
    if (before !== undefined) entry.card.prepend(el("p", { class: "was" }, "The sentence was edited since this was said. It read: ", el("q", {}, before.trim())));
    entry.item.append(entry.card);
  }

  #close(index: number): void {
    const entry = this.#entries.get(index);
    if (!entry) return;
    entry.form?.flush();
    entry.card?.remove();
    entry.card = entry.form = undefined;
    entry.item.classList.remove("open");
    entry.button.setAttribute("aria-expanded", "false");
    for (const name of ["aria-controls", "aria-current"]) entry.button.removeAttribute(name);
  }

  /** What has to be seen without opening the card: that the sentence is another now, sums that differ, what the source text lacks or has otherwise. */
  #badges(claim: Claim, index: number): HTMLElement[] {
    const badges: HTMLElement[] = [];
    if (this.#events.editedSince?.(index) !== undefined) badges.push(el("span", { class: "badge edited" }, "edited since"));
    const checks = this.#context.checks ?? [];
    if (claim.checks.some((index) => checks[index]?.result === "differs")) badges.push(el("span", { class: "badge differs" }, "sum differs"));
    const result = this.#context.against?.result(claim);
    if (result) badges.push(el("span", { class: `badge ${result}` }, BADGE[result]));
    return badges;
  }

  #key(event: KeyboardEvent): void {
    const field = event.key === "Escape" && (event.target as Element).closest("form.review");
    if (field) {
      // Out of the field, to the claim that it belongs to.
      event.preventDefault();
      field.closest<HTMLElement>(".card")?.focus({ preventScroll: true });
      return;
    }
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

/** The line under the words: what was read, and of what. */
function read(claim: Claim): string {
  const line = reading(claim);
  const measured = claim.kind === "quantity" ? claim.quantity.measured : null;
  // What is counted is the unit already: "14 people" needs no "people" behind it.
  return measured && !line.endsWith(measured) ? `${line} · ${measured}` : line;
}

/** Brings an entry into sight: by the panel's own scrolling where it has one, so that the article stays where it is. */
function reveal(entry: Element, host: Element): void {
  let scroller: Element | null = host;
  while (scroller && !(getComputedStyle(scroller).overflowY === "auto" && scroller.scrollHeight > scroller.clientHeight)) scroller = scroller.parentElement;
  if (!scroller) {
    entry.scrollIntoView({ block: "nearest" });
    return;
  }
  const box = entry.getBoundingClientRect();
  const frame = scroller.getBoundingClientRect();
  // What stands still at the top of the panel covers what is under it.
  const top = frame.top + (Number.parseFloat(getComputedStyle(scroller).scrollPaddingTop) || 0);
  if (box.top < top || box.bottom - box.top > frame.bottom - top) scroller.scrollTop += box.top - top - 1;
  else if (box.bottom > frame.bottom) scroller.scrollTop += box.bottom - frame.bottom + 8;
}

/** Puts other children into an element. Those that stay the same stay: somebody may be pressing on one of them just now. */
function renew(host: Element, children: readonly Element[]): void {
  for (const [at, child] of children.entries()) {
    const before = host.children[at];
    if (!before) host.append(child);
    else if (!before.isEqualNode(child)) before.replaceWith(child);
  }
  while (host.children.length > children.length) host.lastElementChild?.remove();
}
