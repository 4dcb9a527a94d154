// Where Trusted Types are enforced, a Worker's address and a text to be parsed must come from a named policy. This is the
// only one. It lets through the page's own Workers and its service worker, and HTML that is parsed into a document without a
// window, where nothing runs or loads.

import { inSlices } from "../common/slices.js";

interface Policy {
  createScriptURL(address: string): unknown;
  createHTML(html: string): unknown;
}

interface Factory {
  createPolicy(name: string, rules: { createScriptURL(address: string): string; createHTML(html: string): string }): Policy;
}

const ENGINE = "worker.js";
const READER = "reader.js";
const OFFLINE = "service-worker.js";

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy = factory?.createPolicy("tickmark", {
  createScriptURL(address) {
    if (![ENGINE, READER, OFFLINE].includes(address)) throw new TypeError(`${address} is no script of this page`);
    return address;
  },
  createHTML: (html) => html,
});

function start(address: string): Worker {
  return new Worker((policy?.createScriptURL(address) ?? address) as string, { type: "module" });
}

/** A Worker that holds the engine. */
export function startEngine(): Worker {
  return start(ENGINE);
}

/** A Worker that reads one Word or PDF file. */
export function startReader(): Worker {
  return start(READER);
}

/** The worker that keeps the page's files. The browser looks for a new version of it with each load. */
export function startServiceWorker(): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register((policy?.createScriptURL(OFFLINE) ?? OFFLINE) as string, { updateViaCache: "none" });
}

/** Characters that are parsed in one step: some 5 ms on a slow machine. */
const PART = 60_000;

/** The document that `html` describes, without scripts, without loads, never shown. It is written into a document without a
 * window, which a parser of the browser's own reads as it comes. */
export async function parseInert(html: string): Promise<Document> {
  const parsed = document.implementation.createHTMLDocument();
  parsed.open();
  await inSlices(written(parsed, html));
  parsed.close();
  return parsed;
}

function* written(parsed: Document, html: string): Generator<void, void> {
  for (let from = 0; from < html.length; ) {
    let to = from + PART;
    // Not between the halves of a character.
    if (/[\uD800-\uDBFF]/.test(html.charAt(to - 1))) to += 1;
    const part = html.slice(from, to);
    parsed.write((policy?.createHTML(part) ?? part) as string);
    from = to;
    yield;
  }
}
