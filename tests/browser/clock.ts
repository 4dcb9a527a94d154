// A clock for pages under test. Editors part the steps of undo by time; two runs part them alike only where the time between
// two keys is the same in both, so it stands still but for what the test moves it by.

import type { Page } from "puppeteer-core";

/** A pause that ends a step of undo in every editor: milliseconds. */
const REST = 10_000;
/** Waits so long or longer wait for the clock. */
const HELD = 1000;

interface Clock {
  now: number;
  held: Map<number, () => void>;
}

/** Stops the clock of a page and its frames, before any script of theirs. */
export async function stopClock(page: Page): Promise<void> {
  await page.evaluateOnNewDocument((held: number) => {
    const clock: Clock = { now: 1_800_000_000_000, held: new Map() };
    (window as unknown as { clock: Clock }).clock = clock;
    const { Date: Original } = window as unknown as { Date: DateConstructor };
    (window as unknown as { Date: unknown }).Date = class extends Original {
      constructor(...given: [number]) {
        super(...((given.length as number) === 0 ? ([clock.now] as [number]) : given));
      }
      static override now(): number {
        return clock.now;
      }
    };
    const { setTimeout: begin, clearTimeout: end } = window;
    let next = 1e9;
    (window as { setTimeout: unknown }).setTimeout = (call: () => void, wait?: number, ...given: []) => {
      if (wait === undefined || wait < held || typeof call !== "function") return begin(call, wait, ...given);
      clock.held.set(++next, () => call(...given));
      return next;
    };
    window.clearTimeout = (id) => {
      if (typeof id !== "number" || !clock.held.delete(id)) end(id);
    };
  }, HELD);
}

/** Moves the clock on, and carries out what waited for it. */
export async function moveClock(page: Page): Promise<void> {
  await page.evaluate((by: number) => {
    const inner = window.mounted?.root()?.ownerDocument.defaultView;
    for (const shown of new Set([window, inner])) {
      const clock = (shown as unknown as { clock?: Clock } | null | undefined)?.clock;
      if (!clock) continue;
      clock.now += by;
      const calls = [...clock.held.values()];
      clock.held.clear();
      for (const call of calls) call();
    }
  }, REST);
}

/** Waits until what was done so far has been heard and drawn. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frames = 0; frames < 2; frames += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => setTimeout(resolve));
  });
}
