// WordPress's block editor: its data registry (`wp.data`). The canvas is in the page or in a frame, and comes and goes with
// the host's views.

import type { Adapter, Surface } from "./adapter.js";
import { around, isShown, whenRemoved } from "./removed.js";
import { has, until } from "./shape.js";

interface Registry {
  select(store: string): { getBlocks?: unknown } | undefined;
  subscribe(changed: () => void): () => void;
}

const LAYOUT = ".block-editor-block-list__layout.is-root-container, .block-editor-block-list__layout";
/** Drawn into the canvas, and no text: places to put in a block, its buttons and its forms. */
const FURNITURE = ".block-list-appender, .block-editor-block-list__insertion-point, .block-editor-block-variation-picker, .components-placeholder, .block-editor-button-block-appender, [data-rich-text-placeholder]";

function isRegistry(target: unknown): target is Registry {
  if (!has(target, "select", "dispatch", "subscribe")) return false;
  return typeof (target as unknown as Registry).select("core/block-editor")?.getBlocks === "function";
}

export const gutenberg: Adapter = {
  name: "Gutenberg",
  find(target, signal) {
    if (!isRegistry(target)) return undefined;
    const root = layout();
    return root ? surfaceOf(root) : until<Surface>(signal, (resolve) => whenShown((root) => resolve(surfaceOf(root)), signal));
  },
  moved(target, moved, signal) {
    if (!isRegistry(target)) return;
    const registry = target;
    const follow = (root: Element): void => {
      const owner = new AbortController();
      const both = AbortSignal.any([signal, owner.signal]);
      const left = (): void => {
        if (both.aborted || isShown(root)) return;
        owner.abort();
        moved();
        next();
      };
      whenRemoved(root, left, both);
      // A frame that is loaded anew tells its element alone, and one that is emptied nobody; the store tells of every key, and
      // asks one property each time.
      around(root.ownerDocument)?.addEventListener("load", left, { signal: both });
      const end = registry.subscribe(left);
      both.addEventListener("abort", end);
    };
    // The canvas that `find` gives, asked at the same moment: there may be none yet, where the editor begins with its code.
    const next = (): void => {
      const root = layout();
      if (root) follow(root);
      else whenShown(follow, signal);
    };
    next();
  },
};

function surfaceOf(root: Element): Surface {
  return { root, skip: (element) => element.matches(FURNITURE) };
}

/** The canvas's outermost list of blocks, in a page of its own. */
function layout(): Element | undefined {
  const frame = document.querySelector<HTMLIFrameElement>("iframe[name='editor-canvas']");
  const root = (frame?.contentDocument ?? document).querySelector(LAYOUT);
  return root && isShown(root) ? root : undefined;
}

/** Who waits for a canvas. All look at once, so that `find` and `moved` are told of the same one. */
const waiting = new Set<(root: Element) => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Calls `found` once there is a canvas. */
function whenShown(found: (root: Element) => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  const end = (): void => {
    waiting.delete(told);
    if (waiting.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  const told = (root: Element): void => {
    end();
    signal.removeEventListener("abort", end);
    found(root);
  };
  waiting.add(told);
  signal.addEventListener("abort", end);
  // A frame's document is filled long after its element is there, and tells the page nothing of it.
  timer ??= setInterval(() => {
    const root = layout();
    if (root) for (const tell of [...waiting]) tell(root);
  }, 100);
}
