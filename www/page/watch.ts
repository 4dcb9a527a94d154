// Tells when a live page has changed, at idle and never while it is out of sight. Reads nothing itself.

/** Milliseconds between a change and the reading: pages change in bursts. */
const PAUSE = 400;
/** The longest pause, where a page changes all the time without its article changing. */
const LONGEST = 20_000;

export interface Watch {
  /** What `seen` found: after changes that were none, the next are waited for longer. */
  settle(changed: boolean): void;
  /** Looks again, though nothing has changed since. */
  again(): void;
  /** Watches a tree that came later. */
  add(root: Node): void;
}

/**
 * Calls `seen` when the trees of `roots` have changed or the page's address has. Everything is owned by `signal`:
 * when it aborts, no observer, listener or timer is left.
 */
export function watch(roots: readonly Node[], seen: (moved: boolean) => void, signal: AbortSignal): Watch {
  let pause = PAUSE;
  let waiting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let idle: number | undefined;
  let address = pageAddress();

  const look = (): void => {
    idle = undefined;
    if (document.hidden) {
      // Taken up again by `visibilitychange`.
      waiting = true;
      return;
    }
    const now = pageAddress();
    const moved = now !== address;
    address = now;
    seen(moved);
  };
  const schedule = (): void => {
    if (timer !== undefined || idle !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      idle = requestIdleCallback(look, { timeout: 2000 });
    }, pause);
  };
  const observer = new MutationObserver(() => {
    // A new address is a new article: the patience with the old one ends.
    if (pageAddress() !== address) pause = PAUSE;
    schedule();
  });
  const add = (root: Node): void => {
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["hidden", "class", "style", "open", "slot"] });
  };
  for (const root of roots) add(root);
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.hidden || !waiting) return;
      waiting = false;
      schedule();
    },
    { signal },
  );
  addEventListener("popstate", schedule, { signal });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    clearTimeout(timer);
    if (idle !== undefined) cancelIdleCallback(idle);
    timer = idle = undefined;
  });
  return {
    settle(changed) {
      pause = changed ? PAUSE : Math.min(pause * 2, LONGEST);
    },
    again: schedule,
    add,
  };
}

/** The address without its fragment. */
export function pageAddress(): string {
  return location.href.split("#", 1)[0] ?? "";
}
