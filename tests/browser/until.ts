// Waiting for what comes about by itself.

import assert from "node:assert/strict";

/** Waits until `ask` gives something that `holds` likes; fails with what it gave last. */
export async function until<T>(ask: () => Promise<T>, holds: (value: T) => boolean, patience = 60_000): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const value = await ask().catch((error: unknown) => error as T);
    if (!(value instanceof Error) && holds(value)) return value;
    if (Date.now() > end) assert.fail(`in vain: ${value instanceof Error ? value.message : JSON.stringify(value)?.slice(0, 600)}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
