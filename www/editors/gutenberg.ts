// WordPress's block editor: its data registry (`wp.data`). The canvas is in the page or in a frame, and comes and goes with
// the host's views.

import type { Adapter, Surface } from "./adapter.js";
import { isShown, whenRemoved } from "./removed.js";
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
    return root ? surfaceOf(root) : until<Surface>(signal, (resolve) => whenShown(undefined, (root) => resolve(surfaceOf(root)), signal));
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
        whenShown(root, follow, signal);
      };
      whenRemoved(root, left, both);
      // A frame that is loaded anew tells nobody; the store tells of every key, and asks one property each time.
      const end = registry.subscribe(left);
      both.addEventListener("abort", end);
    };
    const root = layout();
    if (root) follow(root);
  },
};

function surfaceOf(root: Element): Surface {
  return { root, skip: (element) => element.matches(FURNITURE) };
}

/** The canvas's outermost list of blocks. */
function layout(): Element | undefined {
  const frame = document.querySelector<HTMLIFrameElement>("iframe[name='editor-canvas']");
  return (frame?.contentDocument ?? document).querySelector(LAYOUT) ?? undefined;
}

/** Looks for a canvas other than `before`, as long as there is none. */
function whenShown(before: Element | undefined, found: (root: Element) => void, signal: AbortSignal): void {
  const look = (): void => {
    const root = layout();
    if (signal.aborted || !root || root === before) return;
    clearInterval(timer);
    found(root);
  };
  // A frame's document is filled long after its element is there, and tells the page nothing of it.
  const timer = setInterval(look, 100);
  signal.addEventListener("abort", () => clearInterval(timer));
}
