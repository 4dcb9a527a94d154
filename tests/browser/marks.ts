// What is painted in an editor, and what has to be, by the editor's own word for its text.

import type { Page } from "puppeteer-core";
import type { Claim } from "../../www/engine/protocol.js";
import type { Handle, HandleStatus } from "../../www/embed/handle.js";
import { nameOf, paintedSpans } from "../../www/page/paint.js";
import type { Mounted } from "../editors/mount.js";

declare global {
  interface Window {
    mounted?: Mounted;
    handle?: Handle;
  }
}

/** Words by the name of their highlight, in their order. */
export type Marks = Record<string, string[]>;

const PACKAGE = "/embed/tickmark/index.js";

/** Attaches to the page's editor, and waits until it is live or said not to be. */
export function attach(page: Page): Promise<HandleStatus> {
  return page.evaluate(async (address: string) => {
    const { attach } = (await import(address)) as typeof import("../../www/embed/index.js");
    const handle = (window.handle = attach(window.mounted?.target));
    while (handle.status.state === "starting") await new Promise((resolve) => handle.addEventListener("state", resolve, { once: true }));
    await handle.settled();
    return handle.status;
  }, PACKAGE);
}

/** The words under the ranges of every highlight, in the order of the page. */
export async function painted(page: Page): Promise<Marks> {
  return tidy(
    await page.evaluate(async () => {
      await window.handle?.settled();
      const root = window.mounted?.root();
      const shown = root?.ownerDocument.defaultView as (Window & { CSS: typeof CSS }) | null | undefined;
      if (!root || !shown) throw new Error("the editor has no window");
      const found: Record<string, string[]> = {};
      for (const [name, highlight] of shown.CSS.highlights as unknown as Map<string, Set<Range>>) {
        if (!name.startsWith("tickmark-")) continue;
        const ranges = [...highlight].sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
        const isField = root.localName === "textarea" || root.localName === "input";
        for (const range of ranges) {
          if (!isField && !root.contains(range.commonAncestorContainer)) throw new Error(`a mark outside of the editor: ${range.toString()}`);
        }
        found[name] = ranges.map((range) => range.toString());
      }
      return found;
    }),
  );
}

/** The words that a scan from the beginning of the editor's text marks, cut at the ends of its lines. */
export async function expected(page: Page): Promise<Marks> {
  const { text, claims } = await page.evaluate(async (address: string) => {
    const { scan } = (await import(address)) as typeof import("../../www/embed/index.js");
    const text = (await window.mounted?.text()) ?? "";
    return { text, claims: (await scan(text)).claims as Claim[] };
  }, PACKAGE);
  const spans = claims.flatMap((claim) => paintedSpans(claim).map((span) => ({ name: nameOf(claim), span })));
  spans.sort((a, b) => a.span[0] - b.span[0]);
  const found: Marks = {};
  for (const { name, span: [start, end] } of spans) (found[name] ??= []).push(...text.slice(start, end).split("\n"));
  return tidy(found);
}

/** Editors write spaces in several ways, and put in marks of no width. */
function tidy(marks: Marks): Marks {
  const kept = Object.entries(marks).map(([name, words]): [string, string[]] => [
    name,
    words.map((each) => each.replace(/[\u200B\u2060\uFEFF]/g, "").replace(/\s+/g, " ").trim()).filter((each) => each !== ""),
  ]);
  return Object.fromEntries(kept.filter(([, words]) => words.length > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}
