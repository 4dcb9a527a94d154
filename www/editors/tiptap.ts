// Tiptap, 2 and 3: an instance of its `Editor`.

import { type Adapter, Unserved } from "./adapter.js";
import { surfaceOf, type View } from "./prosemirror.js";
import { has, until } from "./shape.js";

interface Tiptap {
  view: View;
  on(event: string, heard: () => void): void;
  off(event: string, heard: () => void): void;
}

function isTiptap(target: unknown): target is Tiptap {
  return has(target, "getJSON", "getHTML", "chain", "on", "off") && "extensionManager" in target;
}

export const tiptap: Adapter = {
  name: "Tiptap",
  find(target, signal) {
    return isTiptap(target) ? surface(target, signal) : undefined;
  },
  moved(target, moved, signal) {
    if (isTiptap(target)) heard(target, "mount", moved, signal);
  },
  gone(target, gone, signal) {
    if (isTiptap(target)) heard(target, "destroy", gone, signal);
  },
};

async function surface(editor: Tiptap, signal: AbortSignal) {
  if (!isMounted(editor)) await until<void>(signal, (resolve) => heard(editor, "mount", resolve, signal));
  if (!isMounted(editor)) throw new Unserved("this Tiptap editor has been destroyed");
  return surfaceOf(editor.view);
}

/** Version 3 has a view that throws until it is mounted. */
function isMounted({ view }: Tiptap): boolean {
  try {
    return view.dom.isConnected || !view.isDestroyed;
  } catch {
    return false;
  }
}

function heard(editor: Tiptap, event: string, call: () => void, signal: AbortSignal): void {
  editor.on(event, call);
  signal.addEventListener("abort", () => editor.off(event, call));
}
