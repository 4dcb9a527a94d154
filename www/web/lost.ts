// Reviews whose claim is not in the text any more: listed with all that was said, never dropped.

import type { OpenArticle } from "../desk/article.js";
import type { Kept } from "../desk/record.js";
import { el } from "../ui/dom.js";
import { lostItem } from "../ui/lost.js";
import { signature } from "../ui/review.js";

export interface LostEvents {
  /** Lets one go; it can be undone. */
  forget(kept: Kept): void;
  /** The chosen claim is the one that is meant. */
  attach(kept: Kept): void;
}

/** Lists what `article` has lost. */
export function listLost(host: HTMLElement, article: OpenArticle | undefined, events: LostEvents): void {
  const lost = article?.lost ?? [];
  const items = lost.map((kept) => {
    const { anchor, review } = kept;
    const button = el("button", { type: "button", "aria-label": `Remove what was found of ${anchor.quote.slice(0, 60)}` }, "Remove");
    button.addEventListener("click", () => events.forget(kept));
    const attach = el("button", { type: "button" }, "It is the chosen claim");
    attach.addEventListener("click", () => events.attach(kept));
    return lostItem(
      anchor,
      review.status === "open" ? undefined : review.status,
      review.note ? el("p", {}, review.note) : undefined,
      review.evidence ? el("p", {}, evidence(review.evidence)) : undefined,
      el("p", { class: "why" }, signature(review)),
      el("div", { class: "tools" }, attach, button),
    );
  });
  host.replaceChildren(el("p", { class: "hint" }, "These claims are not in the text any more. What you found stays here, and comes back with their words."), el("ul", { class: "lost" }, ...items));
}

/** A link to what a person found. The desk keeps only http and https addresses. */
export function evidence(address: string): HTMLElement {
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer", referrerpolicy: "no-referrer" }, address);
}
