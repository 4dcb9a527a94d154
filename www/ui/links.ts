// The settings of links: which groups show, and the person's own targets.

import type { Group } from "../engine/protocol.js";
import type { LinkChoices, OwnTarget } from "./choices.js";
import { el } from "./dom.js";
import { GROUP } from "./format.js";

interface Parts {
  groups: HTMLFieldSetElement;
  form: HTMLFormElement;
}

interface Events {
  /** Says what is wrong with a target. */
  check(target: OwnTarget): Promise<string | null>;
  /** Keeps other choices. Returns whether they could be kept. */
  save(choices: LinkChoices): boolean | Promise<boolean>;
}

export class LinkSettings {
  #parts: Parts;
  #events: Events;
  #choices: LinkChoices;

  constructor(parts: Parts, choices: LinkChoices, events: Events) {
    this.#parts = parts;
    this.#events = events;
    this.#choices = choices;
    for (const [group, name] of Object.entries(GROUP) as [Group, string][]) {
      const box = el("input", { type: "checkbox", value: group, ...(choices.hidden.includes(group) ? {} : { checked: "" }) });
      parts.groups.append(el("label", {}, box, ` ${name}`));
    }
    parts.groups.addEventListener("change", () => {
      const boxes = [...parts.groups.querySelectorAll<HTMLInputElement>("input:not(:checked)")];
      void this.#set({ ...this.#choices, hidden: boxes.map((box) => box.value as Group) });
    });
    parts.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#add();
    });
    this.#list();
  }

  get choices(): LinkChoices {
    return this.#choices;
  }

  async #add(): Promise<void> {
    const fields = new FormData(this.#parts.form);
    const target: OwnTarget = { label: String(fields.get("label")).trim(), template: String(fields.get("template")).trim() };
    try {
      const fault = await this.#events.check(target);
      this.#say(fault === null ? "" : `Not added: ${fault}.`);
      if (fault !== null) return;
    } catch (error) {
      this.#say(`Not added: ${error instanceof Error ? error.message : String(error)}.`);
      return;
    }
    this.#parts.form.reset();
    void this.#set({ ...this.#choices, targets: [...this.#choices.targets, target] });
  }

  async #set(choices: LinkChoices): Promise<void> {
    this.#choices = choices;
    this.#list();
    if (!(await this.#events.save(choices))) this.#say("This browser keeps nothing for this page: the setting holds until you leave it.");
  }

  #list(): void {
    const entries = this.#choices.targets.map((target, index) => {
      const remove = el("button", { type: "button" }, "Remove", el("span", { class: "unseen" }, ` ${target.label}`));
      remove.addEventListener("click", () => void this.#set({ ...this.#choices, targets: this.#choices.targets.filter((_, at) => at !== index) }));
      return el("li", {}, el("span", {}, target.label, " ", el("span", { class: "host" }, target.template)), " ", remove);
    });
    this.#parts.form.querySelector("ul")?.replaceChildren(...entries);
  }

  #say(line: string): void {
    const status = this.#parts.form.querySelector("[role=status]");
    if (status) status.textContent = line;
  }
}
