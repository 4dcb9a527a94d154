// What a person chose, kept in this browser for the next visit.

import { choicesOf, type LinkChoices } from "../ui/choices.js";

const KEY = "tickmark-settings";

/** The stored choices. */
export function load(): LinkChoices {
  try {
    return choicesOf(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  } catch {
    // Storage is refused or holds something else; the page works with its defaults.
    return choicesOf(undefined);
  }
}

/** Whether the choices could be kept for the next visit. */
export function save(choices: LinkChoices): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(choices));
    return true;
  } catch {
    return false;
  }
}
