// Which block elements are in sight or near it. Chromium looks through every range that is painted whenever anything on
// the page changes: 3,000 of them cost 40 ms a key, the ones near the sight less than one.

/** Pixels around what is seen: marks are there before they are scrolled to. */
const NEAR = "800px";

export class Sight {
  readonly #near = new Map<Element, boolean>();
  readonly #observer: IntersectionObserver;

  /** `changed` is told of elements that have come near or gone. */
  constructor(window: Window & typeof globalThis, changed: (elements: readonly Element[]) => void) {
    const told = (entries: IntersectionObserverEntry[]): void => {
      const turned: Element[] = [];
      for (const { target, isIntersecting } of entries) {
        if (!this.#near.has(target) || this.#near.get(target) === isIntersecting) continue;
        this.#near.set(target, isIntersecting);
        turned.push(target);
      }
      if (turned.length > 0) changed(turned);
    };
    // What an editor scrolls by itself has its own margin, where the browser knows of that.
    const options: IntersectionObserverInit & { scrollMargin: string } = { rootMargin: NEAR, scrollMargin: NEAR };
    this.#observer = new window.IntersectionObserver(told, options);
  }

  /** Watches these elements and no other. What is new counts as out of sight until it is told otherwise. */
  watch(elements: ReadonlySet<Element>): void {
    for (const element of [...this.#near.keys()]) {
      if (elements.has(element)) continue;
      this.#near.delete(element);
      this.#observer.unobserve(element);
    }
    for (const element of elements) if (!this.#near.has(element)) this.#add(element, false);
  }

  isNear(element: Element): boolean {
    return this.#near.get(element) === true;
  }

  /** An element that took the place of one in sight is in sight, as far as is known. */
  assume(element: Element): void {
    if (!this.#near.has(element)) this.#add(element, true);
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#near.clear();
  }

  #add(element: Element, isNear: boolean): void {
    this.#near.set(element, isNear);
    this.#observer.observe(element);
  }
}
