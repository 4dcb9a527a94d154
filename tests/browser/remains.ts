// Counts what a script leaves behind: observers that still observe, listeners, intervals, highlights, style sheets, elements.

import type { Page } from "puppeteer-core";

export interface Remains {
  observers: number;
  listeners: number;
  intervals: number;
  highlights: number;
  sheets: number;
  elements: number;
}

interface Counting {
  observers: Set<object>;
  listeners: number;
  intervals: Set<unknown>;
}

/** Begins to count, in the page and its frames, before any script of theirs. */
export async function countRemains(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const counting: Counting = { observers: new Set(), listeners: 0, intervals: new Set() };
    const own = window as unknown as Record<string, new (...given: unknown[]) => { observe(...given: unknown[]): void; disconnect(): void }> & { counting: Counting };
    own.counting = counting;
    for (const name of ["MutationObserver", "ResizeObserver", "IntersectionObserver"]) {
      const Original = own[name] as (typeof own)[string];
      own[name] = class extends Original {
        override observe(...given: unknown[]): void {
          counting.observers.add(this);
          super.observe(...given);
        }
        override disconnect(): void {
          counting.observers.delete(this);
          super.disconnect();
        }
      };
    }
    const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
    const known = new WeakMap<EventTarget, Map<unknown, Set<string>>>();
    const keyOf = (type: string, options: unknown): string => `${type} ${(typeof options === "boolean" ? options : (options as AddEventListenerOptions | undefined)?.capture) === true}`;
    EventTarget.prototype.addEventListener = function (this: EventTarget | undefined, type: string, heard: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void {
      const target = this ?? window;
      add.call(target, type, heard, options);
      const { once, signal } = typeof options === "object" && options !== null ? options : {};
      // One that is heard once is not counted: nothing tells when. What waits for an abort ends with it.
      if (once || target instanceof AbortSignal || !heard || signal?.aborted) return;
      let of = known.get(target);
      if (!of) known.set(target, (of = new Map()));
      let keys = of.get(heard);
      if (!keys) of.set(heard, (keys = new Set()));
      const key = keyOf(type, options);
      if (keys.has(key)) return;
      keys.add(key);
      counting.listeners += 1;
      if (signal) add.call(signal, "abort", () => keys.delete(key) && (counting.listeners -= 1));
    };
    EventTarget.prototype.removeEventListener = function (this: EventTarget | undefined, type: string, heard: EventListenerOrEventListenerObject | null, options?: boolean | EventListenerOptions): void {
      const target = this ?? window;
      remove.call(target, type, heard, options);
      if (known.get(target)?.get(heard)?.delete(keyOf(type, options))) counting.listeners -= 1;
    };
    const { setInterval: begin, clearInterval: end } = window;
    (window as { setInterval: unknown }).setInterval = (...given: Parameters<typeof setInterval>) => {
      const id = begin(...given);
      counting.intervals.add(id);
      return id;
    };
    window.clearInterval = (id) => {
      counting.intervals.delete(id);
      end(id);
    };
  });
}

/** What there is now, of the page and of the editor's frame together. */
export function remainsOf(page: Page): Promise<Remains> {
  return page.evaluate(() => {
    type Shown = Window & { CSS: typeof CSS; counting: Counting };
    const inner = window.mounted?.root()?.ownerDocument.defaultView;
    const windows = [...new Set([window, inner])].filter((each) => !!each) as unknown as Shown[];
    const sum = (count: (shown: Shown) => number): number => windows.reduce((total, shown) => total + count(shown), 0);
    return {
      observers: sum(({ counting }) => counting.observers.size),
      listeners: sum(({ counting }) => counting.listeners),
      intervals: sum(({ counting }) => counting.intervals.size),
      highlights: sum((shown) => (shown.CSS.highlights as unknown as Map<string, unknown>).size),
      sheets: sum(({ document }) => document.adoptedStyleSheets.length),
      elements: sum(({ document }) => document.querySelectorAll("*").length),
    };
  });
}
