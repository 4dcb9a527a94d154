// Which block elements are in sight or near it. Chromium looks through every range that is painted whenever anything on
// the page changes: 3,000 of them cost 40 ms a key, the ones near the sight less than one.

/** Pixels around what is seen: marks are there before they are scrolled to. */
const NEAR = "200px";

export class Sight {
  readonly #near = new Map<Element, { isNear: boolean; users: number }>();
  readonly #observer: IntersectionObserver;

  /** `changed` is told of elements that have come near or gone. */
  constructor(window: Window & typeof globalThis, changed: (elements: ReadonlySet<Element>) => void) {
    const told = (entries: IntersectionObserverEntry[]): void => {
      const turned = new Set<Element>();
      for (const { target, isIntersecting } of entries) {
        const known = this.#near.get(target);
        if (!known || known.isNear === isIntersecting) continue;
        known.isNear = isIntersecting;
        turned.add(target);
      }
      if (turned.size > 0) changed(turned);
    };
    // What an editor scrolls by itself has its own margin, where the browser knows of that.
    const options: IntersectionObserverInit & { scrollMargin: string } = { rootMargin: NEAR, scrollMargin: NEAR };
    this.#observer = new window.IntersectionObserver(told, options);
  }

  /** Watches an element until it is let go as often. A new one counts as `isNear` says until the browser tells. */
  add(element: Element, isNear: boolean): void {
    const known = this.#near.get(element);
    if (known) {
      known.users += 1;
      return;
    }
    this.#near.set(element, { isNear, users: 1 });
    this.#observer.observe(element);
  }

  remove(element: Element): void {
    const known = this.#near.get(element);
    if (!known || --known.users > 0) return;
    this.#near.delete(element);
    this.#observer.unobserve(element);
  }

  isNear(element: Element): boolean {
    return this.#near.get(element)?.isNear === true;
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#near.clear();
  }
}
