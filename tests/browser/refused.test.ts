// A browser that refuses to keep anything, or has no room left: the person is told so in one line that stays, the page works
// on, nothing that was ticked is lost from sight, and an export has it.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { click } from "./click.js";
import { type Extended, launchExtended } from "./extended.js";
import { type Fixtures, serveFixtures } from "./fixtures.js";
import { BROWSERS, launch, marked, paste, serve, type Site } from "./harness.js";
import { until } from "./until.js";

const ARTICLE = "The pier of Ostvik lost 40 boats in March 2026, and “nobody came to count them,” Ida Holm told the council.";

/** All storage is refused, as where a person has forbidden it. */
function refuse(): void {
  const no = (): never => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  };
  IDBFactory.prototype.open = no;
  Object.defineProperty(window, "localStorage", { get: no });
  window.BroadcastChannel = no as unknown as typeof BroadcastChannel;
}

/** The disk is full, until `room` is set. */
function fill(): void {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
    if (!("room" in window)) throw new DOMException("There is no room left.", "QuotaExceededError");
    return put.apply(this, given);
  };
}

for (const name of BROWSERS) {
  describe(`storage that is refused in ${name}`, () => {
    let site: Site;
    let browser: Browser;
    let page: Page;
    const faults: string[] = [];

    const text = (selector: string): Promise<string> => page.$eval(selector, (element) => ((element as HTMLElement).hidden ? "" : (element.textContent ?? "")));
    const ticked = (count: number): Promise<string> => until(() => text("#progress"), (progress) => progress.startsWith(`${count} of `));

    async function open(change: () => void): Promise<void> {
      page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      page.on("pageerror", (error) => faults.push(String(error)));
      await page.evaluateOnNewDocument(change);
      await page.goto(site.origin);
      await marked(page);
      await paste(page, ARTICLE);
      await page.waitForFunction(() => document.getElementById("article")?.textContent?.startsWith("The pier of Ostvik"));
      await marked(page, /^\d+ claims/);
    }

    /** Ticks the claim at this place of the list. */
    async function tick(index: number): Promise<void> {
      await page.waitForSelector(`#panel button[data-index="${index}"]`);
      await click(page, `#panel button[data-index="${index}"]`);
      await page.keyboard.press("x");
    }

    /** What "Export everything" hands over. */
    async function exported(): Promise<string> {
      await page.evaluate(() => {
        const made = URL.createObjectURL;
        URL.createObjectURL = (blob: Blob) => {
          void blob.text().then((text) => ((window as unknown as { exported: string }).exported = text));
          return made.call(URL, blob);
        };
      });
      await click(page, "#articles-open");
      await click(page, "#export-all");
      await page.waitForFunction(() => "exported" in window);
      return page.evaluate(() => (window as unknown as { exported: string }).exported);
    }

    before(async () => {
      site = await serve();
      browser = await launch(name);
    });

    after(async () => {
      await browser?.close();
      site?.close();
    });

    test("where all storage is refused it is said at once and stays said, and the page works on", async () => {
      await open(refuse);
      assert.match(await text("#unkept"), /^This browser lets the page keep nothing \(.+\)\. What you do is kept only while this page is open; export it to a file to keep it\.$/);
      await tick(0);
      await ticked(1);
      await tick(1);
      await ticked(2);
      // What is said of other things.
      await page.keyboard.press("u");
      await until(() => text("#said"), (line) => line.startsWith("Undone"));
      await page.keyboard.press("U");
      await until(() => text("#said"), (line) => line.startsWith("Done again"));
      await ticked(2);
      await click(page, "#tab-file");
      await click(page, '#groups input[value="fact-check"]');
      await until(() => text("#targets [role=status]"), (line) => line === "This browser keeps nothing for this page: the setting holds until you leave it.");
      await ticked(2);
      assert.match(await text("#unkept"), /keep nothing/);
      assert.equal((await exported()).match(/"status":\s*"checked"/g)?.length, 2);
      await page.close();
    });

    test("where there is no room it is said with the first tick, until what was ticked is kept", async () => {
      await open(fill);
      assert.equal(await text("#unkept"), "");
      await tick(0);
      await until(() => text("#unkept"), (line) => /^The reviews of “The pier of Ostvik.*” could not be kept \(.+\)\. What you do is kept only while this page is open/.test(line));
      await ticked(1);
      await page.keyboard.press("u");
      await page.keyboard.press("U");
      await until(() => text("#said"), (line) => line.startsWith("Done again"));
      assert.match(await text("#unkept"), /could not be kept/);
      assert.equal((await exported()).match(/"status":\s*"checked"/g)?.length, 1);
      await page.keyboard.press("Escape");
      await page.evaluate(() => void ((window as unknown as { room: boolean }).room = true));
      await tick(1);
      await until(() => text("#unkept"), (line) => line === "");
      await ticked(2);
      await page.reload();
      await marked(page, /^\d+ claims/);
      await ticked(2);
      await page.close();
    });

    test("nothing went wrong unseen", () => assert.deepEqual(faults, []));
  });

  describe(`storage that is refused to the extension in ${name}`, () => {
    let extended: Extended;
    let site: Fixtures;

    before(async () => {
      site = await serveFixtures();
      extended = await launchExtended(name);
    });

    after(async () => {
      await extended?.close();
      site?.close();
    });

    test("the settings say what is not kept, until it is", async () => {
      const page = await extended.browser.newPage();
      await page.goto(`${site.origin}/plain`);
      await extended.press(page);
      await until(() => extended.inPanel<number>('document.querySelectorAll("button[data-index]").length'), (count) => count > 0);
      await extended.inPanel('void document.querySelector("button.settings").click()');
      await until(() => extended.inOptions<number>('document.querySelectorAll("#groups input").length'), (count) => count > 0);
      const problem = (): Promise<string> => extended.inOptions<string>('(document.getElementById("problem").hidden ? "" : document.getElementById("problem").textContent)');
      assert.equal(await problem(), "");
      await extended.inOptions(`void (() => {
        const { local } = (globalThis.browser ?? chrome).storage;
        window.honest = local.set;
        local.set = () => Promise.reject(new Error("QUOTA_BYTES quota exceeded"));
      })()`);
      await extended.inOptions('void document.getElementById("print").click()');
      await until(problem, (line) => /^The setting is not kept: (?:Error: )?QUOTA_BYTES quota exceeded\.$/.test(line));
      await extended.inOptions(`void document.querySelector('#groups input[value="search"]').click()`);
      await until(() => extended.inOptions<string>('document.querySelector("#targets [role=status]").textContent'), (line) => line.startsWith("This browser keeps nothing"));
      await extended.inOptions("void ((globalThis.browser ?? chrome).storage.local.set = window.honest)");
      await extended.inOptions('void document.getElementById("print").click()');
      await until(problem, (line) => line === "");
    });
  });
}
