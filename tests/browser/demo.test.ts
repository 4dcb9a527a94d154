// The demo of the embed, in both browsers: every editor has its tab, is marked there, and has its claims listed beside it.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { accessibilityFaults } from "./axe.js";
import { click } from "./click.js";
import { BROWSERS, launch, serve, type Site } from "./harness.js";

const PAGES = readdirSync("dist/web/embed/editors")
  .filter((file) => file.endsWith(".html"))
  .map((file) => file.slice(0, -".html".length));

/** The line above the list of claims. */
function status(page: Page, pattern: RegExp): Promise<unknown> {
  return page.waitForFunction(
    (source: string) => new RegExp(source).test(document.getElementById("claims")?.shadowRoot?.querySelector("[role=status]")?.textContent ?? ""),
    { timeout: 60_000, polling: 50 },
    pattern.source,
  );
}

/** Editors whose text is never whole in the page. */
const UNSERVED: Record<string, RegExp> = {
  ace: /could not be marked: Ace draws only/,
  codemirror: /could not be marked: CodeMirror draws only/,
  monaco: /could not be marked: Monaco draws only/,
};

for (const name of BROWSERS) {
  describe(`demo in ${name}`, () => {
    let site: Site;
    let browser: Browser;
    let page: Page;
    const requests: string[] = [];

    before(async () => {
      site = await serve();
      browser = await launch(name);
      page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 800 });
      page.on("request", (request) => requests.push(request.url()));
      await page.goto(`${site.origin}/embed/index.html`);
      await status(page, /^8 claims/);
    });

    after(async () => {
      await browser?.close();
      site?.close();
    });

    test("every editor has a tab, and the claims of each are listed", async () => {
      const tabs = await page.$$eval("[role=tab]", (tabs) => tabs.map((tab) => tab.id.slice("tab-".length)));
      assert.deepEqual(tabs.toSorted(), PAGES.toSorted());
      for (const tab of tabs.slice(1)) {
        await page.focus("[role=tab][aria-selected=true]");
        await page.keyboard.press("ArrowRight");
        assert.equal(await page.$eval("[aria-selected=true]", (chosen) => chosen.id), `tab-${tab}`);
        await status(page, UNSERVED[tab] ?? /^8 claims/);
      }
    });

    test("what is written is listed, and an editor keeps what was written when another is shown", async () => {
      await click(page, "#tab-contenteditable");
      const frame = page.frames().find((frame) => frame.url().includes("/contenteditable.html"));
      assert.ok(frame);
      await frame.evaluate(() => {
        const last = document.querySelector("#editor p:last-child");
        last?.append(" Vint paid 412 euros.");
      });
      await status(page, /^9 claims/);
      await click(page, "#tab-quill");
      await status(page, /^8 claims/);
      await click(page, "#tab-contenteditable");
      await status(page, /^9 claims/);
    });

    test("what it would save is shown without a trace of the marks", async () => {
      await click(page, "#saved summary");
      await page.waitForFunction(() => /412 euros/.test(document.querySelector("#saved pre")?.textContent ?? ""), { polling: 50 });
      assert.doesNotMatch(await page.$eval("#saved pre", (saved) => saved.textContent ?? ""), /tickmark|<mark|<span/);
    });

    test("nothing was asked of anybody else", () => {
      const others = requests.filter((url) => !url.startsWith(`${site.origin}/`) && !/^(data|blob|about):/.test(url));
      assert.deepEqual(others, []);
    });

    test("the page around the editors has no fault of accessibility", async () => {
      assert.deepEqual(await accessibilityFaults(page), []);
    });
  });
}
