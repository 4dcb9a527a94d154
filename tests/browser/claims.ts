// What the extension says it has marked, and what is painted in the page: both to be compared.

import type { Page } from "puppeteer-core";
import { NAMES, paintedSpans } from "../../www/page/paint.js";
import type { State } from "../../www/extension/messages.js";
import type { Extended } from "./extended.js";

/** The state of the page in front, asked for as a panel does. */
export function stateOf(extended: Extended): Promise<State> {
  return extended.inPanel<State>(`(async () => {
    const api = globalThis.browser ?? chrome;
    const [tab] = await api.tabs.query({ active: true, currentWindow: true });
    return new Promise((resolve, reject) => {
      const port = api.tabs.connect(tab.id, { name: "tickmark-panel", frameId: 0 });
      let text = "";
      const claims = [];
      port.onMessage.addListener((message) => {
        if (message.type === "text") text = message.text;
        if (message.type === "claims") claims.push(...message.claims.map(({ kind, span, quotation }) => ({ kind, span, quotation })));
        if (message.type !== "state") return;
        resolve({ ...message.state, text, claims });
        port.disconnect();
      });
      port.onDisconnect.addListener(() => { void api.runtime.lastError; reject(new Error("the page is not marked")); });
    });
  })()`);
}

/** Texts under the ranges of each highlight, without white space, in the page and its frames. */
export function paintedIn(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(() => {
    const found: Record<string, string[]> = {};
    const windows = [window, ...[...document.querySelectorAll("iframe")].flatMap((frame) => (frame.contentDocument ? [frame.contentWindow as Window & typeof globalThis] : []))];
    for (const shown of windows) {
      for (const [name, highlight] of shown.CSS.highlights as unknown as Map<string, Set<Range>>) {
        (found[name] ??= []).push(...[...highlight].map((range) => range.toString().replace(/\s+/g, "")));
      }
    }
    return found;
  });
}

/**
 * Names whose painted texts are not those of the claims: neither one range for each, in any order (a frame paints its
 * own), nor, where hidden text parts a claim into ranges, all of them one after the other.
 */
export function differences(state: State, painted: Record<string, string[]>): string[] {
  const wanted: Record<string, string[]> = {};
  for (const claim of state.claims) {
    const name = claim.kind === "quotation" && claim.quotation.form === "indirect" ? NAMES.indirect : NAMES[claim.kind];
    for (const span of paintedSpans(claim)) (wanted[name] ??= []).push(state.text.slice(...span).replace(/\s+/g, ""));
  }
  return Object.values(NAMES).flatMap((name) => {
    if (name === NAMES.current) return [];
    const found = painted[name] ?? [];
    const meant = wanted[name] ?? [];
    const isSame = found.toSorted().join("\n") === meant.toSorted().join("\n") || found.join("") === meant.join("");
    return isSame ? [] : [`${name}: painted ${found.join(" ").slice(0, 200)} for ${meant.join(" ").slice(0, 200)}`];
  });
}
