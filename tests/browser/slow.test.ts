// What takes long says so, and takes its line back: here on a machine whose engine answers late and whose disk waits.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { click } from "./click.js";
import { BROWSERS, launch, marked, paste, serve, type Site } from "./harness.js";
import { holdStore } from "./hold-store.js";

const PIER = "Pier of Holm rebuilt\n\nThe pier of Holm was 210 metres long in 1932 and is 260 metres long now. “It took 7 years,” said Mari Sand. “It took 9,” said Jon Aas, who paid 40,000 euros of the 900,000.";

const LONG = Array.from({ length: 12_000 }, (_, at) => `Pier ${at} of Holm is ${at * 7 + 3} metres long.`).join("\n\n");

/** The engine is asked this much later, in milliseconds. */
const LATE = 1500;

for (const name of BROWSERS) {
  describe(`what takes long in ${name}`, () => {
    let site: Site;
    let browser: Browser;
    let page: Page;
    const faults: string[] = [];

    before(async () => {
      site = await serve();
      browser = await launch(name);
      page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      page.on("pageerror", (error) => faults.push(String(error)));
      await page.evaluateOnNewDocument((late: number) => {
        const send = Worker.prototype.postMessage;
        // The Worker answers each question by itself; only the way to it is long.
        Worker.prototype.postMessage = function (this: Worker, ...message: unknown[]) {
          setTimeout(() => send.apply(this, message as Parameters<typeof send>), late);
        };
        // Between two stretches of the page's work another program has the processor, for as long as `isBusy` says so.
        const shown = window as unknown as { isBusy?: boolean; scheduler: { yield(): Promise<void> } };
        const soon = shown.scheduler.yield.bind(shown.scheduler);
        shown.scheduler.yield = () => (shown.isBusy ? new Promise((resolve) => setTimeout(resolve, 300)) : soon());
      }, LATE);
      await page.goto(site.origin);
    });

    after(async () => {
      await browser?.close();
      site?.close();
    });

    const says = (selector: string, pattern: RegExp): Promise<unknown> =>
      page.waitForFunction((selector: string, source: string) => new RegExp(source).test(document.querySelector(selector)?.textContent ?? ""), { polling: 20, timeout: 60_000 }, selector, pattern.source);

    test("reading, at the first visit and of what is pasted", async () => {
      await says("#status", /^Reading \d/);
      await marked(page);
      await paste(page, PIER);
      await says("#status", /^Reading \d/);
      await says("#status", /^\d+ claims/);
    });

    const busy = (isBusy: boolean): Promise<unknown> => page.evaluate((isBusy: boolean) => Object.assign(window, { isBusy }), isBusy);

    test("rich text that is pasted", async () => {
      await busy(true);
      await paste(page, "plain", "#paste", `<h1>Piers</h1>${Array.from({ length: 4000 }, (_, at) => `<p>Pier <b>${at}</b> is <i>old</i>.</p>`).join("")}`);
      await says("#status", /^Reading what was pasted …$/);
      await busy(false);
      await says("#article p", /^Piers$/);
      await says("#status", /^[\d,]+ claims/);
      await paste(page, PIER);
      await says("#status", /^\d+ claims/);
    });

    test("the comparison with a source", async () => {
      await click(page, "#source summary");
      await paste(page, "The pier is 260 metres long.", "#source-text");
      await page.$eval("#source-text", (box) => {
        (box as HTMLTextAreaElement).value = "The pier is 260 metres long.";
        box.dispatchEvent(new Event("input", { bubbles: true }));
      });
      await says("#source-status", /^Comparing …$/);
      await says("#source-status", /\d/);
    });

    test("the figures", async () => {
      await click(page, "#tab-figures");
      await says("#figures", /^The figures are being drawn …$/);
      await page.waitForSelector("#figures figure");
    });

    test("a list that is saved", async () => {
      await click(page, "#tab-file");
      await click(page, '#exports button[data-format="csv"]');
      await says("#exports [role=status]", /^The list is being written …$/);
      await says("#exports [role=status]", /^Saved as claims\.csv\.$/);
    });

    test("everything in one file", async () => {
      await click(page, "#tab-claims");
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await says("#articles-count", /^1$/);
      await click(page, "#articles-open");
      await page.waitForSelector("#articles[open] li .open");
      const release = await holdStore(page, site.origin);
      await click(page, "#export-all");
      await says("#articles [role=status]", /^Everything is being written …$/);
      await release();
      await says("#articles [role=status]", /^Saved as tickmark-desk\.json\.$/);
      await page.keyboard.press("Escape");
    });

    test("a search in a long article", async () => {
      await paste(page, LONG);
      await says("#article p", /^Pier 0 /);
      await says("#status", /^[\d,]+ claims/);
      await busy(true);
      await page.type("#search", "metres");
      await says("#found", /^Searching …$/);
      await busy(false);
      await says("#found", /12,000 in the text$/);
      await page.$eval("#search", (box) => ((box as HTMLInputElement).value = ""));
    });

    test("the report of a long article", async () => {
      await page.evaluate(() => {
        window.print = () => document.documentElement.classList.add("was-printed");
      });
      await click(page, "#print");
      await says("#said", /^The report is being made …/);
      await page.waitForSelector("html.was-printed", { timeout: 60_000 });
    });

    test("nothing went wrong unseen", () => assert.deepEqual(faults, []));
  });
}
