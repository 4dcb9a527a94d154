// What a person chose, kept in this browser: groups of links that do not show, and places of their own to check at.

import type { Group } from "../engine/protocol.js";

export interface OwnTarget {
  label: string;
  /** An https address with {q} where the words to search for go. */
  template: string;
}

export interface Settings {
  hidden: Group[];
  targets: OwnTarget[];
}

const KEY = "tickmark-settings";

/** The stored settings; what cannot be read is taken as not set. */
export function load(): Settings {
  let stored: Partial<Settings> = {};
  try {
    stored = (JSON.parse(localStorage.getItem(KEY) ?? "{}") ?? {}) as Partial<Settings>;
  } catch {
    // Storage is refused or holds something else; the page works with its defaults.
  }
  const targets = Array.isArray(stored.targets) ? stored.targets.filter((target) => typeof target?.label === "string" && typeof target?.template === "string") : [];
  return { hidden: Array.isArray(stored.hidden) ? stored.hidden : [], targets };
}

/** Whether the settings could be kept for the next visit. */
export function save(settings: Settings): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
    return true;
  } catch {
    return false;
  }
}
