// The keys of the desk, and the dialog that lists them. Nothing is bound while a person types into a field.

import { el } from "../ui/dom.js";
import { need } from "./need.js";

export interface Shortcut {
  /** As KeyboardEvent.key says them; the first few are listed. */
  keys: string[];
  /** With Ctrl, or ⌘ on a Mac. */
  control?: string;
  label: string;
  run(): void;
}

/** Fields in which letters are text, or choose by themselves. */
function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "range"].includes(target.type);
}

/** Controls that the space bar presses. */
function takesSpace(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, a, summary, input, label") !== null;
}

export class Keyboard {
  #byKey = new Map<string, Shortcut>();
  #dialog = need("shortcuts", HTMLDialogElement);

  constructor(shortcuts: readonly Shortcut[]) {
    const list = this.#dialog.querySelector("dl");
    for (const shortcut of shortcuts) {
      for (const key of shortcut.keys) this.#byKey.set(key, shortcut);
      const shown = [...shortcut.keys.map((key) => (key === " " ? "Space" : key)), ...(shortcut.control ? [`Ctrl+${shortcut.control.toUpperCase()}`] : [])];
      list?.append(el("dt", {}, ...shown.flatMap((key, at) => [at > 0 ? " or " : "", el("kbd", {}, key)])), el("dd", {}, shortcut.label));
    }
    const controls = new Map(shortcuts.flatMap((shortcut) => (shortcut.control ? [[shortcut.control, shortcut] as const] : [])));
    need("help", HTMLButtonElement).addEventListener("click", () => this.help());
    document.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || event.altKey || event.isComposing || isField(event.target)) return;
      const isControl = event.ctrlKey || event.metaKey;
      const shortcut = isControl ? (event.shiftKey ? undefined : controls.get(event.key)) : this.#byKey.get(event.key);
      if (!shortcut || (event.key === " " && takesSpace(event.target))) return;
      // A dialog has the keyboard to itself.
      if (document.querySelector("dialog:modal")) return;
      event.preventDefault();
      shortcut.run();
    });
  }

  /** Lists the keys. */
  help(): void {
    this.#dialog.showModal();
  }
}

/** Lets the × of every dialog, and a press beside it, close it. */
export function closeDialogs(): void {
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || (event.target as Element).closest(".close")) dialog.close();
    });
  }
}
