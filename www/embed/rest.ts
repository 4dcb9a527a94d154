// What is drawn anew for a text that is being written waits until the writer rests: a list of thousands of claims costs
// 30 ms, and nobody reads it between two keys.

/** Milliseconds without a report after which the writer rests. */
const QUIET = 300;
/** Nobody writes without a rest for ever: the longest that what is drawn may be behind. */
const LONGEST = 2000;

export class Rest {
  readonly #act: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since: number | undefined;

  constructor(act: () => void) {
    this.#act = act;
  }

  /** There is something to do, once the writer rests. */
  later(): void {
    const now = performance.now();
    this.#since ??= now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(), Math.max(0, Math.min(QUIET, this.#since + LONGEST - now)));
  }

  /** Does at once what waits, if anything does: somebody is about to use what it makes. */
  now(): void {
    if (this.#timer === undefined) return;
    this.end();
    this.#act();
  }

  /** What waits is not done. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#since = undefined;
  }
}
