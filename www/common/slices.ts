// Long work a few milliseconds at a time: between two stretches the page takes input and paints.

/** Milliseconds of work between two pauses. A frame is 16: what is left of it is the browser's. */
const STRETCH = 8;

/** Lets the browser do what is waiting: input, a frame, an answer of a Worker. */
export function pause(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<void> } };
  return scheduler?.yield ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve));
}

/** Runs `steps` to their end, with pauses, and answers what they return. `signal` stops it between two stretches;
 * `rest` is what a pause is. */
export async function inSlices<T>(steps: Iterator<unknown, T>, signal?: AbortSignal, rest = pause): Promise<T> {
  for (let since = performance.now(); ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < STRETCH) continue;
    await rest();
    signal?.throwIfAborted();
    since = performance.now();
  }
}
