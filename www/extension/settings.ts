// What a person can set.

import { api } from "./api.js";

export interface Settings {
  /** Marks are printed with the page. */
  print: boolean;
}

const DEFAULT: Settings = { print: true };
const KEY = "settings";

export async function settings(): Promise<Settings> {
  const stored = (await api.storage.local.get(KEY))[KEY];
  return { ...DEFAULT, ...(stored as Partial<Settings> | undefined) };
}

export async function change(changed: Partial<Settings>): Promise<void> {
  await api.storage.local.set({ [KEY]: { ...(await settings()), ...changed } });
}
