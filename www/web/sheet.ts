// On a narrow page the panel is a sheet at the foot of the window, drawn up by its button.

import { need } from "./need.js";

const NARROW = matchMedia("(max-width: 56rem)");

export class Sheet {
  #button = need("sheet", HTMLButtonElement);
  #drawn: () => void;
  #panel = this.#button.closest("aside") as HTMLElement;

  /** `drawn` is called when the sheet has been drawn up. */
  constructor(drawn: () => void = () => undefined) {
    this.#drawn = drawn;
    this.#button.addEventListener("click", () => this.set(!this.isOpen));
    this.#panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || !this.isNarrow || !this.isOpen) return;
      event.preventDefault();
      this.set(false);
      this.#button.focus();
    });
  }

  /** Whether the page is so narrow that the panel lies over it. */
  get isNarrow(): boolean {
    return NARROW.matches;
  }

  get isOpen(): boolean {
    return this.#panel.classList.contains("drawn");
  }

  set(isOpen: boolean): void {
    this.#panel.classList.toggle("drawn", isOpen);
    this.#button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this.#drawn();
  }

  /** What the button says. */
  say(text: string): void {
    this.#button.textContent = text;
  }

  /** The height of the window that the sheet leaves free. */
  get free(): number {
    return this.isNarrow ? this.#panel.getBoundingClientRect().top : innerHeight;
  }
}
