// What is painted in an editor, and what has to be, by the editor's own word for its text.

import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import type { Handle, HandleStatus } from "../../www/embed/handle.js";
import { nameOf, paintedSpans } from "../../www/page/paint.js";
import { drawn } from "./clock.js";
import type { Mounted } from "../editors/mount.js";
import { until } from "./until.js";

declare global {
  interface Window {
    mounted?: Mounted;
    handle?: Handle;
  }
}

/** Marks up to which all have to be painted (FEW in www/embed/live/marks.ts). */
const MANY = 60;

const PACKAGE = "/embed/tickmark/index.js";

/** Attaches to the page's editor or to the element of its text, and waits until it is live or said not to be. */
export function attach(page: Page, by: "target" | "root" = "target"): Promise<HandleStatus> {
  return page.evaluate(async (address: string, by: "target" | "root") => {
    const { attach } = (await import(address)) as typeof import("../../www/embed/index.js");
    const handle = (window.handle = attach(by === "target" ? window.mounted?.target : window.mounted?.root()));
    while (handle.status.state === "starting") await new Promise((resolve) => handle.addEventListener("state", resolve, { once: true }));
    await handle.settled();
    return handle.status;
  }, PACKAGE, by);
}

/** A stretch of words under the name of its highlight. */
type Mark = string;

interface Painted {
  marks: Mark[];
  /** Whether the first stands above, and the last below all that is in sight. */
  covers: { above: boolean; below: boolean };
}

/** Pixels at the borders of the sight that may have no mark: a line, and what parts two paragraphs. */
const GAP = 60;
/** Milliseconds until what came into sight has to be painted. */
const PATIENCE = 10_000;

/** Pages that had more at a time: from then on only what is in sight is painted. */
const crowded = new WeakSet<Page>();

/**
 * The marks of the editor have to be those of a scan from the beginning of its text. Where there are more than the embed
 * paints at once, those in sight have to be there, without a gap.
 */
export async function assertMarked(page: Page, what: string): Promise<number> {
  const { lines, marks: all } = await expected(page);
  // Nothing of the editor's own is read as text, and no text is left out.
  assert.deepEqual(await read(page), lines, `${what}: what was read is what the editor holds`);
  if (all.length > MANY) crowded.add(page);
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const { marks, covers } = await painted(page);
    if (!crowded.has(page)) {
      assert.deepEqual(marks, all, `${what}: the marks are those of a fresh scan`);
      return marks.length;
    }
    const from = startOf(marks, all);
    if (from >= 0 && (covers.above || from === 0) && (covers.below || from + marks.length === all.length)) return marks.length;
    if (Date.now() > deadline) assert.deepEqual(marks, all, `${what}: the marks in sight are those of a fresh scan`);
    await drawn(page);
  }
}

/** Where the whole of `run` stands in `all`, or -1. */
function startOf(run: readonly Mark[], all: readonly Mark[]): number {
  for (let from = 0; from + run.length <= all.length; from += 1) if (run.every((mark, at) => mark === all[from + at])) return from;
  return -1;
}

/** What is painted, in the order of the page. */
async function painted(page: Page): Promise<Painted> {
  const { marks, covers } = await page.evaluate(async (gap: number) => {
    await window.handle?.settled();
    const root = window.mounted?.root();
    const shown = root?.ownerDocument.defaultView as (Window & { CSS: typeof CSS }) | null | undefined;
    if (!root || !shown) throw new Error("the editor has no window");
    const isField = root.localName === "textarea" || root.localName === "input";
    const ranges: [name: string, range: Range][] = [];
    for (const [name, highlight] of shown.CSS.highlights as unknown as Map<string, Set<Range>>) {
      // The chosen claim is painted once more, and again for a moment: a click into the text presses on its marks.
      if (!name.startsWith("tickmark-") || name === "tickmark-current" || name === "tickmark-flash") continue;
      for (const range of highlight) {
        if (!isField && !root.contains(range.commonAncestorContainer)) throw new Error(`a mark outside of the editor: ${range.toString()}`);
        ranges.push([name, range]);
      }
    }
    ranges.sort(([a, first], [b, second]) => {
      const starts = first.compareBoundaryPoints(Range.START_TO_START, second);
      return starts || second.compareBoundaryPoints(Range.END_TO_END, first) || (a < b ? -1 : 1);
    });
    let top = 0;
    let bottom = shown.innerHeight;
    for (let at: Element | null = root; at; at = at.parentElement) {
      if (at !== root && shown.getComputedStyle(at).overflowY === "visible") continue;
      const box = at.getBoundingClientRect();
      top = Math.max(top, box.top);
      bottom = Math.min(bottom, box.bottom);
    }
    const frame = shown.frameElement?.getBoundingClientRect();
    if (frame) {
      top = Math.max(top, -frame.top);
      bottom = Math.min(bottom, innerHeight - frame.top);
    }
    const boxes = [ranges[0], ranges.at(-1)].map((each) => each?.[1].getBoundingClientRect());
    return {
      marks: ranges.map(([name, range]): [string, string] => [name, range.toString()]),
      covers: { above: (boxes[0]?.top ?? Infinity) <= top + gap, below: (boxes[1]?.bottom ?? -Infinity) >= bottom - gap },
    };
  }, GAP);
  return { marks: tidy(marks), covers };
}

/** The lines of the handle's text. */
async function read(page: Page): Promise<string[]> {
  const text = await page.evaluate(async () => {
    await window.handle?.settled();
    return window.handle?.report?.text ?? "";
  });
  return linesOf(text);
}

function linesOf(text: string): string[] {
  return text.split("\n").map(plain).filter((line) => line !== "");
}

/** The editor's lines, and what a scan from the beginning of its text marks, cut at the ends of its lines. */
async function expected(page: Page): Promise<{ lines: string[]; marks: Mark[] }> {
  const { text, claims } = await page.evaluate(async (address: string) => {
    const { scan } = (await import(address)) as typeof import("../../www/embed/index.js");
    const text = (await window.mounted?.text()) ?? "";
    const { claims } = await scan(text);
    // Without what takes long to carry here: links and reasons.
    return { text, claims: claims.map((claim) => ({ ...claim, links: [], reasons: [], related: [] })) };
  }, PACKAGE);
  const marks: { name: string; start: number; end: number }[] = [];
  for (const claim of claims) {
    for (const [start, end] of paintedSpans(claim)) {
      let at = start;
      for (const line of text.slice(start, end).split("\n")) {
        marks.push({ name: nameOf(claim), start: at, end: at + line.length });
        at += line.length + 1;
      }
    }
  }
  marks.sort((a, b) => a.start - b.start || b.end - a.end || (a.name < b.name ? -1 : 1));
  return { lines: linesOf(text), marks: tidy(marks.map(({ name, start, end }) => [name, text.slice(start, end)])) };
}

/** Editors write spaces in several ways, and put in marks of no width. */
function plain(words: string): string {
  return words.replace(/[\u200B\u2060\uFEFF]/g, "").replace(/\s+/g, " ").trim();
}

function tidy(marks: readonly [name: string, words: string][]): Mark[] {
  const tidied = marks.map(([name, words]): [string, string] => [name, plain(words)]);
  return tidied.filter(([, words]) => words !== "").map(([name, words]) => `${name.replace("tickmark-", "")}: ${words}`);
}

/**
 * Reveals the last number or date of the text, which has to be in sight then, and presses on its mark, which has to choose it.
 * Neither may change what the editor holds.
 */
export async function assertPressed(page: Page): Promise<void> {
  const before = await page.evaluate(async () => await window.mounted?.content());
  await page.bringToFront();
  const { id, words } = await page.evaluate(() => {
    const { handle } = window;
    const claim = handle?.claims.findLast(({ kind }) => kind === "quantity" || kind === "date");
    handle?.reveal(claim?.id);
    return { id: claim?.id, words: handle?.report?.text.slice(...(claim?.span ?? [0, 0])) ?? "" };
  });
  const chosen = (): Promise<string[]> =>
    page.evaluate(() => {
      const shown = window.mounted?.root().ownerDocument.defaultView as (Window & { CSS: typeof CSS }) | null;
      return [...((shown?.CSS.highlights as unknown as Map<string, Set<Range>>)?.get("tickmark-current") ?? [])].map(String);
    });
  // What is scrolled into sight is painted with a frame.
  assert.deepEqual((await until(chosen, (marks) => marks.length > 0)).map(plain), [plain(words)], "what is revealed is painted as the chosen one");
  // An editor may scroll on by itself for a moment.
  await drawn(page);
  const point = await page.evaluate(() => {
    const shown = window.mounted?.root().ownerDocument.defaultView as (Window & { CSS: typeof CSS }) | null;
    const [range] = (shown?.CSS.highlights as unknown as Map<string, Set<Range>>)?.get("tickmark-current") ?? [];
    const box = range?.getClientRects()[0];
    const frame = shown?.frameElement?.getBoundingClientRect();
    window.handle?.select(undefined);
    return { x: (box?.left ?? -1) + (box?.width ?? 0) / 2 + (frame?.left ?? 0), y: (box?.top ?? -1) + (box?.height ?? 0) / 2 + (frame?.top ?? 0), bottom: frame?.bottom ?? innerHeight };
  });
  assert.ok(point.y > 0 && point.y < Math.min(point.bottom, 700), `${words} is in sight: ${JSON.stringify(point)}`);
  await page.mouse.click(point.x, point.y);
  assert.equal(await page.evaluate(() => window.handle?.selected), id, `a press on ${words} chooses it`);
  assert.deepEqual(await page.evaluate(async () => await window.mounted?.content()), before);
}
