// Lexical: an instance of its `LexicalEditor`.

import type { Adapter, Surface } from "./adapter.js";
import { has, until } from "./shape.js";

export interface Lexical {
  getRootElement(): HTMLElement | null;
  /** Calls back at once, and with each later root. Returns what ends it. */
  registerRootListener(heard: (root: HTMLElement | null) => void): () => void;
}

export function isLexical(target: unknown): target is Lexical {
  return has(target, "getRootElement", "registerRootListener", "registerUpdateListener", "getEditorState");
}

export const lexical: Adapter = {
  name: "Lexical",
  find(target, signal) {
    return isLexical(target) ? surface(target, signal) : undefined;
  },
  moved(target, moved, signal) {
    if (isLexical(target)) onRoot(target, { moved }, signal);
  },
  gone(target, gone, signal) {
    if (isLexical(target)) onRoot(target, { gone }, signal);
  },
};

/** Where the editor's text is, as soon as it has a root. */
export async function surface(editor: Lexical, signal: AbortSignal): Promise<Surface> {
  const root =
    editor.getRootElement() ??
    (await until<HTMLElement>(signal, (resolve) => {
      const end = editor.registerRootListener((root) => root && resolve(root));
      signal.addEventListener("abort", end);
    }));
  return { root };
}

/**
 * Tells of another root than the one before, and of none any more. An editor that has no root yet is not gone: the first one
 * is waited for by `surface`. One that has none a moment later is: React takes the root away for a moment and gives it back.
 */
export function onRoot(editor: Lexical, { moved, gone }: { moved?: () => void; gone?: () => void }, signal: AbortSignal): void {
  let known = editor.getRootElement();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = editor.registerRootListener((root) => {
    if (root && known && root !== known) moved?.();
    known = root ?? known;
    clearTimeout(timer);
    if (!root && known) timer = setTimeout(() => gone?.());
  });
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    end();
  });
}
