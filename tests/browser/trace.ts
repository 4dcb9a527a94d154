// Chromium's trace: what the page's main thread does, in processor time, which other programs on the machine do not lengthen.

import type { CDPSession } from "puppeteer-core";

export interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds, by the clock and of the processor. */
  dur?: number;
  tdur?: number;
  ts: number;
  args?: { name?: string };
}

/** What Chromium traces while `act` goes on: tasks and the page's own marks, and what `more` names. */
export async function traced(client: CDPSession, more: readonly string[], act: () => Promise<unknown>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }): void => void events.push(...(value as TraceEvent[]));
  client.on("Tracing.dataCollected", collect);
  const includedCategories = ["toplevel", "blink.user_timing", ...more];
  await client.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories } });
  try {
    await act();
  } finally {
    const complete = new Promise((resolve) => client.once("Tracing.tracingComplete", resolve));
    await client.send("Tracing.end");
    await complete;
    client.off("Tracing.dataCollected", collect);
  }
  return events;
}

/** Of figures, the one that `share` of them lie below; 0.5 is the median. */
export function quantile(share: number, figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
