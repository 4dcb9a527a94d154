// The settings of links: which groups show, and the person's own targets.

import type { Group } from "../engine/protocol.js";
import { el } from "../ui/dom.js";
import { GROUP } from "../ui/format.js";
import { load, type OwnTarget, save, type Settings } from "./settings.js";

interface Parts {
  groups: HTMLFieldSetElement;
  form: HTMLFormElement;
}

export class LinkSettings {
  #parts: Parts;
  #check: (target: OwnTarget) => Promise<string | null>;
  #changed: () => void;
  #settings: Settings = load();

  /** `check` says what is wrong with a target; `changed` is called where other links are to be shown. */
  constructor(parts: Parts, check: (target: OwnTarget) => Promise<string | null>, changed: () => void) {
    this.#parts = parts;
    this.#check = check;
    this.#changed = changed;
    for (const [group, name] of Object.entries(GROUP) as [Group, string][]) {
      const box = el("input", { type: "checkbox", value: group, ...(this.shows(group) ? { checked: "" } : {}) });
      parts.groups.append(el("label", {}, box, ` ${name}`));
    }
    parts.groups.addEventListener("change", () => {
      const boxes = [...parts.groups.querySelectorAll<HTMLInputElement>("input:not(:checked)")];
      this.#set({ ...this.#settings, hidden: boxes.map((box) => box.value as Group) });
    });
    parts.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#add();
    });
    this.#list();
  }

  shows(group: Group): boolean {
    return !this.#settings.hidden.includes(group);
  }

  /** As the engine takes them: a name and a template by turns. */
  get targets(): string[] {
    return this.#settings.targets.flatMap(({ label, template }) => [label, template]);
  }

  async #add(): Promise<void> {
    const fields = new FormData(this.#parts.form);
    const target: OwnTarget = { label: String(fields.get("label")).trim(), template: String(fields.get("template")).trim() };
    try {
      const fault = await this.#check(target);
      this.#say(fault === null ? "" : `Not added: ${fault}.`);
      if (fault !== null) return;
    } catch (error) {
      this.#say(`Not added: ${error instanceof Error ? error.message : String(error)}.`);
      return;
    }
    this.#parts.form.reset();
    this.#set({ ...this.#settings, targets: [...this.#settings.targets, target] });
  }

  #set(settings: Settings): void {
    this.#settings = settings;
    if (!save(settings)) this.#say("This browser keeps nothing for this page: the setting holds until you leave it.");
    this.#list();
    this.#changed();
  }

  #list(): void {
    const entries = this.#settings.targets.map((target, index) => {
      const remove = el("button", { type: "button" }, "Remove", el("span", { class: "unseen" }, ` ${target.label}`));
      remove.addEventListener("click", () => this.#set({ ...this.#settings, targets: this.#settings.targets.filter((_, at) => at !== index) }));
      return el("li", {}, el("span", {}, target.label, " ", el("span", { class: "host" }, target.template)), " ", remove);
    });
    this.#parts.form.querySelector("ul")?.replaceChildren(...entries);
  }

  #say(line: string): void {
    const status = this.#parts.form.querySelector("[role=status]");
    if (status) status.textContent = line;
  }
}
