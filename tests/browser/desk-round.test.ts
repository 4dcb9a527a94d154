// A fact-checker's round at the desk, by the real keyboard, in both browsers: paste, tick, note, come back, paste the
// edited text, take all of it to another machine.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser, ElementHandle, KeyInput, Page } from "puppeteer-core";
import { extractText } from "unpdf";
import { click } from "./click.js";
import { BROWSERS, launch, marked, painted, serve, type Site, pasteByKeyboard } from "./harness.js";

const ARTICLE = [
  "Lighthouse of Orm to be sold",
  "The port authority of Orm will sell its lighthouse for €3.4 million, its director Petra Lund said on 14 May 2026. “We kept the lamp burning for 112 years,” she told the council.",
  "The tower is 41 metres high and was built in 1914. Some 26,000 visitors climbed it last year, up 8% from 2024.",
  "Repairs would cost €900,000, according to a study by the engineers Haug and Sons. “Nobody will pay that twice,” said Erik Moen, who leads the opposition.",
  "The keeper, Ada Nilsen, has lived there for 23 years. Her 2 sons were born in the tower.",
].join("\n\n");
/** The third paragraph with another number of visitors. */
const EDITED_SENTENCE = "Some 26,000 visitors climbed it last year, up 8% from 2024.";
const EDITED = ARTICLE.replace("26,000 visitors", "27,500 visitors");

for (const name of BROWSERS) {
  describe(`a round at the desk in ${name}`, () => {
    let site: Site;
    let browser: Browser;
    let page: Page;
    let folder: string;
    const faults: string[] = [];

    const press = async (...keys: KeyInput[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const text = (selector: string, on = page): Promise<string> => on.$eval(selector, (element) => element.textContent ?? "");
    const until = (selector: string, pattern: RegExp, on = page): Promise<unknown> =>
      on.waitForFunction((selector: string, source: string) => new RegExp(source).test(document.querySelector(selector)?.textContent ?? ""), { timeout: 30_000 }, selector, pattern.source);

    /** Pastes `words` by keyboard and waits until they are marked. */
    async function pasteAndMark(words: string): Promise<void> {
      await pasteByKeyboard(browser, page, words);
      const last = words.split("\n").at(-1) ?? "";
      await page.waitForFunction((last: string) => document.querySelector("#article p:last-child")?.textContent === last, { timeout: 30_000 }, last);
      await marked(page);
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    }

    const newPage = async (from: Browser): Promise<Page> => {
      const made = await from.newPage();
      await made.setViewport({ width: 1280, height: 900 });
      made.on("pageerror", (error) => faults.push(String(error)));
      made.on("request", (request) => {
        if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(site.origin)) faults.push(request.url());
      });
      await made.goto(site.origin);
      await marked(made);
      return made;
    };

    before(async () => {
      site = await serve();
      folder = mkdtempSync(join(tmpdir(), "tickmark-round-"));
      browser = await launch(name);
      page = await newPage(browser);
    });

    after(async () => {
      await browser?.close();
      site?.close();
      if (folder) rmSync(folder, { recursive: true });
    });

    /** Claims of the article, and those that are still reviewed after it was edited. */
    let all = 0;
    let kept = 0;

    test("ten claims are ticked by j and x, and the marks, the list, the progress and the gutter say so", async () => {
      await pasteAndMark(ARTICLE);
      all = await page.$$eval("#panel button[data-index]", (buttons) => buttons.length);
      assert.ok(all >= 14, `${all} claims`);
      for (let n = 0; n < 10; n += 1) await press("j", "x");
      await until("#progress", new RegExp(`^10 of ${all}$`));
      assert.equal((await page.$$("#panel .tick.checked")).length, 10);
      const marks = await painted(page);
      assert.ok(marks["tickmark-quantity-checked"]?.includes("€3.4 million"));
      assert.ok(!marks["tickmark-quantity"]?.includes("€3.4 million"));
      await page.waitForFunction(() => document.querySelectorAll("#gutter .sign.checked").length > 0);
      assert.ok(await page.$$eval("#rail path.checked", (paths) => paths.some((path) => path.getAttribute("d") !== "")));
    });

    test("w, c and o set the other statuses; u and Ctrl+Z take them back one by one", async () => {
      // Five on: a claim of the last paragraph.
      await press("j", "j", "j", "j", "j", "w");
      assert.equal((await page.$$("#panel .tick.wrong")).length, 1);
      await press("c");
      assert.equal((await page.$$("#panel .tick.wrong")).length, 0);
      assert.equal((await page.$$("#panel .tick.unverifiable")).length, 1);
      await press("u");
      assert.equal((await page.$$("#panel .tick.wrong")).length, 1);
      await page.keyboard.down("Control");
      await press("z");
      await page.keyboard.up("Control");
      assert.equal((await page.$$("#panel .tick.wrong")).length, 0);
      await until("#progress", new RegExp(`^10 of ${all}$`));
      await press("w", "o");
      await until("#progress", new RegExp(`^10 of ${all}$`));
      await press("w");
      await until("#progress", new RegExp(`^11 of ${all}$`));
    });

    test("a note is letters and no commands; Escape leaves it; an address must be one", async () => {
      await press("n");
      await page.keyboard.type("just x w u? asked the port");
      await press("Escape");
      assert.equal(await page.evaluate(() => document.activeElement?.className), "card");
      await until("#panel .open .noted", /^just x w u\? asked the port$/);
      await until("#progress", new RegExp(`^11 of ${all}$`));
      await press("e");
      await page.keyboard.type("port of orm");
      await press("Tab");
      await until("#panel .fault", /no address/);
      await click(page, '#panel [name="evidence"]', { count: 3 });
      await page.keyboard.type("https://orm.example/minutes/7");
      await press("Tab");
      await page.keyboard.type("PL");
      await press("Escape");
      assert.ok(await page.$eval("#panel .fault", (fault) => (fault as HTMLElement).hidden));
      await until("#panel .signed", /· PL$/);
    });

    test("J goes to the next claim that is still to check", async () => {
      await press("k", "k", "k", "J");
      assert.equal(await page.$eval("#panel li.open .ticks", (ticks) => ticks.querySelector('[aria-pressed="true"]')), null);
    });

    test("after a reload everything is there", async () => {
      await page.reload();
      await marked(page);
      await until("#progress", new RegExp(`^11 of ${all}$`));
      assert.match(await text("#article"), /Lighthouse of Orm/);
      assert.equal(await text("#panel .noted"), "just x w u? asked the port");
      assert.match(await text("#articles-open"), /1$/);
      assert.equal((await painted(page))["tickmark-quantity-checked"]?.includes("€3.4 million"), true);
    });

    test("the text with one paragraph edited finds its reviews again; the lost one is listed with what was found", async () => {
      const words = await page.$$eval("#panel li", (items) => items.filter((item) => item.querySelector(".tick")).map((item) => item.querySelector(".words")?.textContent ?? ""));
      assert.ok(words.some((words) => words.includes("26,000 visitors")));
      await pasteAndMark(EDITED);
      // The other claims of the sentence were reviewed beside a number that is another now: they are to be checked again.
      const gone = words.filter((words) => EDITED_SENTENCE.includes(words));
      assert.ok(gone.length >= 2);
      kept = 11 - gone.length;
      await until("#said", new RegExp(`^Known: .*, edited since you had it here\\. ${kept} claims found again.* ${gone.length} that you reviewed are not in this text any more`));
      await until("#progress", new RegExp(`^${kept} of ${all}$`));
      const again = await page.$$eval("#panel li", (items) => items.filter((item) => item.querySelector(".tick")).map((item) => item.querySelector(".words")?.textContent ?? ""));
      assert.deepEqual(again, words.filter((words) => !gone.includes(words)));
      assert.equal(await text("#tab-lost"), `Lost ${gone.length}`);
      await click(page, "#tab-lost");
      assert.match(await text("#lost"), /26,000 visitors.*Checked/);
      await click(page, "#tab-claims");
    });

    test("each list that is saved carries the reviews, and what was lost", async () => {
      await click(page, "#tab-file");
      await page.evaluate(() => {
        const made = URL.createObjectURL;
        URL.createObjectURL = (blob: Blob) => ((window as unknown as { file: Promise<string> }).file = blob.text(), made.call(URL, blob));
      });
      const save = async (format: string, file: string): Promise<string> => {
        await click(page, `#exports button[data-format="${format}"]`);
        await until("#exports [role=status]", new RegExp(`^Saved as ${file.replaceAll(".", "\\.")}\\.$`));
        return page.evaluate(() => (window as unknown as { file: Promise<string> }).file);
      };
      const note = "just x w u? asked the port";
      const evidence = "https://orm.example/minutes/7";
      const rows = (await save("csv", "claims.csv")).split("\r\n");
      assert.equal(rows.filter((row) => /"(?:checked|wrong)","[^"]*","/.test(row)).length, 11);
      assert.equal(rows.filter((row) => row.endsWith('"not in the text any more"')).length, 11 - kept);
      assert.equal(rows.filter((row) => row.includes(`"wrong","PL","${note}","${evidence}","20`)).length, 1);
      const list = await save("markdown", "claims.md");
      assert.equal(list.match(/^- \[x\]/gm)?.length, 11);
      assert.match(list, new RegExp(`^# ${all} claims, ${kept} reviewed`));
      assert.ok(list.includes(`Note: ${note}`) && list.includes(`](<${evidence}>)`) && list.includes("## Not in the text any more"));
      const { first } = JSON.parse(await save("annotation", "claims.annotations.jsonld")) as { first: { items: { creator?: { name: string }; body: { value?: string; source?: string }[] }[] } };
      const said = first.items.filter((item) => item.body[0]?.value === "wrong");
      assert.deepEqual(said.map(({ creator }) => creator?.name), ["PL"]);
      assert.deepEqual(said[0]?.body.slice(1).map(({ value, source }) => value ?? source), [note, evidence]);
      assert.equal(first.items.length, all + 11);
      const graph = JSON.parse(await save("schema", "claims.schema.jsonld")) as { "@graph": { creativeWorkStatus?: string; comment?: { text?: string; citation?: string } }[] };
      const wrong = graph["@graph"].filter(({ creativeWorkStatus }) => creativeWorkStatus === "wrong");
      assert.deepEqual(wrong.map(({ comment }) => [comment?.text, comment?.citation]), [[note, evidence]]);
      assert.equal(graph["@graph"].filter(({ comment }) => comment).length, 11);
      await click(page, "#tab-claims");
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    });

    test("all of it goes by one file into another browser", async () => {
      await press("a");
      await page.waitForSelector("#articles[open] li .open");
      await page.evaluate(() => {
        const made = URL.createObjectURL;
        URL.createObjectURL = (blob: Blob) => ((window as unknown as { file: Promise<string> }).file = blob.text(), made.call(URL, blob));
      });
      await click(page, "#export-all");
      await until("#articles [role=status]", /^Saved as/);
      const file = join(folder, "desk.json");
      writeFileSync(file, await page.evaluate(() => (window as unknown as { file: Promise<string> }).file));
      await press("Escape");
      const elsewhere = await launch(name);
      try {
        const other = await newPage(elsewhere);
        assert.equal(await text("#articles-count", other), "");
        await click(other, "#articles-open");
        const input = (await other.$("#import-all")) as ElementHandle<HTMLInputElement>;
        writeFileSync(join(folder, "wrong.json"), '{"tickmark": "desk", "version": 1}');
        await input.uploadFile(join(folder, "wrong.json"));
        await until("#articles [role=status]", /wrong\.json was not imported: the file holds no list of articles/, other);
        await input.uploadFile(file);
        await until("#articles [role=status]", /^1 article read: 1 new, 0 merged/, other);
        await click(other, "#articles li .open");
        await until("#progress", new RegExp(`^${kept} of ${all}$`), other);
        assert.equal(await text("#panel .noted", other), "just x w u? asked the port");
        assert.equal(await text("#tab-lost", other), `Lost ${11 - kept}`);
      } finally {
        await elsewhere.close();
      }
    });

    test("an article is renamed, and deleted for good only after a second press", async () => {
      await click(page, "#title", { count: 3 });
      await page.keyboard.type("The lamp of Orm");
      await press("Enter", "Tab");
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await press("a");
      await until("#articles li", /The lamp of Orm/);
      await page.evaluate(() => [...document.querySelectorAll<HTMLElement>("#articles li button")].find((button) => button.textContent === "Delete")?.click());
      await until("#articles li", /Delete for good/);
      assert.equal(await text("#articles-count"), "1");
      await page.evaluate(() => [...document.querySelectorAll<HTMLElement>("#articles li button")].find((button) => button.textContent === "Keep it")?.click());
      await page.waitForFunction(() => !/for good/.test(document.querySelector("#articles li")?.textContent ?? ""));
      await press("Escape");
    });

    test("/ searches claims and text, a status and a speaker narrow the list, Show all brings it back", async () => {
      await press("/");
      await page.keyboard.type("visitors");
      await until("#found", /of \d+ claims · 1 in the text$/);
      const searched = (await painted(page))["tickmark-searched"];
      assert.deepEqual(searched, ["visitors"]);
      await page.$eval("#search", (box) => ((box as HTMLInputElement).value = ""));
      await page.select("#by-status", "wrong");
      await page.waitForFunction(() => document.querySelectorAll("#panel button[data-index]").length === 1);
      await page.select("#by-status", "");
      await page.select("#by-speaker", "Erik Moen");
      await page.waitForFunction(() => document.querySelectorAll("#panel button[data-index]").length === 1);
      assert.match(await text("#panel .words"), /Nobody will pay that twice/);
      await page.select("#by-status", "wrong");
      await page.waitForSelector("#none:not([hidden])");
      await click(page, "#show-all");
      await page.waitForFunction((all: number) => document.querySelectorAll("#panel button[data-index]").length === all, {}, all);
    });

    test("a mark under the pointer shows its card, which stays while the pointer is in it and closes on Escape", async () => {
      await page.evaluate(() => scrollTo(0, 0));
      const place = await page.evaluate(() => {
        const marks = [...(CSS.highlights as unknown as Map<string, Set<Range>>).values()].flatMap((marks) => [...marks]);
        const box = marks.find((range) => range.toString() === "41 metres")!.getBoundingClientRect();
        return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      });
      await page.mouse.move(place.x - 3, place.y);
      await page.mouse.move(place.x, place.y);
      await page.waitForSelector(".popover:popover-open");
      await until(".popover .also", /135 feet/);
      assert.match(await text(".popover"), /41 metres.*tower/s);
      const card = await page.$eval(".popover", (card) => card.getBoundingClientRect().toJSON() as DOMRect);
      await page.mouse.move(card.x + 40, card.y + 20, { steps: 4 });
      await new Promise((resolve) => setTimeout(resolve, 600));
      assert.ok(await page.$(".popover:popover-open"), "it stays while the pointer is in it");
      await press("Escape");
      assert.equal(await page.$(".popover:popover-open"), null);
    });

    test("the article has the keyboard: j shows the card beside the mark", async () => {
      await page.mouse.move(2, 2);
      await page.focus("#article");
      await press("j");
      await page.waitForSelector(".popover:popover-open");
      assert.equal(await page.evaluate(() => document.activeElement?.id), "article");
      await press("Escape");
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    });

    test("a source stands beside the article, with the words that differ marked in both", async () => {
      await page.$eval("#source", (details) => ((details as HTMLDetailsElement).open = true));
      await page.focus("#source-text");
      await page.keyboard.type("Minutes. Petra Lund: We kept the lamp alight for 112 years. The tower is 41 metres high.");
      await until("#source-status", /1 altered/);
      await page.waitForSelector("main.comparing #source-pane:not([hidden])");
      await page.waitForFunction(() => (CSS.highlights as unknown as Map<string, unknown>).has("tickmark-there-differs"));
      const marks = await painted(page);
      assert.deepEqual(marks["tickmark-here-differs"], ["burning"]);
      assert.deepEqual(marks["tickmark-there-differs"], ["alight"]);
      assert.ok(marks["tickmark-there"]?.includes("41 metres"));
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await press("s");
      await page.waitForFunction(() => document.getElementById("source-pane")?.hidden);
    });

    test("figures draw dates, amounts of one scale and speakers, each with a table", async () => {
      await press("f");
      // Each is drawn in a frame of its own, the speakers last.
      await page.waitForFunction(() => document.querySelector("#figures figure:last-child figcaption")?.textContent?.startsWith("Who speaks"), { timeout: 30_000 });
      const titles = await page.$$eval("#figures figcaption", (titles) => titles.map((title) => title.textContent));
      assert.ok(titles.includes("Dates") && titles.includes("Euros") && titles.includes("Who speaks: share of the text"), titles.join());
      await click(page, "#figures figure:first-child summary");
      await until("#figures figure:first-child table", /1914.*built in 1914|1914/);
      // Of two amounts the larger is drawn farther to the right.
      const ends = await page.$$eval("#figures figure", (figures) => {
        const euros = figures.find((figure) => figure.querySelector("figcaption")?.textContent === "Euros");
        return [...(euros?.querySelectorAll("rect.quantity") ?? [])].map((rect) => Number(rect.getAttribute("x")));
      });
      assert.equal(ends.length, 2);
      assert.ok((ends[0] ?? 0) > (ends[1] ?? 0), "3.4 million before 900,000");
      await press("i");
    });

    test("? lists the keys in a dialog that takes them", async () => {
      await press("?");
      await page.waitForSelector("#shortcuts[open]");
      const keys = await page.$$eval("#shortcuts kbd", (keys) => keys.map((key) => key.textContent));
      for (const key of ["j", "k", "x", "Space", "w", "c", "n", "u", "Ctrl+Z", "/", "?"]) assert.ok(keys.includes(key), key);
      const before = await text("#progress");
      await press("j", "x");
      assert.equal(await text("#progress"), before);
      await press("Escape");
      assert.equal(await page.$("#shortcuts[open]"), null);
    });

    // Firefox's driver gives no PDF back in time; the report is made by the same code.
    if (name === "chrome") {
      test("the printed report has the numbered article, each status, note, evidence, and links as addresses", async () => {
        const pdf = await page.pdf({ format: "A4", timeout: 60_000 });
        const { text: pages } = await extractText(new Uint8Array(pdf), { mergePages: true });
        const said = pages.replace(/\s+/g, " ");
        assert.match(said, /The lamp of Orm/);
        assert.match(said, new RegExp(`${kept} of ${all} reviewed`));
        assert.match(said, /sell its lighthouse for €3\.4 million ?1/);
        assert.match(said, /Wrong · \d.*· PL/);
        assert.match(said, /Note: just x w u\? asked the port/);
        assert.match(said, /\d\. “We kept the lamp/);
        assert.doesNotMatch(said, /[“"]\s?“/, "a quotation has its own marks alone");
        assert.match(said, /Evidence: ?https:\/\/orm\.example\/minutes\/7/);
        assert.match(said, /https:\/\/[a-z.]+\.org/);
        assert.doesNotMatch(said, /Paste an article/);
        assert.equal(await page.$eval("#report", (report) => report.childElementCount), 0, "the report leaves the page after printing");
      });
    }

    test("the page says that it made no request, and nothing went wrong unseen", async () => {
      assert.match(await text(".promise"), /^0 requests made/);
      assert.deepEqual(faults, []);
    });
  });
}
