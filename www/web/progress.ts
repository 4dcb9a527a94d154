// How far the work is: the meter over the list, the way back, and the tab of what was lost.

import type { OpenArticle } from "../desk/article.js";
import type { Kept } from "../desk/record.js";
import { listLost, type LostEvents } from "./lost.js";
import { need } from "./need.js";

export interface ProgressEvents extends LostEvents {
  /** The same in a few words, for a small window. */
  say(line: string): void;
  /** The tab that was looked at has nothing to show any more. */
  emptied(): void;
  undo(): void;
}

export class Progress {
  #meter = need("done", HTMLMeterElement);
  #line = need("progress", HTMLElement);
  #back = need("back", HTMLButtonElement);
  #tab = need("tab-lost", HTMLButtonElement);
  #list = need("lost", HTMLElement);
  #events: ProgressEvents;
  /** What is listed as lost. */
  #lost: readonly Kept[] | undefined;

  constructor(events: ProgressEvents) {
    this.#events = events;
    this.#back.addEventListener("click", () => events.undo());
  }

  show(article: OpenArticle | undefined, { done, of }: { done: number; of: number }): void {
    this.#meter.max = Math.max(1, of);
    this.#meter.value = done;
    this.#line.textContent = of === 0 ? "" : `${done} of ${of}`;
    this.#events.say(of === 0 ? "Claims" : `${done} of ${of}`);
    this.#back.disabled = !article?.canUndo;
    const lost = article?.lost ?? [];
    if (this.#lost?.length === lost.length && lost.every((kept, at) => kept === this.#lost?.[at])) return;
    this.#lost = lost;
    this.#tab.textContent = `Lost ${lost.length}`;
    if (lost.length === 0 && this.#tab.getAttribute("aria-selected") === "true") this.#events.emptied();
    this.#tab.hidden = lost.length === 0;
    listLost(this.#list, article, this.#events);
  }
}
