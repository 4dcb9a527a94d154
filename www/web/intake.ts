// How a text comes in: typed or pasted into the box, pasted anywhere, opened, dropped; and its editing.

import { line, need } from "./need.js";
import { type Intake as Read, plainIntake } from "./readers/intake.js";
import { ACCEPT, readArticle, readPaste } from "./readers/read.js";

/** Typing pauses this long before the text is marked again. */
const PAUSE = 250;
/** Longer texts are not put back into the box for editing: browsers take seconds to lay them out there. */
const EDITABLE = 1_000_000;
/** Texts that "Undo" can bring back. */
const HISTORY = 20;

export interface IntakeEvents {
  /** The text that is shown. */
  text(): string;
  /** Takes a text, with what it says of itself. `isEdit`: it is the one that is shown, edited. */
  take(read: Read, isEdit: boolean): void;
  say(line: string): void;
}

export class Intake {
  #box = need("paste", HTMLTextAreaElement);
  #form = need("intake", HTMLFormElement);
  #edit = need("edit", HTMLButtonElement);
  #undo = need("undo", HTMLButtonElement);
  #opener = need("open", HTMLInputElement);
  #events: IntakeEvents;
  #editing = false;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #history: string[] = [];

  constructor(events: IntakeEvents) {
    this.#events = events;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      const next = this.#box.value;
      if (this.#editing && next === events.text()) {
        this.stop();
        return;
      }
      this.#take(plainIntake(next), true, this.#editing);
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
      if (!this.#editing) return;
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
      const next = await readArticle(file);
      this.stop();
      this.#take(next, true, false);
    } catch (error) {
      this.#events.say(`${line(error)}. The article stays.`);
    }
  }

  /** Ends editing; the box is empty again. */
  stop(): void {
    clearTimeout(this.#typing);
    this.#editing = false;
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
  #take(next: Read, keep: boolean, isEdit: boolean): void {
    if (next.text.trim() === "") {
      this.#events.say("There is no text to mark. Paste an article first.");
      return;
    }
    if (keep && this.#events.text() !== next.text) this.remember();
    this.#events.take(next, isEdit);
  }

  /** Takes what was pasted as the whole article. */
  #paste(event: ClipboardEvent): void {
    event.preventDefault();
    this.stop();
    this.#take((event.clipboardData && readPaste(event.clipboardData)) ?? plainIntake(""), true, false);
  }

  #toggle(): void {
    const text = this.#events.text();
    if (this.#editing) {
      clearTimeout(this.#typing);
      if (this.#box.value !== text) this.#take(plainIntake(this.#box.value), false, true);
      this.stop();
      return;
    }
    if (text.length > EDITABLE) {
      this.#events.say(`This text is too long to edit here (${text.length.toLocaleString("en-GB")} characters). Edit it where it comes from and paste it again.`);
      return;
    }
    // What was there before the edit can be brought back as one step.
    this.remember();
    this.#editing = true;
    this.#box.value = text;
    this.#box.classList.add("editing");
    this.#edit.textContent = "Done";
    this.#box.focus();
  }
}
