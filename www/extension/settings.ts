// What a person can set.

import { choicesOf, type LinkChoices } from "../ui/choices.js";
import { api } from "./api.js";

export interface Settings {
  /** Marks are printed with the page. */
  print: boolean;
  links: LinkChoices;
}

const KEY = "settings";

export async function settings(): Promise<Settings> {
  return settingsOf((await api.storage.local.get(KEY))[KEY]);
}

function settingsOf(stored: unknown): Settings {
  const { print, links } = (stored ?? {}) as Partial<Settings>;
  return { print: print ?? true, links: choicesOf(links) };
}

export async function change(changed: Partial<Settings>): Promise<void> {
  await api.storage.local.set({ [KEY]: { ...(await settings()), ...changed } });
}

/** Calls `changed` when other links were chosen, until `signal` aborts. */
export function onLinksChosen(changed: () => void, signal: AbortSignal): void {
  const links = (stored: unknown): string => JSON.stringify(settingsOf(stored).links);
  const heard = (changes: Record<string, { oldValue?: unknown; newValue?: unknown }>): void => {
    const change = changes[KEY];
    if (change && links(change.oldValue) !== links(change.newValue)) changed();
  };
  const { onChanged } = api.storage.local;
  onChanged.addListener(heard);
  const leave = (): void => {
    try {
      onChanged.removeListener(heard);
    } catch {
      // The extension was removed, and its events with it.
    }
  };
  signal.addEventListener("abort", leave, { once: true });
}
