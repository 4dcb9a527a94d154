// One line at the foot of the window: what just happened, with a way back where there is one. What cannot be kept is said in
// a line of its own above the article, where nothing that is said meanwhile hides it.

import { el } from "../ui/dom.js";
import { need } from "./need.js";

/** A line without a way back stays as long; one with it stays until the next. */
const STAY = 6000;

const line = need("said", HTMLElement);
const kept = need("unkept", HTMLElement);
let timer: ReturnType<typeof setTimeout> | undefined;

export interface Way {
  label: string;
  run(): void;
}

/** Says what cannot be kept, until it is called again; undefined where all is kept. */
export function unkept(text: string | undefined): void {
  kept.hidden = text === undefined;
  kept.textContent = text ?? "";
}

/** Says `text`. `ways`: what can be done about it. */
export function notice(text: string, ...ways: Way[]): void {
  clearTimeout(timer);
  const buttons = ways.map(({ label, run }) => {
    const button = el("button", { type: "button" }, label);
    button.addEventListener("click", () => {
      line.hidden = true;
      run();
    });
    return button;
  });
  const close = el("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
  close.addEventListener("click", () => (line.hidden = true));
  line.replaceChildren(el("span", {}, text), ...buttons, close);
  line.hidden = false;
  if (ways.length === 0) timer = setTimeout(() => (line.hidden = true), STAY);
}
