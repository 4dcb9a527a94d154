// Writes the pictures of the page: docs/screenshot.png for the README and, with SHOTS=folder, more to look at.

import { mkdirSync } from "node:fs";
import type { Browser, KeyInput, Page } from "puppeteer-core";
import { click } from "./click.js";
import { launch, marked, serve } from "./harness.js";
import { BROKEN, printed, STATES } from "./states.js";

async function open(browser: Pick<Browser, "newPage">, origin: string, width: number, height: number, scheme: "light" | "dark"): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(origin);
  await marked(page);
  return page;
}

/** Opens the card of the claim with these words, by the mouse, and gives the page a moment to scroll. */
async function openCard(page: Page, words: string): Promise<void> {
  const index = await page.evaluate((words) => {
    const buttons = [...document.querySelectorAll<HTMLButtonElement>("#panel button[data-index]")];
    return buttons.find((button) => button.querySelector(".words")?.textContent === words)?.dataset["index"];
  }, words);
  if (index === undefined) throw new Error(`no claim in the list reads ${words}`);
  await click(page, `button[data-index="${index}"]`);
  await new Promise((resolve) => setTimeout(resolve, 600));
}

/** Walks the claims as a person does, and says of each what a key says: j goes on, x is checked, w wrong, c cannot be checked. */
async function review(page: Page, keys: string): Promise<void> {
  for (const key of keys) await page.keyboard.press(key as KeyInput);
}

const REVIEWED = "jxjxjjxjxjjcjxjxjw";

const site = await serve();
const browser = await launch("chrome");
try {
  mkdirSync("docs", { recursive: true });
  const page = await open(browser, site.origin, 1280, 800, "light");
  await review(page, REVIEWED);
  await openCard(page, "Some 310 square kilometres");
  await page.evaluate(() => {
    scrollTo(0, 0);
    (document.activeElement as HTMLElement).blur();
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await page.screenshot({ path: "docs/screenshot.png" });
  const folder = process.env["SHOTS"];
  if (folder) {
    mkdirSync(folder, { recursive: true });
    for (const [width, height] of [[1280, 900], [360, 760]] as const) {
      for (const scheme of ["light", "dark"] as const) {
        const of = (name: string): `${string}.png` => `${folder}/${width}-${scheme}-${name}.png`;
        const shown = await open(await browser.createBrowserContext(), site.origin, width, height, scheme);
        for (const [name, go] of STATES) {
          await go(shown);
          // What scrolls and fades does so for a moment.
          await new Promise((resolve) => setTimeout(resolve, 500));
          await shown.screenshot({ path: of(name) });
        }
        for (const [name, breakIt] of BROKEN) {
          const broken = await (await browser.createBrowserContext()).newPage();
          await broken.setViewport({ width, height });
          await broken.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
          await breakIt(broken, site);
          await broken.goto(site.origin);
          await broken.waitForSelector(`#${name}:not([hidden])`);
          await new Promise((resolve) => setTimeout(resolve, 500));
          await broken.screenshot({ path: of(name) });
          site.broken.clear();
          await broken.close();
        }
        await printed(shown);
        await shown.screenshot({ path: of("report"), fullPage: true });
        await shown.close();
      }
    }
  }
} finally {
  await browser.close();
  site.close();
}
