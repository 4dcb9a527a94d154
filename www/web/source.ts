// The source text that the article is held against: pasted, opened or dropped.

import { readFile } from "./readers/read.js";

/** Typing pauses this long before the source is looked at again. */
const PAUSE = 400;

interface Parts {
  root: HTMLDetailsElement;
  box: HTMLTextAreaElement;
  file: HTMLInputElement;
  clear: HTMLButtonElement;
  status: HTMLElement;
}

/** Longer sources are kept beside the box, which shows their opening: a browser lays out all that stands in a box at once, 200,000
 * characters in 60 ms, a megabyte in seconds. */
const LONGEST = 100_000;
const OPENING = 20_000;

export class SourceBox {
  #parts: Parts;
  #changed: () => void;
  #text = "";
  /** Whether the box shows only the beginning of the text. */
  #cut = false;
  #typing: ReturnType<typeof setTimeout> | undefined;

  /** `changed` is called where the source has become another. */
  constructor(parts: Parts, changed: () => void) {
    this.#parts = parts;
    this.#changed = changed;
    const { box, file, clear, root } = parts;
    box.addEventListener("paste", (event) => event.stopPropagation());
    box.addEventListener("input", () => {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.flush(), PAUSE);
    });
    file.addEventListener("change", () => {
      const [chosen] = file.files ?? [];
      // The same file can be chosen again after it was changed.
      file.value = "";
      if (chosen) void this.open(chosen);
    });
    clear.addEventListener("click", () => this.put(""));
    root.addEventListener("dragover", (event) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    });
    root.addEventListener("drop", (event) => {
      const [dropped] = event.dataTransfer?.files ?? [];
      if (!dropped) return;
      event.preventDefault();
      event.stopPropagation();
      void this.open(dropped);
    });
  }

  /** The source, empty where there is none. */
  get text(): string {
    return this.#text;
  }

  /** One line under the box. */
  say(line: string): void {
    this.#parts.status.textContent = line;
  }

  /** Reads `file` and takes its text as the source. What stood there stays where the file cannot be read. */
  async open(file: File): Promise<void> {
    this.#parts.root.open = true;
    this.say(`Reading ${file.name} …`);
    try {
      this.put(await readFile(file));
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error));
    }
  }

  /** Takes at once what is being typed. */
  flush(): void {
    if (this.#typing === undefined) return;
    clearTimeout(this.#typing);
    this.#typing = undefined;
    this.#take(this.#parts.box.value);
  }

  /** Takes `text` as the source. */
  put(text: string): void {
    clearTimeout(this.#typing);
    this.#typing = undefined;
    if (text === this.#text) return;
    this.#cut = text.length > LONGEST;
    this.#parts.box.value = this.#cut ? `${text.slice(0, OPENING)}\n… (the whole text is used; its beginning is shown)` : text;
    this.#parts.box.readOnly = this.#cut;
    this.#use(text);
  }

  #take(text: string): void {
    if (!this.#cut) this.#use(text);
  }

  #use(text: string): void {
    this.#text = text.trim() === "" ? "" : text;
    this.#parts.clear.disabled = text === "";
    this.say("");
    this.#changed();
  }
}
