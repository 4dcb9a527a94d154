// Which claims are listed and painted: by kind, status, speaker, worth, and words searched for.

import { inSlices, pause } from "../common/slices.js";
import type { Claim, Kind } from "../engine/protocol.js";
import { el } from "../ui/dom.js";
import { KIND, reading } from "../ui/format.js";
import type { Status } from "../ui/ticks.js";
import { need } from "./need.js";

/** Typing pauses this long before it is searched. */
const PAUSE = 150;
/** Speakers offered, those who are quoted most; others are searched for. To the browser an option is three elements, styled each
 * time that the list comes into sight: that frame of a megabyte's took 48 ms with 120 of them, and takes 39. */
const SPEAKERS = 40;

/** Who said a claim, where the text says it. */
export function speakerOf(claim: Claim): string | null {
  return claim.kind === "quotation" ? claim.quotation.speaker : (claim.source?.name ?? null);
}

export interface FilterEvents {
  statusOf(claim: Claim): Status | undefined;
  changed(): void;
}

export class Filter {
  readonly search = need("search", HTMLInputElement);
  #kinds = need("filter", HTMLFieldSetElement);
  #status = need("by-status", HTMLSelectElement);
  #speaker = need("by-speaker", HTMLSelectElement);
  #worth = need("worth", HTMLInputElement);
  #found = need("found", HTMLElement);
  #none = need("none", HTMLElement);
  #events: FilterEvents;
  #shown: ReadonlySet<string> = new Set();
  #text = "";
  #lower = "";
  /** Which claims hold the words that were last looked up. */
  #holding: { words: string; claims: Map<Claim, boolean> } = { words: "", claims: new Map() };
  #places: { words: string; lower: string; at: number[] } = { words: "", lower: "", at: [] };

  constructor(events: FilterEvents) {
    this.#events = events;
    this.#worth.addEventListener("input", () => this.#tell());
    this.#kinds.addEventListener("change", () => this.#changed());
    need("show-all", HTMLButtonElement).addEventListener("click", () => this.reset());
    let typing: ReturnType<typeof setTimeout> | undefined;
    this.search.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(() => this.#changed(), PAUSE);
    });
    this.#changed(false);
  }

  /** Offers the speakers of other claims. Who was chosen stays chosen where they still speak. */
  async offer(text: string, claims: readonly Claim[]): Promise<void> {
    this.#holding = { words: "", claims: new Map() };
    this.#text = text;
    this.#lower = lower(text);
    await pause();
    if (text !== this.#text) return;
    const count = new Map<string, number>();
    for (const claim of claims) {
      const speaker = speakerOf(claim);
      if (speaker) count.set(speaker, (count.get(speaker) ?? 0) + 1);
    }
    const before = this.#speaker.value;
    const speakers = [...count].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
    this.#speaker.replaceChildren(el("option", { value: "" }, "Any speaker"), ...speakers.slice(0, SPEAKERS).map(([name, times]) => el("option", { value: name }, `${short(name)} (${times})`)));
    const rest = speakers.length - SPEAKERS;
    if (rest > 0) this.#speaker.append(el("option", { disabled: "" }, `${rest} more who speak less: search for their names`));
    this.#speaker.value = before;
    if (this.#speaker.selectedIndex < 0) this.#speaker.value = "";
    await pause();
    if (text !== this.#text) return;
    for (const box of this.#kinds.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) {
      const times = claims.filter((claim) => claim.kind === box.value).length;
      const label = box.parentElement?.querySelector(".kind");
      label?.querySelector(".count")?.remove();
      label?.append(el("span", { class: "count" }, ` ${times}`));
    }
  }

  /** What lets a claim through as the fields stand now: they are read once, not for each of thousands of claims. */
  passing(): (claim: Claim) => boolean {
    const [kinds, worth, status, speaker, words] = [this.#shown, Number(this.#worth.value), this.#status.value, this.#speaker.value, this.words];
    const held = this.#holding.words === words ? this.#holding.claims : undefined;
    return (claim) => {
      if (!kinds.has(claim.kind) || claim.worth * 100 < worth) return false;
      if (status !== "" && (this.#events.statusOf(claim) ?? "open") !== status) return false;
      if (speaker !== "" && speakerOf(claim) !== speaker) return false;
      return words === "" || (held?.get(claim) ?? this.#holds(claim, words));
    };
  }

  /** Looks the words up in `claims`, a few at a time, so that `passing` knows it at once. */
  async look(claims: readonly Claim[]): Promise<void> {
    const words = this.words;
    const holding = { words, claims: new Map<Claim, boolean>() };
    const holds = (claim: Claim): boolean => this.#holds(claim, words);
    await inSlices(
      (function* () {
        for (const claim of words === "" ? [] : claims) {
          holding.claims.set(claim, holds(claim));
          yield;
        }
      })(),
    );
    if (words === this.words) this.#holding = holding;
  }

  #holds(claim: Claim, words: string): boolean {
    const [start, end] = claim.span;
    if (this.#lower.slice(Math.min(start, claim.sentence[0]), Math.max(end, claim.sentence[1])).includes(words)) return true;
    return lower([KIND[claim.kind as Kind], reading(claim), speakerOf(claim) ?? ""].join("\n")).includes(words);
  }

  /** Whether what was found of a claim decides on it. */
  get asksStatus(): boolean {
    return this.#status.value !== "";
  }

  /** The words searched for, in lower case. */
  get words(): string {
    return lower(this.search.value.trim());
  }

  /** Offsets in the text of the words searched for. */
  places(): number[] {
    const words = this.words;
    if (this.#places.words === words && this.#places.lower === this.#lower) return this.#places.at;
    const places: number[] = [];
    this.#places = { words, lower: this.#lower, at: places };
    if (words === "") return places;
    for (let at = this.#lower.indexOf(words); at >= 0; at = this.#lower.indexOf(words, at + words.length)) places.push(at);
    return places;
  }

  /** Says how many of how many claims are listed, and how often the words stand in the text. */
  count(listed: number, all: number, places: number): void {
    this.#none.hidden = listed > 0 || all === 0;
    const parts = [listed === all ? "" : `${listed.toLocaleString("en-GB")} of ${all.toLocaleString("en-GB")} claims`];
    if (this.words !== "") parts.push(`${places.toLocaleString("en-GB")} in the text`);
    this.say(parts.filter(Boolean).join(" · "));
  }

  /** One line beside the search. */
  say(line: string): void {
    this.#found.textContent = line;
  }

  /** Lets every claim through. */
  reset(): void {
    for (const box of this.#kinds.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) box.checked = true;
    this.#status.value = this.#speaker.value = this.search.value = "";
    this.#worth.value = "0";
    this.#changed();
  }

  #changed(isTold = true): void {
    this.#shown = new Set([...this.#kinds.querySelectorAll<HTMLInputElement>("input:checked")].map((box) => box.value));
    this.#tell();
    if (isTold) this.#events.changed();
  }

  #tell(): void {
    const output = this.#kinds.querySelector("output");
    if (output) output.value = `${this.#worth.value}%`;
  }

  /** The text that is searched. */
  get text(): string {
    return this.#text;
  }
}

/** In lower case with every offset where it was: the few letters that change their length stay as they are. */
function lower(text: string): string {
  const small = text.toLowerCase();
  return small.length === text.length ? small : [...text].map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter)).join("");
}

function short(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)} …` : name;
}
