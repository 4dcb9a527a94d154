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
  #changed: () => void;
  #settings: Settings = load();

  /** `changed` is called where other links are to be shown. */
  constructor(parts: Parts, changed: () => void) {
    this.#parts = parts;
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
      this.#add();
    });
    this.#list();
  }

  shows(group: Group): boolean {
    return !this.#settings.hidden.includes(group);
  }

  get targets(): readonly OwnTarget[] {
    return this.#settings.targets;
  }

  #add(): void {
    const fields = new FormData(this.#parts.form);
    const target: OwnTarget = { label: String(fields.get("label")).trim(), template: String(fields.get("template")).trim() };
    const fault = faultOf(target);
    this.#say(fault ?? "");
    if (fault) return;
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

/** What is wrong with a target, in one line. */
export function faultOf({ label, template }: OwnTarget): string | undefined {
  if (label === "") return "Give it a name.";
  if (!template.startsWith("https://")) return "The address has to begin with https://.";
  if (template.split("{q}").length !== 2) return "Write {q} once in the address, where the words to search for go.";
  return URL.canParse(template.replace("{q}", "q")) ? undefined : "This is no address.";
}
