// The sites that are always marked: those whose permission a person gave, and none besides.

import { api } from "./api.js";

const ID = "always";

/** The match pattern of an address's host, or undefined where no site is behind it. */
export function patternOf(address: string): string | undefined {
  try {
    const { protocol, hostname } = new URL(address);
    return protocol === "http:" || protocol === "https:" ? `*://${hostname}/*` : undefined;
  } catch {
    return undefined;
  }
}

/** The sites, as match patterns. */
export async function sites(): Promise<string[]> {
  return (await api.permissions.getAll()).origins ?? [];
}

/** Has the content script run on the permitted sites and nowhere else. */
export async function register(): Promise<void> {
  const matches = await sites();
  const known = await api.scripting.getRegisteredContentScripts();
  if (known.some((script) => script.id === ID)) await api.scripting.unregisterContentScripts({ ids: [ID] });
  if (matches.length === 0) return;
  await api.scripting.registerContentScripts([{ id: ID, matches, js: ["content.js", "always.js"], runAt: "document_idle", persistAcrossSessions: true }]);
}
