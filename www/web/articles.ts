// The dialog of all articles: open, rename, delete for good, export and import of everything.

import { pause } from "../common/slices.js";
import type { Desk } from "../desk/desk.js";
import { el } from "../ui/dom.js";
import { give } from "./download.js";
import { line, need } from "./need.js";
import { slowly } from "./slow.js";

/** What of an article the list shows. */
type Head = Awaited<ReturnType<Desk["list"]>>[number];

export interface ArticlesEvents {
  /** The article that lies open. */
  current(): string | undefined;
  open(id: string): void;
  rename(id: string, title: string): Promise<void>;
  removed(id: string): void;
  imported(): void;
  /** Keeps what is being typed before all is exported. */
  flush(): void;
}

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

export class Articles {
  #dialog = need("articles", HTMLDialogElement);
  #count = need("articles-count", HTMLElement);
  #list = this.#dialog.querySelector("ul") as HTMLUListElement;
  #said = this.#dialog.querySelector("[role=status]") as HTMLElement;
  #desk: Desk;
  #events: ArticlesEvents;
  #asked: string | undefined;

  constructor(desk: Desk, events: ArticlesEvents) {
    this.#desk = desk;
    this.#events = events;
    need("articles-open", HTMLButtonElement).addEventListener("click", () => void this.show());
    need("export-all", HTMLButtonElement).addEventListener("click", () => void this.#export());
    const file = need("import-all", HTMLInputElement);
    file.addEventListener("change", () => {
      const [chosen] = file.files ?? [];
      file.value = "";
      if (chosen) void this.#import(chosen);
    });
    void this.refresh();
  }

  async show(): Promise<void> {
    this.#said.textContent = "";
    this.#asked = undefined;
    await this.refresh();
    // A dialog that opens has all of the page styled anew, which is work enough for one task.
    await pause();
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  /** Lists the articles anew, and how many there are on the button that opens the list. */
  async refresh(): Promise<void> {
    const heads = await this.#desk.list();
    this.#count.textContent = heads.length > 0 ? String(heads.length) : "";
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset["key"] : undefined;
    this.#list.replaceChildren(...heads.map((head) => this.#item(head)));
    if (heads.length === 0) this.#list.append(el("li", { class: "hint" }, "No article is kept yet. One is kept with the first claim that you tick or note."));
    if (focused) this.#list.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
  }

  #item(head: Head): HTMLElement {
    const name = head.title || head.opening || "Untitled";
    const open = el("button", { type: "button", class: "open", "data-key": `open ${head.id}`, ...(head.id === this.#events.current() ? { "aria-current": "true" } : {}) }, name);
    open.addEventListener("click", () => {
      this.#dialog.close();
      this.#events.open(head.id);
    });
    const rename = el("button", { type: "button", "data-key": `rename ${head.id}`, "aria-label": `Rename ${name}` }, "Rename");
    const remove = el("button", { type: "button", "data-key": `remove ${head.id}`, "aria-label": `Delete ${name}` }, "Delete");
    const tools = el("div", { class: "tools" }, rename, remove);
    const item = el("li", {}, open, el("p", { class: "why" }, `${head.done} of ${head.claims} · ${day.format(Date.parse(head.changed))}`), tools);
    rename.addEventListener("click", () => this.#rename(head, name, item));
    remove.addEventListener("click", () => {
      this.#asked = head.id;
      void this.refresh();
    });
    if (this.#asked === head.id) {
      const sure = el("button", { type: "button", class: "alarm", "data-key": `remove ${head.id}` }, "Delete for good");
      const not = el("button", { type: "button" }, "Keep it");
      sure.addEventListener("click", () => void this.#remove(head.id, name));
      not.addEventListener("click", () => {
        this.#asked = undefined;
        void this.refresh();
      });
      tools.replaceChildren(el("span", {}, "With all that you found in it?"), sure, not);
    }
    return item;
  }

  #rename(head: Head, name: string, item: HTMLElement): void {
    const field = el("input", { type: "text", value: name, "aria-label": "New title", maxlength: "200" });
    const form = el("form", { class: "rename" }, field, el("button", { type: "submit" }, "Rename"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#events.rename(head.id, field.value.trim()).then(
        () => this.refresh(),
        (error: unknown) => (this.#said.textContent = `It could not be renamed: ${line(error)}.`),
      );
    });
    item.replaceChildren(form);
    field.select();
  }

  async #remove(id: string, name: string): Promise<void> {
    try {
      await this.#desk.remove(id);
      this.#said.textContent = `“${name}” is deleted.`;
      this.#events.removed(id);
    } catch (error) {
      this.#said.textContent = `“${name}” could not be deleted: ${line(error)}.`;
    }
    await this.refresh();
  }

  async #export(): Promise<void> {
    try {
      this.#events.flush();
      await this.#desk.settled();
      const name = "tickmark-desk.json";
      give(await slowly(() => (this.#said.textContent = "Everything is being written …"), () => this.#desk.exportAll()), name);
      this.#said.textContent = `Saved as ${name}.`;
    } catch (error) {
      this.#said.textContent = `Nothing was exported: ${line(error)}.`;
    }
  }

  async #import(file: File): Promise<void> {
    this.#said.textContent = `Reading ${file.name} …`;
    try {
      const { articles, added, merged, reviews } = await this.#desk.importAll(file);
      this.#said.textContent = `${count(articles, "article")} read: ${added} new, ${merged} merged, with ${count(reviews, "claim")} reviewed.`;
      this.#events.imported();
    } catch (error) {
      this.#said.textContent = `${file.name} was not imported: ${line(error)}.`;
    }
    await this.refresh();
  }
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString("en-GB")} ${noun}${number === 1 ? "" : "s"}`;
}
