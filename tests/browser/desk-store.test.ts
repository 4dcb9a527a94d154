// The desk in real browsers: what is kept over a reload, by two tabs at once, and where the browser keeps nothing.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import type { OpenArticle } from "../../www/desk/article.js";
import type { Desk, DeskEvent } from "../../www/desk/desk.js";
import type { Status } from "../../www/desk/record.js";
import type { claimsOf } from "./claims-of.js";
import { BROWSERS, launch, serve, type Site } from "./harness.js";

const ARTICLE = Array.from({ length: 40 }, (_, at) => `The harbour of ${"aeiou"[at % 5]}${"bcdfghkl"[at % 8]} near Vell lost ${at + 10} boats, the council said there.`).join("\n");
const NAME = "desk-store-test";

/** What the tests' script leaves in the page. */
interface Tab {
  tickmarkPage: { Desk: typeof Desk; claimsOf: typeof claimsOf };
  desk: Desk;
  article: OpenArticle;
  events: DeskEvent[];
}
declare const globalThis: Tab;

for (const name of BROWSERS) {
  describe(`the desk's store in ${name}`, () => {
    let site: Site;
    let browser: Browser;
    const script = readFileSync("target/tests/page.js", "utf8");

    /** A tab with its own desk on which the article lies. */
    async function tab(options: { name?: string; text?: string } = {}): Promise<Page> {
      const page = await browser.newPage();
      await page.goto(`${site.origin}/icon.svg`);
      await open(page, options);
      return page;
    }

    async function open(page: Page, { name = NAME, text = ARTICLE }: { name?: string; text?: string } = {}): Promise<void> {
      await page.evaluate(`${script}; globalThis.tickmarkPage = tickmarkPage;`);
      await page.evaluate(
        async (name: string, text: string) => {
          const { Desk, claimsOf } = globalThis.tickmarkPage;
          globalThis.desk = await Desk.open({ name });
          globalThis.events = [];
          globalThis.desk.onChange((event) => globalThis.events.push(event));
          globalThis.article = await globalThis.desk.take(text, claimsOf(text), { title: "Fleet" });
        },
        name,
        text,
      );
    }

    /** Says a status of the claims at these places, one after the other, and waits until it is written. */
    function tick(page: Page, places: readonly number[], status: Status, initials = ""): Promise<void> {
      return page.evaluate(
        async (places, status, initials) => {
          const claims = globalThis.tickmarkPage.claimsOf(globalThis.article.record.text);
          for (const at of places) {
            const claim = claims[at];
            if (claim) globalThis.article.review(claim, { status, initials });
            // Each is a write of its own, between those of the other tab.
            await globalThis.desk.settled();
          }
        },
        [...places],
        status,
        initials,
      );
    }

    /** The statuses that a tab shows, by the number in the claim. */
    function statuses(page: Page): Promise<Record<string, string>> {
      return page.evaluate(() => Object.fromEntries([...globalThis.article.reviews].map(([id, { status }]) => [Number.parseInt(id), status])));
    }

    function shows(page: Page, count: number): Promise<unknown> {
      return page.waitForFunction((count: number) => globalThis.article.reviews.size === count, { timeout: 30_000, polling: 50 }, count);
    }

    /** What is in the database, read without the desk. */
    function raw(page: Page, name = NAME): Promise<{ articles: number; heads: number }> {
      return page.evaluate(async (name) => {
        const db = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open(name);
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const count = (store: string): Promise<number> =>
          new Promise((resolve) => {
            const request = db.transaction(store).objectStore(store).count();
            request.onsuccess = () => resolve(request.result);
          });
        const counts = { articles: await count("articles"), heads: await count("heads") };
        db.close();
        return counts;
      }, name);
    }

    before(async () => {
      site = await serve();
      browser = await launch(name);
    });

    after(async () => {
      await browser?.close();
      site?.close();
    });

    test("what was said is there after a reload, also for an edited text", async () => {
      const page = await tab();
      await tick(page, [0, 1, 2], "checked");
      await page.reload();
      await open(page, { text: ARTICLE.replace("lost 11 boats", "lost 111 boats").replace("said there", "said then") });
      assert.deepEqual(await statuses(page), { 10: "checked", 12: "checked" });
      assert.deepEqual(await page.evaluate(() => [globalThis.article.found, globalThis.article.lost.map(({ anchor }) => anchor.quote), globalThis.desk.problem ?? "none"]), ["edited", ["11 boats"], "none"]);
      await page.evaluate(() => globalThis.desk.remove(globalThis.article.id));
      assert.deepEqual(await raw(page), { articles: 0, heads: 0 });
      await page.close();
    });

    test("two tabs that tick at the same time keep every tick of both, and show them", async () => {
      const [a, b] = [await tab(), await tab()];
      const even = Array.from({ length: 20 }, (_, at) => at * 2);
      await Promise.all([tick(a, even, "checked"), tick(b, even.map((at) => at + 1), "wrong")]);
      await Promise.all([shows(a, 40), shows(b, 40)]);
      assert.deepEqual(await statuses(a), await statuses(b));
      // Both took the text up before either kept it: it is one article all the same.
      assert.deepEqual(await raw(a), { articles: 1, heads: 1 });
      const kept = await a.evaluate(async () => (await globalThis.desk.load(globalThis.article.id))?.kept.map(({ review }) => review.status).sort());
      assert.deepEqual(kept, [...Array<string>(20).fill("checked"), ...Array<string>(20).fill("wrong")]);
      for (const page of [a, b]) await page.close();
    });

    test("of one claim the later word holds in both tabs, and undo does not overwrite the other tab's", async () => {
      const [a, b] = [await tab(), await tab()];
      await tick(a, [0], "wrong", "AR");
      await b.waitForFunction(() => [...globalThis.article.reviews.values()].some(({ initials }) => initials === "AR"), { polling: 50 });
      await tick(b, [0], "unverifiable", "TH");
      await a.waitForFunction(() => [...globalThis.article.reviews.values()].some(({ initials }) => initials === "TH"), { polling: 50 });
      assert.equal((await statuses(a))[10], "unverifiable");
      assert.match((await a.evaluate(() => globalThis.article.undo()?.refused)) ?? "", /another tab/);
      assert.equal((await statuses(a))[10], "unverifiable");
      assert.deepEqual(await a.evaluate(() => [...globalThis.article.reviews.keys()].flatMap((id) => globalThis.article.earlier(id).map(({ initials }) => initials))), ["AR", ""]);
      for (const page of [a, b]) await page.close();
    });

    test("an article that is deleted in one tab is told in the other, is not brought back by a tick, and can be kept again", async () => {
      const [a, b] = [await tab(), await tab()];
      await a.evaluate(() => globalThis.desk.remove(globalThis.article.id));
      await b.waitForFunction(() => globalThis.events.some(({ kind }) => kind === "removed"), { polling: 50 });
      await tick(b, [5], "checked");
      assert.deepEqual(await raw(b), { articles: 0, heads: 0 });
      const said = await statuses(b);
      assert.equal(said[15], "checked");
      await b.evaluate(async () => {
        globalThis.desk.keepAgain(globalThis.article);
        await globalThis.desk.settled();
      });
      assert.deepEqual(await raw(b), { articles: 1, heads: 1 });
      await b.reload();
      await open(b);
      assert.deepEqual(await statuses(b), said);
      for (const page of [a, b]) await page.close();
    });

    test("a text that is edited in one tab is told in the other", async () => {
      const [a, b] = [await tab(), await tab()];
      await tick(a, [3], "checked");
      await a.evaluate(async () => {
        const text = `${globalThis.article.record.text}\nNobody counted the nets of all those 99 boats.`;
        await globalThis.article.retake(text, globalThis.tickmarkPage.claimsOf(text));
        await globalThis.desk.settled();
      });
      await b.waitForFunction(() => globalThis.events.some(({ kind }) => kind === "text"), { polling: 50 });
      assert.match(await b.evaluate(() => globalThis.article.record.text), /99 boats/);
      for (const page of [a, b]) await page.close();
    });

    test("the desk goes to another place as one file", async () => {
      const page = await tab();
      const said = await statuses(page);
      assert.ok(Object.keys(said).length > 30);
      const outcome = await page.evaluate(async () => {
        const file = await globalThis.desk.exportAll();
        const away = await globalThis.tickmarkPage.Desk.open({ name: "desk-store-away" });
        const imported = await away.importAll(new File([file], "desk.json"));
        const { text } = globalThis.article.record;
        const there = await away.take(text, globalThis.tickmarkPage.claimsOf(text));
        return { imported, reviews: JSON.stringify([...there.reviews].sort()) === JSON.stringify([...globalThis.article.reviews].sort()) };
      });
      assert.deepEqual(outcome, { imported: { articles: 1, added: 1, merged: 0, reviews: Object.keys(said).length }, reviews: true });
      await page.close();
    });

    test("where the browser keeps nothing, one line says so and the work goes on", async () => {
      const page = await browser.newPage();
      await page.goto(`${site.origin}/icon.svg`);
      await page.evaluate(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException("The operation is insecure.", "SecurityError");
        };
      });
      await open(page);
      assert.match((await page.evaluate(() => globalThis.desk.problem)) ?? "", /^This browser lets the page keep nothing \(The operation is insecure\)\. .* export it/);
      await tick(page, [0, 1], "checked");
      assert.deepEqual(await statuses(page), { 10: "checked", 11: "checked" });
      assert.equal((await page.evaluate(async () => (await globalThis.desk.exportAll()).text())).includes('"status":"checked"'), true);
      await page.close();
    });

    test("the browser is asked to keep the desk with the first review, and only once", async () => {
      const page = await browser.newPage();
      await page.goto(`${site.origin}/icon.svg`);
      await page.evaluate(() => {
        const counted = globalThis as unknown as { asked: number };
        counted.asked = 0;
        StorageManager.prototype.persist = async () => (counted.asked += 1) > 0;
      });
      await open(page, { name: "desk-store-persist" });
      const asked = (): Promise<number> => page.evaluate(() => (globalThis as unknown as { asked: number }).asked);
      await page.evaluate(async () => {
        globalThis.article.describe({ title: "Boats" });
        await globalThis.desk.settled();
      });
      assert.equal(await asked(), 0);
      await tick(page, [0], "checked");
      await tick(page, [1, 2], "checked");
      assert.equal(await asked(), 1);
      await page.close();
    });

    test("where the disk is full, one line says so, nothing is lost, and it is kept once there is room", async () => {
      const page = await tab({ name: "desk-store-full", text: ARTICLE.replaceAll("Vell", "Sarn") });
      await page.evaluate(() => {
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function () {
          this.transaction.abort();
          throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
        };
        (globalThis as unknown as { room(): void }).room = () => {
          IDBObjectStore.prototype.put = put;
        };
      });
      await tick(page, [0], "checked");
      assert.match((await page.evaluate(() => globalThis.desk.problem)) ?? "", /^The reviews of “Fleet” could not be kept \([^)]*[^.)]\)\. .* export it/);
      assert.deepEqual(await statuses(page), { 10: "checked" });
      assert.deepEqual(await page.evaluate(async () => (await globalThis.desk.list()).map(({ done }) => done)), [1]);
      assert.equal((await page.evaluate(async () => (await globalThis.desk.exportAll()).text())).includes('"status":"checked"'), true);
      await page.evaluate(() => (globalThis as unknown as { room(): void }).room());
      await tick(page, [1], "wrong");
      assert.equal(await page.evaluate(() => globalThis.desk.problem ?? "none"), "none");
      await page.reload();
      await open(page, { name: "desk-store-full", text: ARTICLE.replaceAll("Vell", "Sarn") });
      assert.deepEqual(await statuses(page), { 10: "checked", 11: "wrong" });
      await page.close();
    });
  });
}
