// Which block elements are in sight or near it. Chromium looks through every range that is painted whenever anything on
// the page changes: 3,000 of them cost 40 ms a key, the ones near the sight one or two. It looks through every element that
// is observed as well, some 2 µs each, so that they are observed only while something may move them: scrolling, another
// size, new elements, and when a writer has paused.

/** Pixels around what is seen: marks are there before they are scrolled to. */
const NEAR = "80px";
/** Milliseconds without a move after which nothing is observed, and without a change after which it is once more. */
const REST = 1000;

/** What may move elements without a change of the text; none of these bubbles to every document, all can be captured. */
const MOVES = ["scroll", "resize", "load", "toggle", "transitionend", "animationend", "fullscreenchange"];

export class Sight {
  readonly #near = new Map<Element, { isNear: boolean; users: number }>();
  readonly #observer: IntersectionObserver;
  readonly #owner = new AbortController();
  #isAwake = false;
  #sleep: ReturnType<typeof setTimeout> | undefined;
  #wake: ReturnType<typeof setTimeout> | undefined;

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
    const { signal } = this.#owner;
    // A frame is moved by the pages around it as well.
    for (let at: Window | undefined = window; at; at = around(at)) {
      for (const event of MOVES) at.addEventListener(event, () => this.look(), { signal, capture: true, passive: true });
    }
  }

  /** Watches an element until it is let go as often. A new one counts as `isNear` says until the browser tells. */
  add(element: Element, isNear: boolean): void {
    const known = this.#near.get(element);
    if (known) {
      known.users += 1;
      return;
    }
    this.#near.set(element, { isNear, users: 1 });
    if (this.#isAwake) this.#observer.observe(element);
    else if (!isNear) this.look();
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

  /** Looks from now on until nothing has moved for a while. */
  look(): void {
    if (!this.#isAwake) {
      this.#isAwake = true;
      for (const element of this.#near.keys()) this.#observer.observe(element);
    }
    clearTimeout(this.#wake);
    clearTimeout(this.#sleep);
    this.#sleep = setTimeout(() => {
      this.#isAwake = false;
      this.#observer.disconnect();
    }, REST);
  }

  /** The text has changed, and what is below may have moved: it is looked at when the writer pauses. */
  later(): void {
    clearTimeout(this.#wake);
    if (!this.#isAwake) this.#wake = setTimeout(() => this.look(), REST);
  }

  dispose(): void {
    clearTimeout(this.#wake);
    clearTimeout(this.#sleep);
    this.#owner.abort();
    this.#observer.disconnect();
    this.#near.clear();
  }
}

/** The window around a frame's, where it may be asked. */
function around(window: Window): Window | undefined {
  try {
    return window.frameElement?.ownerDocument.defaultView ?? undefined;
  } catch {
    return undefined;
  }
}
