// In an editor's page of the demo: marks its editor. The tests open the same pages without the question mark, and attach
// by themselves.

import type { Handle } from "../handle.js";

type EditorPage = Window & { mounted?: { target: unknown }; handle?: Handle };

const PACKAGE = "./tickmark/index.js";

if (location.search === "?live") {
  const { attach } = (await import(PACKAGE)) as typeof import("../index.js");
  // An editor that waits for its own files is there a moment later.
  const page: EditorPage = window;
  while (!page.mounted) await new Promise((resolve) => setTimeout(resolve, 20));
  page.handle = attach(page.mounted.target);
  window.dispatchEvent(new Event("attached"));
}
