// Which block elements are in sight or near it. Whenever anything on the page changes, Chromium looks through every range
// that is painted and draws its line anew, some 30 µs each: 3,000 of them cost 40 ms a key, the ones in sight one or two. It
// looks through every element that is observed as well, some 2 µs each, so that they are observed only while something may
// move them: scrolling, another size, new elements, and when a writer has paused.

/** Around what is seen: marks are there before they are scrolled to. A line's height, for each line costs every key. */
const NEAR = "24px";
/** Milliseconds without a move after which nothing is observed, and without a change after which it is once more. */
const REST = 1000;

/** What may move elements without a change of the text; none of these bubbles to every document, all can be captured. */
const MOVES = ["scroll", "resize", "load", "toggle", "transitionend", "animationend", "fullscreenchange"];

export class Sight {
  readonly #near = new Map<Element, { isNear: boolean; users: number }>();
  /** There while something may move: one that observes nothing costs a look at each frame too. */
  #observer: IntersectionObserver | undefined;
  readonly #observe: () => IntersectionObserver;
  readonly #owner = new AbortController();
  /** Whether the browser has told anything since it was last asked: until then nobody may stop listening. */
  #isTold = false;
  #sleep: ReturnType<typeof setTimeout> | undefined;
  #wake: ReturnType<typeof setTimeout> | undefined;

  /** `changed` is told of elements that have come near or gone. */
  constructor(window: Window & typeof globalThis, changed: (elements: ReadonlySet<Element>) => void) {
    const told = (entries: IntersectionObserverEntry[]): void => {
      this.#isTold = true;
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
    this.#observe = () => new window.IntersectionObserver(told, options);
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
    if (this.#observer) this.#watch(this.#observer, element);
    else if (!isNear) this.look();
  }

  remove(element: Element): void {
    const known = this.#near.get(element);
    if (!known || --known.users > 0) return;
    this.#near.delete(element);
    this.#observer?.unobserve(element);
  }

  isNear(element: Element): boolean {
    return this.#near.get(element)?.isNear === true;
  }

  /** Looks from now on until nothing has moved for a while. */
  look(): void {
    if (!this.#observer) {
      this.#observer = this.#observe();
      for (const element of this.#near.keys()) this.#watch(this.#observer, element);
    }
    clearTimeout(this.#wake);
    this.#wake = undefined;
    this.#sleepLater();
  }

  /** Something has another size. Where the text has changed that is why, and it is looked at when the writer pauses. */
  resized(): void {
    if (this.#wake === undefined) this.look();
  }

  /** The text has changed, and what is below may have moved: it is looked at when the writer pauses, also where looking would
   * have ended by then. */
  later(): void {
    clearTimeout(this.#wake);
    this.#wake = setTimeout(() => this.look(), REST);
  }

  #watch(observer: IntersectionObserver, element: Element): void {
    this.#isTold = false;
    observer.observe(element);
  }

  #sleepLater(): void {
    clearTimeout(this.#sleep);
    this.#sleep = setTimeout(() => {
      // A busy page draws no frame for a while, and the browser tells with a frame.
      if (!this.#isTold && this.#near.size > 0) {
        this.#sleepLater();
        return;
      }
      this.#observer?.disconnect();
      this.#observer = undefined;
    }, REST);
  }

  dispose(): void {
    clearTimeout(this.#wake);
    clearTimeout(this.#sleep);
    this.#owner.abort();
    this.#observer?.disconnect();
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
