// How a text comes in: typed or pasted into the box, pasted anywhere, opened, dropped; and its editing.

import { pause } from "../common/slices.js";
import { excerpt } from "./excerpt.js";
import { line, need } from "./need.js";
import { type Intake as Read, plainIntake } from "./readers/intake.js";
import { ACCEPT, readArticle, readPaste } from "./readers/read.js";
import { slowly } from "./slow.js";

/** Typing pauses this long before the text is marked again. */
const PAUSE = 250;
/** Texts that "Undo" can bring back. */
const HISTORY = 20;

export interface IntakeEvents {
  /** The text that is shown. */
  text(): string;
  /** The offset in it that a person looks at. */
  place(): number;
  /** Takes a text, with what it says of itself. `isEdit`: it is the one that is shown, edited; `place` is to be seen again. */
  take(read: Read, isEdit: boolean, place?: number): void;
  say(line: string): void;
}

export class Intake {
  #box = need("paste", HTMLTextAreaElement);
  #form = need("intake", HTMLFormElement);
  #edit = need("edit", HTMLButtonElement);
  #undo = need("undo", HTMLButtonElement);
  #opener = need("open", HTMLInputElement);
  #events: IntakeEvents;
  /** What is being edited: the span of the text, which stands in the box as `shown`. */
  #editing: { start: number; end: number; of: string; shown: string; place: number } | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #history: string[] = [];
  /** Counts the texts that come in: of two, the later is meant. */
  #turn = 0;

  constructor(events: IntakeEvents) {
    this.#events = events;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#editing) {
        this.#toggle();
        return;
      }
      const next = this.#box.value;
      this.#take(plainIntake(next), true, false);
      if (next.trim() !== "") this.stop();
    });
    this.#box.addEventListener("paste", (event) => {
      event.stopPropagation();
      // While a text is edited, pasting adds to it.
      if (!this.#editing) this.#paste(event);
    });
    document.addEventListener("paste", (event) => {
      if (!(event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement)) this.#paste(event);
    });
    this.#box.addEventListener("input", () => {
      clearTimeout(this.#typing);
      // A long text is marked anew once its part is done: it would be laid out anew with each pause.
      if (!this.#editing || this.#isPart) return;
      this.#typing = setTimeout(() => this.#take(plainIntake(this.#box.value), false, true), PAUSE);
    });
    this.#edit.addEventListener("click", () => this.#toggle());
    this.#undo.addEventListener("click", () => {
      let before = this.#history.pop();
      if (before === events.text()) before = this.#history.pop();
      this.#undo.disabled = this.#history.length === 0;
      if (before === undefined) return;
      this.stop();
      this.#take(plainIntake(before), false, false);
    });
    this.#opener.accept = ACCEPT;
    this.#opener.addEventListener("change", () => {
      const [file] = this.#opener.files ?? [];
      this.#opener.value = "";
      if (file) void this.open(file);
    });
    document.addEventListener("dragover", (event) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    });
    document.addEventListener("drop", (event) => {
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      void this.open(file);
    });
  }

  /** Takes the text of a file. */
  async open(file: File): Promise<void> {
    this.#events.say(`Reading ${file.name} …`);
    try {
      await this.#comes(readArticle(file));
    } catch (error) {
      this.#events.say(`${line(error)}. The article stays.`);
    }
  }

  /** Begins to edit the text, or is done with it. */
  edit(): void {
    this.#toggle();
  }

  /** The text as it is being edited, where it is another than the one that is shown. */
  get edited(): string | undefined {
    const text = this.#editing && this.#edited();
    return text === undefined || text.trim() === "" || text === this.#events.text() ? undefined : text;
  }

  /** Ends editing; the box is empty again. */
  stop(): void {
    clearTimeout(this.#typing);
    this.#editing = undefined;
    this.#box.value = "";
    this.#box.classList.remove("editing");
    this.#edit.textContent = "Edit the text";
  }

  /** What stands here now can be brought back. */
  remember(): void {
    const text = this.#events.text();
    if (text === "" || this.#history.at(-1) === text) return;
    this.#history.push(text);
    if (this.#history.length > HISTORY) this.#history.shift();
    this.#undo.disabled = false;
  }

  /** Hands `next` on. What stood there can be brought back, where `keep` says so. */
  #take(next: Read, keep: boolean, isEdit: boolean, place?: number): void {
    if (next.text.trim() === "") {
      this.#events.say("There is no text to mark. Paste an article first.");
      return;
    }
    if (keep && this.#events.text() !== next.text) this.remember();
    this.#events.take(next, isEdit, place);
  }

  /** Takes what was pasted as the whole article. */
  #paste(event: ClipboardEvent): void {
    event.preventDefault();
    this.stop();
    const { clipboardData } = event;
    void this.#comes(slowly(() => this.#events.say("Reading what was pasted …"), async () => (clipboardData ? readPaste(clipboardData) : plainIntake(""))));
  }

  /** Takes what is being read once it is there, unless another text came meanwhile. */
  async #comes(reading: Promise<Read>): Promise<void> {
    const turn = ++this.#turn;
    const next = await reading;
    await pause();
    if (turn !== this.#turn) return;
    this.stop();
    this.#take(next, true, false);
  }

  /** Whether what is edited is a part of a longer text. */
  get #isPart(): boolean {
    return this.#editing !== undefined && this.#editing.end - this.#editing.start < this.#editing.of.length;
  }

  /** The whole text as it is edited. */
  #edited(): string {
    const text = this.#events.text();
    const { start, end, of, shown } = this.#editing ?? { start: 0, end: text.length, of: text, shown: text };
    // What was not touched stays as it was: the box writes every line break as "\n".
    if (this.#box.value === shown) return of;
    return this.#isPart ? of.slice(0, start) + this.#box.value + of.slice(end) : this.#box.value;
  }

  #toggle(): void {
    const text = this.#events.text();
    if (this.#editing) {
      clearTimeout(this.#typing);
      const next = this.#edited();
      const place = this.#isPart ? this.#editing.place : undefined;
      this.stop();
      if (next !== text) this.#take(plainIntake(next), false, true, place);
      return;
    }
    // What was there before the edit can be brought back as one step.
    this.remember();
    const place = this.#events.place();
    const [start, end] = excerpt(text, place);
    this.#box.value = text.slice(start, end);
    this.#editing = { start, end, of: text, shown: this.#box.value, place };
    if (this.#isPart) {
      this.#events.say(`This text is long: of its ${text.length.toLocaleString("en-GB")} characters, ${(end - start).toLocaleString("en-GB")} are in the box, around the claim that is chosen or, by the key t, around what is in sight. Done puts them back in their place.`);
    }
    this.#box.classList.add("editing");
    this.#edit.textContent = "Done";
    this.#box.focus();
  }
}
