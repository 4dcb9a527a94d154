// Who closes the page or loads it anew in the midst of work loses nothing: not what the database did not come to write, and not
// what was being typed.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { click } from "./click.js";
import { BROWSERS, launch, marked, paste, serve, type Site } from "./harness.js";
import { holdStore } from "./hold-store.js";
import { until } from "./until.js";

const CHAPEL = "Chapel of Orr saved\n\nThe chapel of Orr had 340 visitors last year, and “nobody paid,” said Lise Berg. A new roof costs 52,000 euros.";

for (const name of BROWSERS) {
  describe(`leaving the desk in ${name}`, () => {
    let site: Site;
    let browser: Browser;
    let page: Page;
    const faults: string[] = [];

    before(async () => {
      site = await serve();
      browser = await launch(name);
    });

    after(async () => {
      await browser?.close();
      site?.close();
    });

    // Each with a desk of its own.
    beforeEach(async () => {
      await page?.close();
      page = await newPage(await browser.createBrowserContext());
      await page.goto(site.origin);
      await marked(page);
      await paste(page, CHAPEL);
      await page.waitForFunction(() => document.querySelector("#article p")?.textContent?.startsWith("Chapel"));
      await marked(page);
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    });

    async function newPage(context: { newPage(): Promise<Page> }): Promise<Page> {
      const page = await context.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      page.on("pageerror", (error) => faults.push(String(error)));
      return page;
    }

    const read = (selector: string, of = page): Promise<string> => of.$eval(selector, (element) => (element as HTMLInputElement).value ?? element.textContent ?? "");

    async function press(...keys: ("j" | "x" | "w" | "n" | "t")[]): Promise<void> {
      for (const key of keys) await page.keyboard.press(key);
    }

    const kept = (): Promise<string[]> => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("tickmark-unwritten")));

    test("a tick that the database did not come to write is there after a reload", async () => {
      await press("j", "w");
      await until(() => read("#articles-count"), (count) => count === "1");
      const release = await holdStore(page, site.origin);
      await press("j", "x");
      await page.reload({ waitUntil: "domcontentloaded" });
      await release();
      await until(() => read("#progress"), (said) => said.startsWith("2 of "));
      assert.equal((await page.$$("#panel .tick.wrong")).length, 1);
      assert.deepEqual(await kept(), []);
    });

    test("so is the first tick of an article that was not kept at all yet", async () => {
      const release = await holdStore(page, site.origin);
      await press("j", "x");
      await page.reload({ waitUntil: "domcontentloaded" });
      await release();
      await until(() => read("#progress"), (said) => said.startsWith("1 of "));
      assert.equal(await page.$eval("#article p", (first) => first.textContent), "Chapel of Orr saved");
    });

    test("what was written all the same comes back once, and not again after the article was deleted for good", async () => {
      await press("j", "x");
      await until(() => read("#articles-count"), (count) => count === "1");
      const release = await holdStore(page, site.origin);
      await press("j", "x");
      await page.evaluate(() => void dispatchEvent(new Event("pagehide")));
      assert.equal((await kept()).length, 1);
      await release();
      await until(() => kept(), (keys) => keys.length === 0);
      await click(page, "#articles-open");
      for (const label of ["Delete", "Delete for good"]) {
        await page.waitForFunction((label: string) => [...document.querySelectorAll("#articles li button")].some((button) => button.textContent === label), {}, label);
        await page.evaluate((label: string) => [...document.querySelectorAll<HTMLElement>("#articles li button")].find((button) => button.textContent === label)?.click(), label);
      }
      await until(() => read("#articles-count"), (count) => count === "");
      await page.reload();
      await marked(page);
      assert.equal(await read("#articles-count"), "");
    });

    test("a note, a title, a source and the text in the midst of their typing are there after a reload", async () => {
      await press("j", "x");
      await until(() => read("#articles-count"), (count) => count === "1");
      await page.keyboard.press("n");
      await page.keyboard.type("ask the par");
      await page.reload();
      await marked(page);
      await until(() => read("#panel .noted"), (note) => note === "ask the par");
      await click(page, "#title", { count: 3 });
      await page.keyboard.type("The roof");
      await page.reload();
      await marked(page);
      assert.equal(await read("#title"), "The roof");
      await click(page, "#source summary");
      await click(page, "#source-text");
      await page.keyboard.type("The roof costs 51,0");
      await page.reload();
      await marked(page);
      await until(() => read("#source-text"), (source) => source === "The roof costs 51,0");
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await press("t");
      await page.waitForFunction(() => (document.getElementById("paste") as HTMLTextAreaElement).value.startsWith("Chapel"));
      await page.keyboard.down("Control");
      await page.keyboard.press("End");
      await page.keyboard.up("Control");
      await page.keyboard.type(" It leaks 12 litres a da");
      await page.reload();
      await marked(page);
      assert.ok((await read("#article")).endsWith("It leaks 12 litres a da"));
      assert.match(await read("#progress"), /^1 of /);
      assert.equal(await read("#articles-count"), "1");
    });

    test("nothing went wrong unseen", () => assert.deepEqual(faults, []));
  });
}
