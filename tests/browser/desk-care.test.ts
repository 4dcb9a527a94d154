// Of two articles nothing gets into the other: sources, dates, filters, ticks; and what is written is kept beside what is refused.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import type { Browser, ElementHandle, Page } from "puppeteer-core";
import { click } from "./click.js";
import { BROWSERS, launch, marked, painted, paste, serve, type Site } from "./harness.js";
import { until } from "./until.js";

const BRIDGE = "Bridge of Tarn closed\n\nThe bridge of Tarn closed on Tuesday after 61 years, and “nobody was told,” Erik Moen said. It carried 4,200 cars a day.";
const MARKET = "Market hall of Sund\n\nThe hall lost 18 stalls on Tuesday. “We pay 300 euros a week,” said Ada Nilsen, who sells herring.";

for (const name of BROWSERS) {
  describe(`care for two articles in ${name}`, () => {
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
      const context = await browser.createBrowserContext();
      page = await context.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      page.on("pageerror", (error) => faults.push(String(error)));
      await page.goto(site.origin);
      await marked(page);
    });

    const read = (selector: string): Promise<string> => page.$eval(selector, (element) => (element as HTMLInputElement).value ?? element.textContent ?? "");

    async function take(text: string): Promise<void> {
      await paste(page, text);
      const last = text.split("\n").at(-1) ?? "";
      await page.waitForFunction((last: string) => document.querySelector("#article p:last-child")?.textContent === last, {}, last);
      await marked(page);
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    }

    /** Opens an article of the desk by what its name begins with. */
    async function open(title: string): Promise<void> {
      await click(page, "#articles-open");
      await page.waitForSelector("#articles[open] li .open");
      await page.evaluate((title: string) => [...document.querySelectorAll<HTMLElement>("#articles li .open")].find((button) => button.textContent?.startsWith(title))?.click(), title);
      await page.waitForFunction((title: string) => document.querySelector("#article p")?.textContent?.startsWith(title), {}, title);
      await marked(page);
    }

    async function setDate(date: string): Promise<void> {
      await page.$eval("#date", (field, date) => {
        (field as HTMLInputElement).value = date;
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }, date);
      await marked(page);
    }

    test("an article's source stays when another one is opened", async () => {
      await take(BRIDGE);
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await page.$eval("#source", (source) => ((source as HTMLDetailsElement).open = true));
      await page.focus("#source-text");
      await page.keyboard.type("The bridge carried 4,100 cars a day.");
      await until(() => page.$eval("#source-status", (status) => status.textContent ?? ""), (said) => said !== "" && !said.includes("…"));
      await take(MARKET);
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await click(page, "#source-clear");
      await open("Bridge");
      assert.equal(await read("#source-text"), "The bridge carried 4,100 cars a day.");
      await open("Market");
      assert.equal(await read("#source-text"), "");
      await open("Bridge");
      assert.equal(await read("#source-text"), "The bridge carried 4,100 cars a day.");
    });

    /** Opens a file with `text` as the source. */
    async function openSource(text: string): Promise<void> {
      const folder = mkdtempSync(join(tmpdir(), "tickmark-source-"));
      const file = join(folder, "minutes.txt");
      writeFileSync(file, text);
      try {
        await ((await page.$("#source-file")) as ElementHandle<HTMLInputElement>).uploadFile(file);
        await until(() => read("#source-status"), (said) => /\d/.test(said));
      } finally {
        rmSync(folder, { recursive: true });
      }
    }

    test("of a long source the box shows the opening, and the article is held against the whole", async () => {
      await take(BRIDGE);
      const filler = Array.from({ length: 3000 }, () => "The council went on to the next item of its list.").join("\n");
      await openSource(`Minutes of Tarn\n${filler}\nThe bridge carried 4,200 cars a day.`);
      const shown = await read("#source-text");
      assert.ok(shown.startsWith("Minutes of Tarn\n") && shown.endsWith("(the whole text is used; its beginning is shown)"), shown.slice(-80));
      // A browser lays out all that stands in a box at once.
      assert.ok(shown.length < 25_000, String(shown.length));
      assert.equal(await page.$eval("#source-text", (box) => (box as HTMLTextAreaElement).readOnly), true);
      await until(async () => (await painted(page))["tickmark-there"], (there) => JSON.stringify(there) === JSON.stringify(["4,200 cars a day"]));
      await click(page, "#source-clear");
      assert.equal(await page.$eval("#source-text", (box) => (box as HTMLTextAreaElement).readOnly), false);
    });

    test("of a source with many marks those near the sight are painted, and the others when they come", async () => {
      const lines = Array.from({ length: 410 }, (_, at) => `The boats of Holm landed ${5000 + 3 * at} tonnes of cod in that week.`);
      await paste(page, lines.join("\n"));
      await marked(page, /^[\d,]{3,} claims/);
      await openSource(lines.map((line) => line.replace("boats", "ships")).join("\n"));
      const there = async (): Promise<string[]> => (await painted(page))["tickmark-there"] ?? [];
      const has = (tonnes: number) => (marks: readonly string[]): boolean => marks.some((mark) => mark.includes(`${tonnes} tonnes`));
      const first = await until(there, has(5000));
      assert.ok(first.length < 200 && !has(6227)(first), `${first.length} are painted`);
      await page.$eval("#source-article > :last-child > :last-child", (line) => line.scrollIntoView());
      await until(there, has(6227));
      await until(there, (marks) => !has(5000)(marks));
    });

    test("of many places that are searched for all are counted, and those near the sight are painted", async () => {
      const lines = Array.from({ length: 410 }, (_, at) => `The harbour of Holm took ${5000 + 3 * at} crates in that week.`);
      await paste(page, lines.join("\n"));
      await marked(page, /^[\d,]{3,} claims/);
      await page.type("#search", "harbour");
      await until(() => read("#found"), (said) => said === "410 in the text");
      const painted = (): Promise<string[]> =>
        page.evaluate(() => [...((CSS.highlights as unknown as Map<string, Set<Range>>).get("tickmark-searched") ?? [])].map((range) => `${range.toString()}: ${range.startContainer.parentElement?.textContent}`));
      const has = (line: number) => (marks: readonly string[]): boolean => marks.includes(`harbour: ${lines.at(line)}`);
      const first = await until(painted, has(0));
      assert.ok(first.length < 200 && !has(-1)(first), `${first.length} are painted`);
      await page.$eval("#article > :last-child > :last-child", (line) => line.scrollIntoView());
      await until(painted, has(-1));
      await until(painted, (marks) => !has(0)(marks));
      await page.$eval("#search", (box) => {
        (box as HTMLInputElement).value = "";
        box.dispatchEvent(new Event("input", { bubbles: true }));
      });
      await until(painted, (marks) => marks.length === 0);
    });

    test("a report that is asked for again, or printed by the browser's command, while it is made is printed once, and whole", async () => {
      const lines = Array.from({ length: 410 }, (_, at) => `The quay of Holm took ${5000 + 3 * at} crates in that week.`);
      await paste(page, lines.join("\n"));
      await marked(page, /^[\d,]{3,} claims/);
      /** Asks for the report, and does something when its first group stands in the page. */
      const askAnd = (then: "ask again" | "print by the browser's command"): Promise<void> =>
        page.evaluate((then: string) => {
          const report = document.getElementById("report") as HTMLElement;
          const printed: string[] = [];
          Object.assign(window, { printed, print: () => printed.push(report.textContent ?? "") });
          const ask = (): void => void document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "p", bubbles: true }));
          ask();
          const seen = new MutationObserver(() => {
            if (report.childElementCount === 0) return;
            seen.disconnect();
            if (then === "ask again") return ask();
            dispatchEvent(new Event("beforeprint"));
            printed.push(report.textContent ?? "");
            dispatchEvent(new Event("afterprint"));
          });
          seen.observe(report, { childList: true });
        }, then);
      const printed = (): Promise<string[]> => page.evaluate(() => (window as unknown as { printed: string[] }).printed);
      const whole = await page.evaluate(() => {
        dispatchEvent(new Event("beforeprint"));
        const whole = document.getElementById("report")?.textContent ?? "";
        dispatchEvent(new Event("afterprint"));
        return whole;
      });
      assert.ok(whole.includes("6227 crates"));
      for (const then of ["ask again", "print by the browser's command"] as const) {
        await askAnd(then);
        await until(printed, ({ length }) => length > 0);
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
        assert.deepEqual(await printed(), [whole], then);
      }
    });

    test("a date belongs to the article that lay open; one that is set before there is any belongs to the next", async () => {
      await setDate("2026-05-14");
      await take(BRIDGE);
      assert.equal(await read("#date"), "2026-05-14");
      await setDate("2026-05-21");
      await take(MARKET);
      assert.equal(await read("#date"), "");
    });

    test("an article with a date is known again after an edit, and says so", async () => {
      await take(BRIDGE);
      await setDate("2026-05-14");
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await take(MARKET);
      await take(BRIDGE.replace("4,200 cars", "4,300 cars"));
      await until(() => page.$eval("body", (body) => body.textContent ?? ""), (text) => /Known: “Bridge of Tarn closed”, edited since/.test(text));
      assert.equal(await read("#date"), "2026-05-14");
    });

    test("a speaker who is not in the next text hides nothing of it", async () => {
      await take(BRIDGE);
      await page.select("#by-speaker", "Erik Moen");
      await until(() => painted(page), (marks) => !marks["tickmark-quantity"]?.includes("4,200 cars a day") && (marks["tickmark-quotation"]?.length ?? 0) > 0);
      await take(MARKET);
      const marks = await painted(page);
      assert.ok(marks["tickmark-quantity"]?.some((words) => words.startsWith("18 stalls")), JSON.stringify(marks));
    });

    test("a note is kept beside an address that is refused, which stays to be mended", async () => {
      await take(BRIDGE);
      await page.keyboard.press("j");
      await page.keyboard.press("e");
      await page.keyboard.type("page 4");
      await page.focus('#panel [name="note"]');
      await page.keyboard.type("Ask the council.");
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      assert.equal(await read('#panel [name="evidence"]'), "page 4");
      await page.keyboard.press("j");
      await page.keyboard.press("k");
      assert.equal(await read('#panel [name="note"]'), "Ask the council.");
    });

    test("a claim that the filter holds back is listed and opened where it is asked for", async () => {
      await take("Rents at Tarn rose from 300,000 euros to 450,000 euros. “We will pay,” Erik Moen said.");
      for (const kind of ["quantity", "date", "comparison"]) await page.$eval(`#filter input[value="${kind}"]`, (box) => (box as HTMLElement).click());
      await page.waitForFunction(() => document.querySelectorAll("#panel button[data-index]").length === 1);
      await page.keyboard.press("f");
      await page.waitForSelector("#figures rect.quantity");
      await page.$eval("#figures rect.quantity", (mark) => void mark.dispatchEvent(new MouseEvent("click", { bubbles: true })));
      await page.waitForSelector("#panel .card");
      assert.equal((await page.$$("#panel button[data-index]")).length, 2);
    });

    test("after the text was edited j goes on from where it was", async () => {
      await take(BRIDGE);
      for (const key of ["j", "j", "j", "x"] as const) await page.keyboard.press(key);
      const chosen = (): Promise<string> => page.$eval('#panel button[aria-expanded="true"]', (button) => button.dataset["index"] ?? "");
      assert.equal(await chosen(), "2");
      await click(page, "#edit");
      await page.waitForFunction(() => (document.getElementById("paste") as HTMLTextAreaElement).value.startsWith("Bridge"));
      await page.focus("#paste");
      await page.keyboard.down("Control");
      await page.keyboard.press("End");
      await page.keyboard.up("Control");
      await page.keyboard.type(" It will open in 2031.");
      await click(page, "#edit");
      await page.waitForFunction(() => document.getElementById("article")?.textContent?.endsWith("2031."));
      await marked(page);
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await page.keyboard.press("j");
      assert.equal(await chosen(), "3");
    });

    test("what was reviewed and is gone stands in the printed report", async () => {
      await take(BRIDGE);
      await page.evaluate(() => [...document.querySelectorAll<HTMLElement>("#panel button[data-index]")].find((button) => button.textContent?.includes("4,200 cars"))?.click());
      await page.waitForSelector("#panel .card");
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await page.keyboard.press("w");
      await take(BRIDGE.replace("4,200 cars", "a few cars"));
      const report = await page.evaluate(() => {
        dispatchEvent(new Event("beforeprint"));
        return document.getElementById("report")?.textContent ?? "";
      });
      assert.match(report, /Reviewed, and not in the text any more\s*4,200 cars a day/);
    });

    test("a text that is overtaken while it is laid on the desk takes no tick of the next", async () => {
      const long = Array.from({ length: 6_000 }, (_, n) => `Barge ${n} took ${n * 3 + 2} tonnes of flour to Sund.`).join("\n");
      await take(BRIDGE);
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await paste(page, long);
      // Not before its claims are there: what comes between them and the marks is what a next text overtakes.
      await page.waitForFunction(() => (document.querySelector("#article p")?.textContent ?? "").startsWith("Barge"));
      await take(MARKET);
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await until(() => page.$eval("#progress", (progress) => progress.textContent ?? ""), (said) => /^1 of \d$/.test(said));
      await open("Bridge");
      assert.match(await read("#progress"), /^1 of /);
      await open("Market");
      assert.match(await read("#progress"), /^1 of /);
      assert.equal(await read("#articles-count"), "2");
    });

    test("two tabs on one article: what is ticked in either is in both", async () => {
      await take(BRIDGE);
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await until(() => read("#articles-count"), (count) => count === "1");
      const other = await page.browserContext().newPage();
      await other.goto(site.origin);
      await other.waitForFunction(() => /^1 of /.test(document.getElementById("progress")?.textContent ?? ""));
      await other.bringToFront();
      for (const key of ["j", "j", "w"] as const) await other.keyboard.press(key);
      await other.waitForFunction(() => /^2 of /.test(document.getElementById("progress")?.textContent ?? ""));
      await page.bringToFront();
      await page.waitForFunction(() => /^2 of /.test(document.getElementById("progress")?.textContent ?? ""));
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await page.waitForFunction(() => /^3 of /.test(document.getElementById("progress")?.textContent ?? ""));
      await other.bringToFront();
      await other.waitForFunction(() => /^3 of /.test(document.getElementById("progress")?.textContent ?? ""));
      await other.close();
    });

    test("an article that is deleted for good is gone after a reload, and its ticks with it", async () => {
      await take(BRIDGE);
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await until(() => read("#articles-count"), (count) => count === "1");
      await click(page, "#articles-open");
      const press = async (label: string): Promise<void> => {
        await page.waitForFunction((label: string) => [...document.querySelectorAll("#articles li button")].some((button) => button.textContent === label), {}, label);
        await page.evaluate((label: string) => [...document.querySelectorAll<HTMLElement>("#articles li button")].find((button) => button.textContent === label)?.click(), label);
      };
      await press("Delete");
      await press("Delete for good");
      await until(() => read("#articles-count"), (count) => count === "");
      await page.reload();
      await marked(page);
      assert.equal(await read("#articles-count"), "");
      await take(BRIDGE);
      assert.match(await read("#progress"), /^0 of /);
    });

    if (name === "chrome") {
      test("Trusted Types are enforced: no text of a page becomes HTML or a script", async () => {
        const refused = await page.evaluate(() =>
          [() => (document.createElement("p").innerHTML = "<b>x</b>"), () => new Worker("worker.js"), () => (window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): object } }).trustedTypes.createPolicy("another", {})].map((act) => {
            try {
              act();
              return "allowed";
            } catch (error) {
              return (error as Error).name;
            }
          }),
        );
        assert.deepEqual(refused, ["TypeError", "TypeError", "TypeError"]);
      });
    }

    test("nothing went wrong unseen", () => assert.deepEqual(faults, []));
  });
}
