// Measures the scope on saved pages: node scope.mjs FOLDER, where FOLDER has html/NAME.html and text/NAME.txt. Prints a
// line for each page with the F1 of its words, live as the extension reads it and parsed as the page opens a file, then
// the median and the tenth percentile of both.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { launch, servePages } from "./harness.js";

const folder = process.argv[2];
if (!folder) throw new Error("name a folder that has html/ and text/");
/** With a second folder, the scoped text of each page is written there. */
const out = process.argv[3];

const names = readdirSync(join(folder, "html")).filter((name) => /\.x?html?$/.test(name)).sort();
const script = readFileSync("target/tests/page.js", "utf8");
const site = await servePages(join(folder, "html"));
const browser = await launch("chrome");
const live: number[] = [];
const parsed: number[] = [];
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  for (const name of names) {
    await page.goto(`${site.origin}/${encodeURIComponent(name)}`, { waitUntil: "load", timeout: 60_000 });
    const { text, time } = (await page.evaluate(`${script}; globalThis.tickmarkPage = tickmarkPage; (() => {
      const before = performance.now();
      const text = tickmarkPage.scope(tickmarkPage.collect(document.body)).map((block) => block.text).join("\\n");
      return { text, time: performance.now() - before };
    })()`)) as { text: string; time: number };
    const stem = basename(name).replace(/\.[^.]+$/, "");
    const wanted = readFileSync(join(folder, "text", `${stem}.txt`), "utf8");
    const { f1, precision, recall } = compare(text, wanted);
    live.push(f1);
    const html = readFileSync(join(folder, "html", name), "utf8");
    const opened = (await page.evaluate((html: string) => (globalThis as unknown as { tickmarkPage: { readPage(html: string): Promise<{ text: string }> } }).tickmarkPage.readPage(html).then(({ text }) => text), html)) as string;
    const asFile = compare(opened, wanted).f1;
    parsed.push(asFile);
    if (out) writeFileSync(join(out, `${stem}.txt`), text);
    console.log(`${f1.toFixed(4)}  parsed ${asFile.toFixed(4)}  precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  ${time.toFixed(0).padStart(4)} ms  ${stem}`);
  }
} finally {
  await browser.close();
  site.close();
}
for (const [name, scores] of [["live", live], ["parsed", parsed]] as const) {
  scores.sort((a, b) => a - b);
  console.log(`${name}: median ${quantile(scores, 0.5).toFixed(4)}  tenth percentile ${quantile(scores, 0.1).toFixed(4)}  pages ${scores.length}`);
}

/** Words as a bag: how many of each are in both. */
function compare(found: string, wanted: string): { f1: number; precision: number; recall: number } {
  const bags = [found, wanted].map((text) => {
    const bag = new Map<string, number>();
    for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) bag.set(word, (bag.get(word) ?? 0) + 1);
    return bag;
  });
  const [a, b] = bags as [Map<string, number>, Map<string, number>];
  const size = (bag: Map<string, number>): number => [...bag.values()].reduce((sum, count) => sum + count, 0);
  let common = 0;
  for (const [word, count] of a) common += Math.min(count, b.get(word) ?? 0);
  const precision = size(a) === 0 ? 0 : common / size(a);
  const recall = size(b) === 0 ? 0 : common / size(b);
  return { precision, recall, f1: common === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/** With linear interpolation between neighbours. */
function quantile(scores: readonly number[], share: number): number {
  const place = (scores.length - 1) * share;
  const low = scores[Math.floor(place)] ?? 0;
  const high = scores[Math.ceil(place)] ?? 0;
  return low + (high - low) * (place - Math.floor(place));
}
