// Writes the pictures of the page: docs/screenshot.png for the README and, with SHOTS=folder, more to look at.

import { mkdirSync } from "node:fs";
import type { Browser, Page } from "puppeteer-core";
import { launch, marked, serve } from "./harness.js";

async function open(browser: Browser, origin: string, width: number, height: number, scheme: "light" | "dark"): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(origin);
  await marked(page);
  return page;
}

/** Opens the card of the n-th claim and gives the page a moment to scroll. */
async function openCard(page: Page, index: number): Promise<void> {
  await page.click(`button[data-index="${index}"]`);
  await new Promise((resolve) => setTimeout(resolve, 600));
}

const site = await serve();
const browser = await launch("chrome");
try {
  mkdirSync("docs", { recursive: true });
  const page = await open(browser, site.origin, 1280, 800, "light");
  await openCard(page, 4);
  await page.screenshot({ path: "docs/screenshot.png" });
  const folder = process.env["SHOTS"];
  if (folder) {
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: `${folder}/light-full.png`, fullPage: true });
    const dark = await open(browser, site.origin, 1280, 800, "dark");
    await openCard(dark, 8);
    await dark.screenshot({ path: `${folder}/dark.png` });
    const narrow = await open(browser, site.origin, 360, 760, "light");
    await narrow.screenshot({ path: `${folder}/narrow.png` });
    await openCard(narrow, 3);
    await narrow.screenshot({ path: `${folder}/narrow-card.png` });
    const firefox = await launch("firefox");
    const other = await firefox.newPage();
    await other.setViewport({ width: 1280, height: 800 });
    await other.goto(site.origin);
    await marked(other);
    await other.screenshot({ path: `${folder}/firefox.png` });
    await firefox.close();
  }
} finally {
  await browser.close();
  site.close();
}
