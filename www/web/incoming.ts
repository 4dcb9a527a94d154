// What the page was opened with: a text in its address, a text or file that another program shared, or a file that the
// system opened with it. All of it stays here.

import { type Intake, plainIntake } from "./readers/intake.js";
import { readArticle } from "./readers/read.js";

export interface Incoming {
  intake?: Intake;
  /** What could not be taken, in one line. */
  problem?: string;
}

/**
 * The article that the page was opened with, or undefined. `#text=` never leaves the machine; `?text=` reaches the
 * server where the page is not kept offline yet. Both are taken out of the address, so that no history keeps them.
 */
export async function incoming(): Promise<Incoming | undefined> {
  const query = new URLSearchParams(location.search);
  const fragment = new URLSearchParams(location.hash.slice(1));
  const isShared = query.has("shared");
  const told = [fragment, query].find((told) => told.has("text") || told.has("url"));
  if (!isShared && !told) return undefined;
  history.replaceState(history.state, "", location.pathname);
  return isShared ? shared() : fromFields(told ?? query);
}

interface Launch {
  readonly files?: readonly { getFile(): Promise<File> }[];
}

/** Calls `open` for each file that the system opens with the installed page, before it can be read. */
export function onOpened(open: (file: Promise<File>) => void): void {
  const queue = (globalThis as { launchQueue?: { setConsumer(consumer: (launch: Launch) => void): void } }).launchQueue;
  queue?.setConsumer(({ files }) => {
    // One article lies on the desk at a time.
    const [file] = files ?? [];
    if (file) open(file.getFile());
  });
}

/** What the service worker put aside. */
async function shared(): Promise<Incoming | undefined> {
  const cache = await caches.open("shared");
  const address = new URL("share", document.baseURI).href;
  const form = await (await cache.match(address))?.formData();
  await cache.delete(address);
  if (!form) return undefined;
  const file = form.getAll("file").find((value): value is File => value instanceof File && value.size > 0);
  if (!file) return fromFields(form);
  try {
    return { intake: await readArticle(file) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function fromFields(fields: { get(name: string): FormDataEntryValue | null }): Incoming {
  const told = (name: string): string => {
    const value = fields.get(name);
    return typeof value === "string" ? value : "";
  };
  const text = told("text");
  // Some programs share an address as their text.
  if (text.trim() === "" || /^\s*https?:\/\/\S+\s*$/.test(text)) {
    return { problem: "Only an address was shared, and nothing is fetched here: open that page, copy the article and paste it" };
  }
  const date = told("date");
  return { intake: { ...plainIntake(text), title: told("title").trim(), date: /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : "" } };
}
