// What a page asks of the background. Each call wakes a background that was put to sleep.

import type { Report } from "../engine/protocol.js";
import type { Status } from "../ui/ticks.js";
import { api } from "./api.js";
import type { Announcement, KeptAnswer, Request, ScanAnswer } from "./messages.js";

function ask(request: Request): Promise<unknown> {
  return api.runtime.sendMessage(request);
}

/** Whether the extension that this script belongs to is still installed and the same. */
export function isAlive(): boolean {
  try {
    return api.runtime.id !== undefined;
  } catch {
    return false;
  }
}

/** The report on a text. Throws an Error with one line. */
export async function scan(text: string, date: string | undefined): Promise<Report> {
  const answer = (await ask({ type: "scan", text, ...(date === undefined ? {} : { date }) })) as ScanAnswer | undefined;
  if (!answer) throw new Error("the engine gave no answer");
  if ("error" in answer) throw new Error(answer.error);
  return answer.report;
}

export async function badge(count: number | null, more: { problem?: string; progress?: number } = {}): Promise<void> {
  await ask({ type: "badge", count, ...more });
}

export async function style(on: boolean): Promise<void> {
  await ask({ type: "style", on });
}

/** The statuses that are kept for a page. Never rejects: a page is marked without them as well. */
export function ticksOf(address: string): Promise<KeptAnswer> {
  return kept({ type: "ticks", address });
}

/** Keeps a status. Never rejects. */
export function tick(address: string, key: string, status: Status | undefined): Promise<KeptAnswer> {
  return kept({ type: "tick", address, key, status: status ?? null });
}

async function kept(request: Request): Promise<KeptAnswer> {
  try {
    return ((await ask(request)) ?? { error: "the extension gave no answer" }) as KeptAnswer;
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

export async function sheet(): Promise<string> {
  return (await ask({ type: "sheet" })) as string;
}

/** Tells the panels that this page has something to show. */
export function announce(): void {
  const message: Announcement = { type: "announce" };
  // Nobody may listen.
  api.runtime.sendMessage(message).catch(() => undefined);
}
