// What one key in a long text costs the page's main thread with the embed, over what it costs without: processor time by
// Chromium's trace, from key to key, so that reading, scanning, painting and all that the browser does for it are counted.

import type { Browser, Page } from "puppeteer-core";
import { PAUSE } from "../../www/embed/live/text.js";
import { attachTo, type EmbedSite, serveEmbed } from "./embedded.js";
import { quantile, traced, type TraceEvent } from "./trace.js";

/** Keys measured with the embed, and as many without. */
const KEYS = 200;
/** Pages that they are typed into: by turns with the embed and without, so that what else the machine does falls on both. */
const PAGES = 4;
/** Keys before those that are measured, until the browser has compiled what it runs. */
const WARM = 15;
/** Milliseconds from key to key: the pause, the answer, and the frame that shows it. */
const BETWEEN = 160;
const KEY = "tickmark-key";
/** Prints what the keys were made of. */
const DETAILS = Boolean(process.env["DETAILS"]);

export interface KeyCost {
  keys: number;
  /** Medians in milliseconds of processor time. */
  without: number;
  with: number;
  /** Milliseconds from the end of the pause to the marks, in the median and at the 95th percentile. */
  follows: [median: number, most: number];
}

function html(text: string): string {
  const parts = text.split(/\n+/).map((line) => `<p>${line.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Long</title>
<div id="editor" contenteditable style="white-space: pre-wrap; height: 500px; overflow: auto">${parts.join("")}</div>`;
}

const later = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function typeKeys(page: Page, count: number): Promise<void> {
  for (let key = 0; key < count; key += 1) {
    await page.keyboard.press(key % 6 === 5 ? "Space" : "x");
    await later(BETWEEN);
  }
}

/** Processor time of the main thread between the keys, and how long marks took to follow. */
async function measure(browser: Browser, origin: string, isMarked: boolean): Promise<{ times: number[]; delays: number[] }> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1000, height: 800 });
  await page.goto(`${origin}/long`);
  if (isMarked) await attachTo(page, 'document.getElementById("editor")');
  await page.evaluate((name: string) => {
    const parts = document.querySelectorAll("#editor p");
    const node = parts[parts.length >> 1]?.firstChild as Text;
    node.parentElement?.scrollIntoView({ block: "center" });
    document.getElementById("editor")?.focus();
    // In the midst of a paragraph, where a new word is no part of a number or a name.
    const words = [...node.data.matchAll(/[a-z](?= [a-z])/g)].map(({ index }) => index + 1);
    getSelection()?.collapse(node, words.find((at) => at > node.data.length / 2) ?? words[0] ?? 0);
    addEventListener("keydown", () => void performance.mark(name), { capture: true });
    const measured = window as unknown as { delays: number[]; handle?: EventTarget };
    measured.delays = [];
    let changed = 0;
    document.getElementById("editor")?.addEventListener("input", () => (changed = performance.now()));
    measured.handle?.addEventListener("report", () => measured.delays.push(performance.now() - changed));
  }, KEY);
  await typeKeys(page, WARM);
  const client = await browser.target().createCDPSession();
  const events = await traced(client, DETAILS ? ["devtools.timeline", "v8", "blink", "cc"] : [], () => typeKeys(page, KEYS / PAGES + 1));
  const delays = await page.evaluate(() => (window as unknown as { delays: number[] }).delays);
  await client.detach();
  await page.close();
  return { times: byKey(events), delays };
}

/** The time of all tasks from one key to the next, in milliseconds. What follows the last key is left out. */
function byKey(events: readonly TraceEvent[]): number[] {
  const keys = events.filter(({ name }) => name === KEY).sort((a, b) => a.ts - b.ts);
  const [first] = keys;
  if (!first) throw new Error("the trace lacks the marks of the keys");
  const tasks = events
    .filter(({ ph, pid, tid, tdur }) => ph === "X" && pid === first.pid && tid === first.tid && tdur !== undefined)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const times = keys.slice(1).map(() => 0);
  const parts = new Map<string, number>();
  let until = 0;
  let at = -1;
  for (const { name, ts, dur = 0, tdur = 0 } of tasks) {
    const isInner = ts < until;
    if (isInner && !DETAILS) continue;
    if (!isInner) {
      until = ts + dur;
      // A task that holds the mark of a key is that key's.
      while (keys[at + 1] && (keys[at + 1] as TraceEvent).ts < until) at += 1;
    }
    if (at < 0 || at >= times.length) continue;
    if (!isInner) times[at] = (times[at] as number) + tdur / 1000;
    if (DETAILS) parts.set(name, (parts.get(name) ?? 0) + tdur / 1000 / times.length);
  }
  const most = [...parts].sort((a, b) => b[1] - a[1]).slice(0, 40);
  for (const [name, time] of most) console.log(`    ${time.toFixed(3)} ms a key: ${name}`);
  return times;
}

/** In `text`, a line of which is a paragraph, in a browser that is Chromium. */
export async function keyCost(browser: Browser, text: string): Promise<KeyCost> {
  const site: EmbedSite = await serveEmbed();
  site.page("/long", html(text));
  const plain: number[] = [];
  const marked: number[] = [];
  const delays: number[] = [];
  try {
    for (let n = 0; n < PAGES; n += 1) {
      for (const isMarked of [false, true]) {
        if (DETAILS) console.log(isMarked ? "  with" : "  without");
        const measured = await measure(browser, site.origin, isMarked);
        (isMarked ? marked : plain).push(...measured.times);
        delays.push(...measured.delays);
      }
    }
  } finally {
    site.close();
  }
  const follows = delays.map((delay) => delay - PAUSE);
  return { keys: marked.length, without: quantile(0.5, plain), with: quantile(0.5, marked), follows: [quantile(0.5, follows), quantile(0.95, follows)] };
}
