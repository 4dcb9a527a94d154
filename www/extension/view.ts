// The panel's contents, the same beside a page and in it.

import type { Claim, Kind } from "../engine/protocol.js";
import { el } from "../ui/dom.js";
import { summary } from "../ui/format.js";
import { Panel } from "../ui/panel.js";
import type { FromPanel, Part, State } from "./messages.js";

export interface ViewEvents {
  send(message: FromPanel): void;
  /** Closes a panel that has no frame of its own around it. */
  close?(): void;
}

const KINDS: [Kind, string][] = [
  ["quantity", "Numbers"],
  ["date", "Dates"],
  ["comparison", "Comparisons"],
  ["quotation", "Quotations"],
];

const WHERE: Record<Part, string> = { article: "in the article", page: "on the whole page", selection: "in the selection" };

export class PanelView {
  readonly element: HTMLElement;
  #status = el("p", { id: "status", role: "status", "aria-live": "polite" });
  #problem = el("p", { id: "problem", role: "alert", hidden: "" });
  #progress = el("progress", { max: "1", "aria-label": "Read so far", hidden: "" });
  #whole = el("button", { type: "button", "data-part": "page" }, "Mark the whole page");
  #off = el("button", { type: "button", class: "off" }, "Remove the marks");
  #filter = el("fieldset", { id: "filter" }, el("legend", {}, "Show"));
  #tools: HTMLElement;
  #panel: Panel;
  #state: State | undefined;

  constructor(events: ViewEvents) {
    for (const [kind, label] of KINDS) {
      this.#filter.append(el("label", {}, el("input", { type: "checkbox", value: kind, checked: "" }), " ", el("span", { class: `kind ${kind}` }, label)));
    }
    const list = el("div", { id: "panel" });
    this.#panel = new Panel(list, {
      onSelect: (index) => {
        this.#panel.select(index, true);
        events.send({ type: "select", index: index ?? null });
      },
      statusOf: (index) => this.#state?.statuses[index] ?? undefined,
      onStatus: (index, status) => events.send({ type: "tick", index, status: status ?? null }),
    });
    this.#tools = el("div", { class: "tools" }, this.#whole, this.#off);
    const close = events.close && el("button", { type: "button", class: "close", "aria-label": "Close the panel" }, "×");
    close?.addEventListener("click", () => events.close?.());
    this.element = el(
      "main",
      { class: "tickmark" },
      el("header", {}, el("h1", {}, "Tickmark"), close),
      this.#problem,
      this.#status,
      this.#progress,
      this.#tools,
      this.#filter,
      // Under which the claims' own headings stand.
      el("h2", { class: "unseen" }, "Claims"),
      list,
    );
    this.#filter.addEventListener("change", () => this.#list());
    this.#whole.addEventListener("click", () => events.send({ type: "part", part: this.#state?.part === "article" ? "page" : "article" }));
    this.#off.addEventListener("click", () => events.send({ type: "off" }));
    this.idle("");
  }

  /** Nothing is marked; `line` says why or what to do. */
  idle(line: string, problem?: string): void {
    this.#state = undefined;
    this.#tools.hidden = this.#filter.hidden = this.#progress.hidden = true;
    this.#say(line, problem);
    this.#panel.show("", [], () => false);
  }

  show(state: State): void {
    const before = this.#state;
    this.#state = state;
    this.#tools.hidden = false;
    this.#filter.hidden = state.claims.length === 0;
    this.#whole.textContent = state.part === "article" ? "Mark the whole page" : "Mark the article only";
    this.#progress.hidden = !state.progress;
    if (state.progress !== undefined) this.#progress.value = state.progress;
    const lost = state.lost > 0 ? ` ${state.lost} could not be painted; they are in the list.` : "";
    const line = state.claims.length === 0 ? `No claims found ${WHERE[state.part]}.` : `${summary(state.claims)} ${WHERE[state.part]}.${lost}`;
    this.#say(state.progress !== undefined ? (state.progress > 0 ? "Reading a long page …" : "Reading …") : state.problem ? "" : line, troubleOf(state));
    if (before && before.text === state.text && sameClaims(before.claims, state.claims)) this.#panel.refresh();
    else this.#list();
  }

  select(index: number | undefined): void {
    this.#panel.select(index, false);
  }

  /** Shows which entry belongs to the mark under the pointer. */
  hover(index: number | undefined): void {
    const root = this.element;
    root.querySelector("li.pointed")?.classList.remove("pointed");
    const entry = index === undefined ? null : root.querySelector(`button[data-index="${index}"]`)?.closest("li");
    entry?.classList.add("pointed");
    entry?.scrollIntoView({ block: "nearest" });
  }

  #list(): void {
    const state = this.#state;
    if (state) this.#panel.show(state.text, state.claims, (claim) => this.#passes(claim), { checks: state.checks });
  }

  #passes(claim: Claim): boolean {
    return this.#filter.querySelector(`input[value="${claim.kind}"]:checked`) !== null;
  }

  #say(line: string, problem?: string): void {
    this.#status.textContent = line;
    this.#problem.hidden = !problem;
    this.#problem.textContent = problem ?? "";
  }
}

/** What the person has to know, in one line. */
function troubleOf(state: State): string | undefined {
  if (state.problem) return `The page could not be marked: ${state.problem}`;
  if (state.unkept) return `Statuses are not kept: ${state.unkept}`;
  if (state.cleared) return "This page takes the marks away again and again. The claims are in the list.";
  return undefined;
}

function sameClaims(before: readonly Claim[], next: readonly Claim[]): boolean {
  return before.length === next.length && before.every((claim, at) => claim.id === next[at]?.id && claim.span[0] === next[at]?.span[0]);
}
