// What of a page was left out of its article: navigation, captions, related links. It is shown on demand, and can be put
// back.

import { el } from "../ui/dom.js";
import { need } from "./need.js";
import type { Line } from "./readers/intake.js";

/** Shows what was left out of `lines`, or nothing. `putBack` takes the text with all of it. */
export function showLeftOut(lines: readonly Line[] | undefined, putBack: (whole: string) => void): void {
  const host = need("left-out", HTMLDetailsElement);
  const out = lines?.filter(({ text, kept }) => !kept && text.trim() !== "") ?? [];
  host.hidden = out.length === 0;
  if (!lines || out.length === 0) {
    host.replaceChildren();
    return;
  }
  const button = el("button", { type: "button" }, "Put it back");
  button.addEventListener("click", () => putBack(lines.map(({ text }) => text).join("\n")));
  const summary = el("summary", {}, `${out.length} line${out.length === 1 ? " was" : "s were"} left out: not of the article`);
  host.replaceChildren(summary, button, el("ul", {}, ...out.map(({ text }) => el("li", {}, text))));
}
