// The extension on pages that mean harm, in both browsers: nothing of the page runs with our rights, nothing of ours breaks
// the page, nothing that was ticked is lost, and what fails is told.

import assert from "node:assert/strict";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { resolve } from "node:path";
import type { Page } from "puppeteer-core";
import "./attacks.js";
import { differences, paintedIn, stateOf } from "./claims.js";
import { type Extended, launchExtended } from "./extended.js";
import { type Fixtures, serveFixtures } from "./fixtures.js";
import { BROWSERS } from "./harness.js";
import { until } from "./until.js";

const API = "(globalThis.browser ?? chrome)";
/** Keeps what a test leaves in the background between two expressions, whose own globals Firefox throws away. */
const HELD = "TextEncoder";
const size = (page: Page): Promise<number> => page.evaluate("CSS.highlights.size") as Promise<number>;
const harm = (page: Page): Promise<string> => page.evaluate("harm") as Promise<string>;

/** Chromium: waits until the panel of another extension lists claims. */
async function browserHasPanel(extended: Extended, id: string): Promise<void> {
  const target = await extended.browser.waitForTarget((target) => target.url() === `chrome-extension://${id}/panel.html`, { timeout: 30_000 });
  const panel = await target.asPage();
  await until(() => panel.evaluate('document.querySelectorAll("button[data-index]").length') as Promise<number>, (count) => count > 0);
}

for (const name of BROWSERS) {
  describe(`the extension on hostile pages in ${name}`, () => {
    let site: Fixtures;
    let extended: Extended;
    let page: Page;

    before(async () => {
      site = await serveFixtures();
      extended = await launchExtended(name);
      page = await extended.browser.newPage();
      await page.setViewport({ width: 1100, height: 800 });
    });

    after(async () => {
      await extended?.close();
      site?.close();
    });

    async function mark(path: string): Promise<void> {
      await page.goto(site.origin + path);
      await extended.press(page);
      await until(() => size(page), (size) => size > 0);
    }

    /** Waits until what is painted is what the extension says, with `words` in it. */
    async function right(words: string): Promise<void> {
      await until(
        async () => [await paintedIn(page), await stateOf(extended)] as const,
        ([painted, state]) => Object.values(painted).flat().join(" ").includes(words.replace(/\s+/g, "")) && state.lost === 0 && differences(state, painted).length === 0,
      );
    }

    const problem = (): Promise<string> => extended.inPanel<string>('document.getElementById("problem").textContent');

    test("a page that has overwritten what scripts are made of is marked, and nothing of it is called", async () => {
      await mark("/overwritten");
      const state = await until(() => stateOf(extended), ({ claims, progress }) => claims.length > 5 && progress == null);
      assert.equal(state.lost, 0);
      const texts = (await page.evaluate("texts()")) as string[];
      const wanted = state.claims.flatMap((claim) => (claim.kind === "quotation" && claim.quotation.form === "mixed" ? claim.quotation.quoted : [claim.span]).map((span) => state.text.slice(...span)));
      assert.deepEqual(texts.toSorted(), wanted.toSorted());
      assert.equal(await harm(page), "");
    });

    test("forged messages do nothing, and no resource of the extension is to be had", async () => {
      const stored = await extended.inBackground(`${API}.storage.local.get(null)`);
      await page.goto(`${site.origin}/forged`);
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.equal(await size(page), 0);
      assert.equal(await harm(page), "");
      const base = await extended.inBackground<string>(`${API}.runtime.getURL("")`);
      for (const path of ["panel.html", "manifest.json", "tickmark.wasm", "content.js"]) {
        const got = await page.evaluate((address: string) => fetch(address).then(() => "had", () => "refused"), base + path);
        assert.equal(got, "refused", path);
      }
      await extended.press(page);
      await right("nearly €40 million");
      assert.equal(await harm(page), "");
      assert.deepEqual(await extended.inBackground(`${API}.storage.local.get(null)`), stored);
    });

    test("a flood of changes beside the article is not read again and again, and the page goes on", async () => {
      await extended.inBackground(`void (${HELD}.scans = 0, ${API}.runtime.onMessage.addListener((message) => { if (message.type === "scan") ${HELD}.scans += 1; }))`);
      await mark("/flood");
      await right("nearly €40 million");
      const rounds = (await page.evaluate("rounds")) as number;
      await until(() => page.evaluate("rounds") as Promise<number>, (now) => now > rounds + 200);
      assert.equal(await extended.inBackground(`${HELD}.scans`), 1);
      await page.evaluate('flooding = false; document.querySelector("#first").textContent = "The pier lost nearly €51 million in April 2027, and some 310 passengers had to wait, Ida Holm told the board."');
      await right("nearly €51 million");
      assert.equal(await extended.inBackground(`${HELD}.scans`), 2);
    });

    test("a page that takes its text away again and again is not broken by it, and is marked when it has come to rest", async () => {
      await page.goto(`${site.origin}/deleting`);
      await extended.press(page);
      const rounds = (await page.evaluate("rounds")) as number;
      await until(() => page.evaluate("rounds") as Promise<number>, (now) => now > rounds + 300);
      await page.evaluate("deleting = false");
      await right("nearly €40 million");
      assert.equal(await harm(page), "");
    });

    test("where the browser ends the background in the midst of a scan, the text is marked or the person is told, and a press works", async () => {
      await page.goto(`${site.origin}/long`);
      await extended.press(page);
      await until(() => stateOf(extended), ({ progress }) => progress != null && progress < 0.9);
      await extended.sleep();
      await until(() => stateOf(extended), ({ claims, progress, problem }) => progress == null && (problem ? /\S/.test(problem) : claims.length > 1_000));
      await mark("/victim");
      await right("nearly €40 million");
    });

    test("text that looks like markup or like a message is text", async () => {
      await mark("/lookalike");
      await right("35 times");
      await until(() => extended.inPanel<number>('document.querySelectorAll("button[data-index]").length'), (count) => count > 4);
      await extended.inPanel('document.querySelectorAll("button[data-index]").forEach((button) => button.click())');
      assert.equal(await extended.inPanel("document.querySelectorAll('img, script:not([src]), b[onclick], a[href^=\"javascript:\"]').length"), 0);
      assert.equal(await harm(page), "");
    });

    test("100,000 nodes beside the article", async () => {
      await mark("/many");
      await right("nearly €40 million");
      assert.ok(((await page.evaluate("nodes")) as number) > 50_000);
    });

    test("10,000 elements deep", async () => {
      await mark("/deep");
      await right("77 stairs");
    });

    test("a frame with a Highlight of its own takes nothing from the page around it", async () => {
      await mark("/frame");
      await until(() => stateOf(extended), ({ claims, problem }) => claims.length > 5 && !problem);
      const painted = await until(() => paintedIn(page), (painted) => Object.keys(painted).length > 2);
      assert.match(Object.values(painted).flat().join(" "), /nearly€40million/);
    });

    test("marks that a page takes away come back; where it goes on with it, the person is told", async () => {
      await mark("/victim");
      await right("nearly €40 million");
      await page.evaluate("CSS.highlights.clear()");
      await page.mouse.move(300, 700);
      await page.mouse.move(320, 690);
      await right("nearly €40 million");
      await page.evaluate("void (window.clearing = setInterval(() => CSS.highlights.clear(), 0))");
      let x = 300;
      await until(async () => {
        await page.mouse.move((x += 3), 700);
        return problem();
      }, (line) => line === "This page takes the marks away again and again. The claims are in the list.");
      await page.evaluate("clearInterval(clearing)");
      const { claims } = await stateOf(extended);
      assert.ok(claims.length > 5);
      assert.equal(await extended.inPanel<number>('document.querySelectorAll("button[data-index]").length'), claims.length);
    });

    test("where the storage is full, the person is told so, sees the tick all the same, and loses none from before", async () => {
      await mark("/victim");
      await until(() => extended.inPanel<number>('document.querySelectorAll("button[data-index]").length'), (count) => count > 4);
      const tick = (index: number): Promise<void> =>
        extended.inPanel(`(async () => { const [tab] = await ${API}.tabs.query({ active: true, currentWindow: true }); const port = ${API}.tabs.connect(tab.id, { name: "tickmark-panel", frameId: 0 }); port.postMessage({ type: "tick", index: ${index}, status: "wrong" }); await new Promise((resolve) => setTimeout(resolve, 300)); port.disconnect(); })()`);
      const ticked = async (): Promise<number> => (await stateOf(extended)).statuses.filter((status) => status === "wrong").length;
      await tick(0);
      await until(ticked, (count) => count === 1);
      await extended.inBackground(`void (${HELD}.honest = ${API}.storage.local.set, ${API}.storage.local.set = () => Promise.reject(new Error("QUOTA_BYTES quota exceeded")))`);
      await tick(1);
      assert.match(await until(problem, (line) => line !== ""), /^Statuses are not kept: (?:Error: )?QUOTA_BYTES quota exceeded; it is shown until this page is closed$/);
      assert.equal(await ticked(), 2);
      await extended.inBackground(`void (${API}.storage.local.set = ${HELD}.honest)`);
      await tick(2);
      await until(problem, (line) => line === "");
      await mark("/victim");
      await right("nearly €40 million");
      // What could not be kept is gone with its page; what was kept before and after is there.
      await until(ticked, (count) => count === 2);
    });

    test("two copies installed at once: each marks the page, and one that goes leaves it to the other", async () => {
      const folder = `target/tests/second-${name}`;
      rmSync(folder, { recursive: true, force: true });
      cpSync(name === "chrome" ? "dist/extension-chromium" : "dist/extension-firefox", folder, { recursive: true });
      const manifest = JSON.parse(readFileSync(`${folder}/manifest.json`, "utf8")) as { browser_specific_settings?: { gecko: { id: string } } };
      if (manifest.browser_specific_settings) manifest.browser_specific_settings.gecko.id = "second@tickmark.example";
      writeFileSync(`${folder}/manifest.json`, JSON.stringify(manifest));
      const second = await extended.browser.installExtension(resolve(folder));
      await mark("/victim");
      await right("nearly €40 million");
      // The second panel takes the place of the first one: what is painted can be asked of the page alone.
      const marks = await paintedIn(page);
      const same = (painted: Record<string, string[]>): boolean => JSON.stringify(painted) === JSON.stringify(marks);
      if (name === "chrome") {
        const other = (await extended.browser.extensions()).get(second);
        assert.ok(other);
        await page.bringToFront();
        await other.triggerAction(page);
        await browserHasPanel(extended, second);
        await until(() => paintedIn(page), same);
      }
      await extended.browser.uninstallExtension(second);
      await page.mouse.move(300, 700);
      await page.mouse.move(340, 690);
      await until(() => paintedIn(page), same);
      // The panel of this one again, where the other's took its place.
      if (name === "chrome") await extended.press(page);
      await right("nearly €40 million");
    });

    test("nothing of this was a fault in the extension's console", async () => {
      assert.deepEqual(await extended.faults(), []);
    });
  });
}
