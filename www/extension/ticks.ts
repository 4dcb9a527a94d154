// Where statuses are kept: on this machine, by a page's address and a claim's words. Pages of private windows are
// forgotten with the session.

import { type Status, statusFrom } from "../ui/ticks.js";
import { api, type Sender } from "./api.js";
import type { Ticks } from "./messages.js";

const PREFIX = "ticks ";

function area(sender: Sender): typeof api.storage.local {
  return sender.tab?.incognito ? api.storage.session : api.storage.local;
}

export async function ticksOf(address: string, sender: Sender): Promise<Ticks> {
  const key = PREFIX + address;
  const stored = (await area(sender).get(key))[key] ?? {};
  return Object.fromEntries(Object.entries(stored).flatMap(([name, status]) => {
    const known = statusFrom(status);
    return known ? [[name, known]] : [];
  }));
}

/** Sets or takes away a status; gives the page's statuses as they are kept then. One after the other, so that two quick ticks do not overwrite each other. */
let last: Promise<unknown> = Promise.resolve();

export function setTick(address: string, name: string, status: Status | null, sender: Sender): Promise<Ticks> {
  const next = last.then(async () => {
    const ticks = await ticksOf(address, sender);
    if (status) ticks[name] = status;
    else delete ticks[name];
    const key = PREFIX + address;
    if (Object.keys(ticks).length > 0) await area(sender).set({ [key]: ticks });
    else await area(sender).remove(key);
    return ticks;
  });
  last = next.catch(() => undefined);
  return next;
}

/** Addresses that have statuses. */
export async function tickedPages(): Promise<string[]> {
  return Object.keys(await api.storage.local.get(null)).flatMap((key) => (key.startsWith(PREFIX) ? [key.slice(PREFIX.length)] : []));
}

export async function forgetTicks(): Promise<void> {
  await api.storage.local.remove((await tickedPages()).map((address) => PREFIX + address));
}
