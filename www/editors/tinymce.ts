// TinyMCE, in its frame or inline: an instance of its `Editor`.

import { type Adapter, type Surface, Unserved } from "./adapter.js";
import { has, until } from "./shape.js";

interface Tiny {
  initialized: boolean;
  removed: boolean;
  getBody(): HTMLElement | null;
  on(event: string, heard: () => void): void;
  off(event: string, heard: () => void): void;
}

function isTiny(target: unknown): target is Tiny {
  return has(target, "getBody", "getDoc", "getContent", "isDirty", "on", "off");
}

export const tinymce: Adapter = {
  name: "TinyMCE",
  find(target, signal) {
    return isTiny(target) ? surface(target, signal) : undefined;
  },
  gone(target, gone, signal) {
    if (isTiny(target)) heard(target, "remove", gone, signal);
  },
};

async function surface(editor: Tiny, signal: AbortSignal): Promise<Surface> {
  if (editor.removed) throw new Unserved("this TinyMCE editor has been removed");
  if (!editor.initialized) await until<void>(signal, (resolve) => heard(editor, "init", resolve, signal));
  const root = editor.getBody();
  if (!root) throw new Unserved("this TinyMCE editor has no body");
  // What TinyMCE puts in for itself, and leaves out of what is saved.
  return { root, skip: (element) => element.getAttribute("data-mce-bogus") === "all" };
}

function heard(editor: Tiny, event: string, call: () => void, signal: AbortSignal): void {
  editor.on(event, call);
  signal.addEventListener("abort", () => editor.off(event, call));
}
