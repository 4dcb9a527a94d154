// The fields in which a person writes down what was found of a claim: note, address of the evidence, initials.

import { el } from "./dom.js";
import type { Status } from "./ticks.js";

/** What a person found of a claim. */
export interface Review {
  status: Status | "open";
  note: string;
  /** An http or https address, or empty. */
  evidence: string;
  initials: string;
  /** When it was last changed, as an ISO time; empty where it never was. */
  time: string;
}

export type Written = Partial<Pick<Review, "note" | "evidence" | "initials">>;

/** Typing pauses this long before it is kept. */
const PAUSE = 500;

const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** "24 Nov 2026, 23:51 · AR" */
export function signature({ time, initials }: Review): string {
  const at = time === "" ? Number.NaN : Date.parse(time);
  return [Number.isNaN(at) ? "" : when.format(at), initials].filter(Boolean).join(" · ");
}

/**
 * The fields. `write` is called with what changed: after a pause in typing, when a field is left, and when the fields
 * leave the document. It returns what is wrong with it, in one line, or undefined.
 */
export class ReviewForm {
  readonly element: HTMLFormElement;
  #note: HTMLTextAreaElement;
  #evidence: HTMLInputElement;
  #initials: HTMLInputElement;
  #signed = el("p", { class: "signed" });
  #fault = el("p", { class: "fault", role: "alert", hidden: "" });
  #write: (written: Written) => string | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #shown: Review;

  constructor(review: Review, write: (written: Written) => string | undefined) {
    this.#shown = review;
    this.#write = write;
    this.#note = el("textarea", { name: "note", rows: "2", "aria-label": "Note", placeholder: "Note" });
    // Not type=url: the browser would refuse to keep an address that is only half typed.
    this.#evidence = el("input", { name: "evidence", type: "text", inputmode: "url", autocomplete: "off", spellcheck: "false", "aria-label": "Address of the evidence", placeholder: "Evidence: https://…" });
    this.#initials = el("input", { name: "initials", type: "text", autocomplete: "off", maxlength: "12", "aria-label": "Initials", placeholder: "Initials" });
    this.element = el("form", { class: "review" }, this.#note, this.#evidence, this.#initials, this.#fault, this.#signed);
    this.element.addEventListener("submit", (event) => event.preventDefault());
    this.element.addEventListener("input", () => {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.flush(), PAUSE);
    });
    this.element.addEventListener("change", () => this.flush());
    this.show(review);
  }

  /** Keeps at once what was typed. */
  flush(): void {
    clearTimeout(this.#typing);
    const now = { note: this.#note.value, evidence: this.#evidence.value.trim(), initials: this.#initials.value.trim() };
    const written: Written = {};
    for (const field of ["note", "evidence", "initials"] as const) if (now[field] !== this.#shown[field]) written[field] = now[field];
    if (Object.keys(written).length === 0) {
      this.#say(undefined);
      return;
    }
    const fault = this.#write(written);
    this.#say(fault);
  }

  /** Shows a review, except in fields that the person is in or that hold what could not be kept. */
  show(review: Review): void {
    const active = (this.element.getRootNode() as Document | ShadowRoot).activeElement;
    for (const [field, value, before] of [
      [this.#note, review.note, this.#shown.note],
      [this.#evidence, review.evidence, this.#shown.evidence],
      [this.#initials, review.initials, this.#shown.initials],
    ] as const) {
      const isRefused = field.getAttribute("aria-invalid") === "true";
      if (field.value !== value && !isRefused && (field !== active || field.value.trim() === before)) field.value = value;
    }
    this.#shown = review;
    this.#signed.textContent = review.status === "open" && review.note === "" && review.evidence === "" ? "" : signature(review);
  }

  /** Puts the keyboard into a field. */
  focus(field: "note" | "evidence"): void {
    (field === "note" ? this.#note : this.#evidence).focus();
  }

  #say(fault: string | undefined): void {
    this.#fault.hidden = fault === undefined;
    this.#fault.textContent = fault ?? "";
    if (fault === undefined) this.#evidence.removeAttribute("aria-invalid");
    else this.#evidence.setAttribute("aria-invalid", "true");
  }
}
