// What a person chose, kept in this browser for the next visit.

import { choicesOf, type LinkChoices } from "../ui/choices.js";

const LINKS = "tickmark-settings";
const INITIALS = "tickmark-initials";

/** The stored choices of links. */
export function load(): LinkChoices {
  try {
    return choicesOf(JSON.parse(localStorage.getItem(LINKS) ?? "{}"));
  } catch {
    // Storage is refused or holds something else; the page works with its defaults.
    return choicesOf(undefined);
  }
}

/** Whether the choices could be kept for the next visit. */
export function save(choices: LinkChoices): boolean {
  return keep(LINKS, JSON.stringify(choices));
}

/** The initials with which a person signs, or none. */
export function initials(): string {
  try {
    return localStorage.getItem(INITIALS) ?? "";
  } catch {
    return "";
  }
}

/** Whether the initials could be kept for the next visit. */
export function saveInitials(signed: string): boolean {
  return keep(INITIALS, signed);
}

function keep(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
