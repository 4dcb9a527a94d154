// Whether a Worker still lives. A browser that ends a Worker (it took too much memory, say) tells nobody: no error, no
// message, and whoever asked it something waits for ever. So the Worker holds a Web Lock for as long as it lives and says
// which; the page asks for the same lock, and gets it when the Worker has ended. It costs nothing while all is well.
//
// Where there are no locks, or none may be had (a sandboxed frame), nobody is told, and all else works.

import type { Alive } from "./protocol.js";

/**
 * What would let the locks go. Never called; kept so that the promises behind them are not collected, whereupon a browser
 * may release the lock of a Worker that lives.
 */
const held: (() => void)[] = [];

/**
 * In the Worker: takes a lock until the Worker ends, and has `tell` say so. Settles when that is said, or cannot be: what
 * is begun before then, nobody would miss.
 */
export function live(tell: (message: Alive) => void): Promise<void> {
  // A name that no other Worker of the site has, in any tab.
  const alive = `tickmark ${[...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("")}`;
  return new Promise((settled) => {
    const taken = (): Promise<void> => {
      tell({ alive });
      settled();
      return new Promise((resolve) => held.push(resolve));
    };
    request((locks) => locks.request(alive, taken), settled);
  });
}

/** On the page: calls `ended` once when the Worker that said `alive` has ended, until `signal` is aborted. */
export function watch({ alive }: Alive, signal: AbortSignal, ended: () => void): void {
  request((locks) =>
    locks.request(alive, { signal }, () => {
      if (!signal.aborted) ended();
    }),
  );
}

function request(ask: (locks: LockManager) => Promise<unknown>, refused: () => void = () => undefined): void {
  try {
    const { locks } = globalThis.navigator as { locks?: LockManager };
    if (locks) ask(locks).catch(refused);
    else refused();
  } catch {
    // Nobody is told when the Worker ends.
    refused();
  }
}
