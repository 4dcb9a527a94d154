// Workers that the browser ends in the midst of their work, as it does where memory runs out: what was asked comes after
// all, or the person is told, and nothing that was ticked is lost.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { click } from "./click.js";
import { BROWSERS, launch, marked, paste, serve, type Site } from "./harness.js";
import { until } from "./until.js";

const LINE = "The pier of Ostvik lost 40 boats in March 2026, and “nobody came to count them,” Ida Holm told the council.";
/** Long enough that reading it is not over when the Worker is ended, though the page is busy laying it out. */
const LONG = Array.from({ length: 20_000 }, (_, n) => LINE.replace("40", String(n + 41))).join("\n");
const TOLD = "The text could not be marked: the engine stopped (the browser has ended it). It is kept.";

interface Killing {
  /** Workers that were started. */
  started: number;
  /** How many Workers are still to be ended, each when it was asked `call`. */
  kills: number;
  call: string;
  /** How many have been ended on being asked. */
  killed: number;
  /** Ends the newest Worker. */
  end(): void;
}

/** In the page, before its scripts: its Workers can be ended behind its back. */
function arm(): void {
  const killing: Killing = ((window as unknown as { killing: Killing }).killing = { started: 0, kills: 0, killed: 0, call: "scan", end: () => undefined });
  window.Worker = class extends Worker {
    #alive: Promise<unknown>;
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      killing.started += 1;
      killing.end = () => this.terminate();
      // A Worker that has not begun cannot be missed by anybody.
      this.#alive = new Promise((resolve) => this.addEventListener("message", resolve, { once: true }));
    }
    override postMessage(...given: unknown[]): void {
      super.postMessage(...(given as [unknown]));
      if ((given[0] as { call?: string }).call !== killing.call || killing.kills === 0) return;
      killing.kills -= 1;
      void this.#alive.then(() => {
        this.terminate();
        killing.killed += 1;
      });
    }
  };
}

for (const name of BROWSERS) {
  describe(`ended Workers in ${name}`, () => {
    let site: Site;
    let browser: Browser;
    let page: Page;
    const faults: string[] = [];

    const kill = (kills: number, call = "scan"): Promise<void> =>
      page.evaluate((kills, call) => Object.assign((window as unknown as { killing: Killing }).killing, { kills, call }) && undefined, kills, call);
    const started = (): Promise<number> => page.evaluate(() => (window as unknown as { killing: Killing }).killing.started);
    const problem = (): Promise<string> => page.$eval("#problem", (box) => ((box as HTMLElement).hidden ? "" : (box.firstElementChild?.textContent ?? "")));
    const ticked = (): Promise<number> => page.$eval("#progress", (progress) => Number.parseInt(progress.textContent ?? "", 10));

    async function take(text: string, first: string): Promise<void> {
      await paste(page, text);
      await page.waitForFunction((first: string) => document.getElementById("article")?.textContent?.startsWith(first), {}, first);
    }

    async function open(): Promise<void> {
      await page?.close();
      page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      page.on("pageerror", (error) => faults.push(String(error)));
      await page.evaluateOnNewDocument(arm);
      await page.goto(site.origin);
      await marked(page);
    }

    before(async () => {
      site = await serve();
      browser = await launch(name);
    });

    after(async () => {
      await browser?.close();
      site?.close();
    });

    beforeEach(open);

    test("a Worker that is ended while it reads: the marks come after all", async () => {
      const before = await started();
      await kill(1);
      await take(LONG, "The pier of Ostvik lost 41 boats");
      await marked(page, /^[\d,]+ claims/);
      assert.equal(await started(), before + 1);
      assert.equal(await problem(), "");
    });

    test("where the second one is ended too, the person is told, the ticks are kept, and trying again works", async () => {
      await take(LINE, "The pier of Ostvik lost 40 boats");
      await marked(page, /^\d+ claims/);
      await page.waitForSelector("#panel button[data-index]");
      await click(page, "#panel button[data-index]");
      await page.keyboard.press("x");
      await until(ticked, (count) => count === 1);
      await kill(2);
      await take(LONG, "The pier of Ostvik lost 41 boats");
      await until(problem, (line) => line === TOLD);
      assert.ok((await page.$eval("#article", (article) => article.textContent?.length ?? 0)) > 500_000, "the text is gone");
      await click(page, "#retry");
      await marked(page, /^[\d,]+ claims/);
      assert.equal(await problem(), "");
      await take(LINE, "The pier of Ostvik lost 40 boats");
      await marked(page, /^\d+ claims/);
      await until(ticked, (count) => count === 1);
    });

    test("a list that is saved comes after all", async () => {
      await take(LONG, "The pier of Ostvik lost 41 boats");
      await marked(page, /^[\d,]+ claims/);
      await click(page, "#tab-file");
      await kill(1, "export");
      await click(page, '#exports [data-format="csv"]');
      await until(() => page.$eval("#exports [role=status]", (status) => status.textContent), (line) => line === "Saved as claims.csv.");
    });

    test("a Worker that is ended while nothing is asked of it is replaced when something is", async () => {
      await take(LINE, "The pier of Ostvik lost 40 boats");
      await marked(page, /^\d+ claims/);
      const before = await started();
      await page.evaluate(() => (window as unknown as { killing: Killing }).killing.end());
      await click(page, "#tab-file");
      await page.type('#targets [name="label"]', "Harbour archive");
      await page.type('#targets [name="template"]', "https://archive.example/find?words={q}");
      await click(page, "#targets [type=submit]");
      await page.waitForSelector("#targets li");
      assert.equal(await started(), before + 1);
      assert.equal(await problem(), "");
      await click(page, "#targets li button");
      await page.waitForFunction(() => document.querySelector("#targets li") === null);
    });

    test("the first Worker starts before the page's program has come, and is missed where it ended meanwhile", async () => {
      let release = (): void => undefined;
      site.held.set("/main.js", new Promise<void>((resolve) => (release = resolve)));
      try {
        await page.evaluateOnNewDocument(() => ((window as unknown as { killing: Killing }).killing.kills = 1));
        const loaded = page.reload();
        await page.waitForFunction(() => (window as unknown as { killing?: Killing }).killing?.killed === 1);
        release();
        await loaded;
      } finally {
        site.held.clear();
        release();
      }
      await marked(page, /^[\d,]+ claims/);
      assert.equal(await started(), 2);
      assert.equal(await problem(), "");
    });

    for (const [what, change] of [
      ["absent", () => Reflect.deleteProperty(Navigator.prototype, "locks")],
      ["refused", () => (LockManager.prototype.request = () => Promise.reject(new DOMException("not here", "SecurityError")))],
    ] as const) {
      test(`where locks are ${what}, a text is marked all the same`, async () => {
        await page.evaluateOnNewDocument(change as () => void);
        await page.reload();
        await marked(page);
        await take(LINE, "The pier of Ostvik lost 40 boats");
        await marked(page, /^\d+ claims/);
      });
    }

    test("nothing went wrong unseen", () => assert.deepEqual(faults, []));
  });
}
