// No fault of accessibility in any state of the page that axe-core finds, whatever its weight: in light and dark, wide and, in light, narrow.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser } from "puppeteer-core";
import { accessibilityFaults } from "./axe.js";
import { BROWSERS, launch, marked, serve, type Site } from "./harness.js";
import { BROKEN, STATES } from "./states.js";

for (const name of BROWSERS) {
  for (const scheme of ["light", "dark"] as const) {
    describe(`accessibility in ${name}, ${scheme}`, () => {
      let site: Site;
      let browser: Browser;

      before(async () => {
        site = await serve();
        browser = await launch(name, { scheme });
      });

      after(async () => {
        await browser?.close();
        site?.close();
      });

      // What a narrow page lays out otherwise has the same colours.
      for (const width of scheme === "light" ? [1280, 360] : [1280]) {
        test(`at ${width} pixels`, async () => {
          const page = await (await browser.createBrowserContext()).newPage();
          await page.setViewport({ width, height: 800 });
          await page.goto(site.origin);
          await marked(page);
          assert.equal(await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches), scheme === "dark");
          const found: string[] = [];
          for (const [state, go] of STATES) {
            await go(page);
            for (const fault of await accessibilityFaults(page)) found.push(`${state}: ${fault}`);
          }
          await page.close();
          for (const [state, breakIt] of BROKEN) {
            const page = await (await browser.createBrowserContext()).newPage();
            await page.setViewport({ width, height: 800 });
            await breakIt(page, site);
            await page.goto(site.origin);
            await page.waitForSelector(`#${state}:not([hidden])`);
            for (const fault of await accessibilityFaults(page)) found.push(`${state}: ${fault}`);
            site.broken.clear();
            await page.close();
          }
          assert.deepEqual(found, []);
        });
      }
    });
  }
}
