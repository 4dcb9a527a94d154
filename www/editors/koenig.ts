// Ghost's Koenig: what its `registerAPI` hands out, a Lexical editor with cards.

import type { Adapter } from "./adapter.js";
import { isLexical, type Lexical, onRoot, surface } from "./lexical.js";
import { has } from "./shape.js";

interface Koenig {
  editorInstance: Lexical;
}

function isKoenig(target: unknown): target is Koenig {
  return has(target, "serialize", "insertFiles") && isLexical((target as Partial<Koenig>).editorInstance);
}

/** The editor's, though they stand in the text: panels, toolbars and forms of cards, what an empty place asks for, and what a
 * card says of who will see it. */
const FURNITURE = [
  "[data-kg-card-toolbar], [data-kg-settings-panel], [data-testid='settings-panel'], [data-kg-card-menu], [role='menu']",
  "[data-kg-card-placeholder], [data-testid$='-placeholder'], .koenig-lexical > .placeholder",
  "[data-testid='visibility-message'], [data-kg-card='paywall'], button, label",
].join();

export const koenig: Adapter = {
  name: "Koenig",
  find(target, signal) {
    if (!isKoenig(target)) return undefined;
    return surface(target.editorInstance, signal).then(({ root }) => ({ root, skip: (element: Element) => element.matches(FURNITURE) }));
  },
  moved(target, moved, signal) {
    if (isKoenig(target)) onRoot(target.editorInstance, { moved }, signal);
  },
  gone(target, gone, signal) {
    if (isKoenig(target)) onRoot(target.editorInstance, { gone }, signal);
  },
};
