// The page as a person uses it, in both browsers.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { click } from "./click.js";
import { BROWSERS, launch, marked, painted, paste, serve, type Site, pasteByKeyboard } from "./harness.js";

/** Emoji, combining marks and NUL before and between claims. */
const TRICKY = "😀 The café lost nearly €90 million in May 2027. \u0000👩‍🚀\n\nZoe\u0308 Ma\u0301rquez said “prices rose 4% 🎈” on 3 June 2027.";

/** About `size` characters of prose with claims, no two paragraphs alike. */
function prose(size: number): string {
  const parts: string[] = [];
  for (let length = 0, n = 1; length < size; n += 1) {
    const part = `Harbour ${n} took ${n * 7} tonnes of herring in ${1950 + (n % 70)}, its master said. “We had ${n} boats at sea,” Ana Ruiz told the council. The quay was dry and the town slept on.`;
    parts.push(part);
    length += part.length + 2;
  }
  return parts.join("\n\n");
}

for (const name of BROWSERS) {
  describe(name, () => {
    let site: Site;
    let browser: Browser;
    let page: Page;
    let requests: string[];

    before(async () => {
      site = await serve();
      browser = await launch(name);
      page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 800 });
      requests = [];
      page.on("request", (request) => requests.push(request.url()));
      await page.goto(site.origin);
      await marked(page);
    });

    after(async () => {
      await browser?.close();
      site?.close();
    });

    test("the sample is marked at opening", async () => {
      const marks = await painted(page);
      assert.ok((marks["tickmark-quantity"] ?? []).includes("Some 310 square kilometres"));
      assert.ok((marks["tickmark-date"] ?? []).includes("end of 2028"));
      assert.ok((marks["tickmark-quotation"] ?? []).includes("“a plaster on a broken leg.”"));
      const listed = await page.$$eval("#panel button[data-index]", (buttons) => buttons.length);
      const counted = Number((await marked(page)).split(" ")[0]);
      assert.equal(listed, counted);
      assert.ok(counted >= 30, `${counted} claims in the sample`);
    });

    test("a pasted article is marked at once, and every range holds its claim's text", async () => {
      await paste(page, TRICKY);
      await page.waitForFunction(() => document.getElementById("article")?.textContent?.includes("Ma\u0301rquez"));
      await marked(page);
      assert.deepEqual(await painted(page), {
        "tickmark-indirect": [],
        "tickmark-quotation": ["“prices rose 4% 🎈”"],
        "tickmark-comparison": [],
        "tickmark-date": ["May 2027", "3 June 2027"],
        "tickmark-quantity": ["nearly €90 million", "4%"],
      });
      const text = await page.$eval("#article", (article) => [...article.querySelectorAll("p")].map((line) => line.textContent).join("\n\n"));
      assert.equal(text, TRICKY, "the text on the page is the text that was pasted");
    });

    test("copied on one page and pasted here by keyboard, a text is marked", async () => {
      await pasteByKeyboard(browser, page, "The mill sold 730 sacks of flour.");
      await page.waitForFunction(() => document.getElementById("article")?.textContent === "The mill sold 730 sacks of flour.");
      await marked(page);
      assert.deepEqual((await painted(page))["tickmark-quantity"], ["730 sacks"]);
      await click(page, "#undo");
      await page.waitForFunction(() => document.getElementById("article")?.textContent?.includes("Ma\u0301rquez"));
      await marked(page);
    });

    test("pasting anywhere on the page replaces the article, and Undo brings it back", async () => {
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await paste(page, "The mill employs 61 people.", "#article");
      await page.waitForFunction(() => document.getElementById("article")?.textContent === "The mill employs 61 people.");
      await marked(page);
      assert.deepEqual((await painted(page))["tickmark-quantity"], ["61 people"]);
      await click(page, "#undo");
      await page.waitForFunction(() => document.getElementById("article")?.textContent?.includes("Ma\u0301rquez"));
      await marked(page);
    });

    test("text typed into the box is marked by Enter on the button, and edits are marked as they are made", async () => {
      await page.focus("#paste");
      await page.keyboard.type("The dam holds 40 million litres.");
      await page.focus("#mark");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.getElementById("article")?.textContent === "The dam holds 40 million litres.");
      await click(page, "#edit");
      await page.keyboard.press("End");
      await page.keyboard.type(" It leaks 3% a year.");
      await page.waitForFunction(() => document.getElementById("article")?.textContent?.endsWith("3% a year."));
      await marked(page, /^2 claims/);
      await click(page, "#edit");
      assert.equal(await page.$eval("#paste", (box) => (box as HTMLTextAreaElement).value), "");
      await click(page, "#undo");
      await page.waitForFunction(() => document.getElementById("article")?.textContent === "The dam holds 40 million litres.");
    });

    test("a click on a mark shows its card", async () => {
      await paste(page, "The old mill stands by the river.\n\nIt employs 61 people and loses €2 million a year, Ana Ruiz said.");
      await page.waitForFunction(() => document.getElementById("article")?.textContent?.includes("loses"));
      await marked(page);
      const place = await page.evaluate(() => {
        const ranges = [...(CSS.highlights as unknown as Map<string, Set<Range>>).get("tickmark-quantity")!];
        const box = ranges[1]!.getBoundingClientRect();
        return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      });
      await page.mouse.click(place.x, place.y);
      await page.waitForSelector(".card");
      const card = await page.$eval(".card", (card) => card.textContent ?? "");
      assert.match(card, /2,000,000 euros per year/);
      assert.match(card, /Ana Ruiz/);
      assert.deepEqual((await painted(page))["tickmark-current"], ["€2 million a year"]);
    });

    test("by keyboard: arrows walk the list, Enter opens a card, Escape closes it, Tab reaches its links", async () => {
      await page.focus('button[data-index="0"]');
      await page.keyboard.press("ArrowDown");
      assert.equal(await page.evaluate(() => (document.activeElement as HTMLElement).dataset["index"]), "1");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.activeElement?.getAttribute("aria-expanded") === "true");
      const controls = await page.evaluate(() => document.activeElement?.getAttribute("aria-controls") ?? "");
      assert.ok(await page.$(`#${controls}`), "the button names its card");
      // The buttons that say what was found and the fields of the note come before the links.
      const met: string[] = [];
      for (let press = 0; press < 12 && met.at(-1) !== "A"; press += 1) {
        await page.keyboard.press("Tab");
        met.push(await page.evaluate(() => document.activeElement?.tagName ?? ""));
      }
      assert.deepEqual([...new Set(met)], ["BUTTON", "TEXTAREA", "INPUT", "A"]);
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => !document.querySelector(".card"));
      assert.equal(await page.evaluate(() => (document.activeElement as HTMLElement).dataset["index"]), "0");
      assert.equal((await painted(page))["tickmark-current"], undefined);
    });

    test("every link is https, opens apart and tells no referrer", async () => {
      await click(page, 'button[data-index="0"]');
      const links = await page.$$eval(".card a", (links) => links.map((link) => ({ href: link.href, rel: link.rel, target: link.target, policy: link.referrerPolicy, host: link.querySelector(".host")?.textContent })));
      assert.ok(links.length >= 2);
      for (const link of links) {
        assert.match(link.href, /^https:\/\//);
        assert.equal(link.rel, "noopener noreferrer");
        assert.equal(link.target, "_blank");
        assert.equal(link.policy, "no-referrer");
        assert.ok(link.host && link.href.includes(link.host));
      }
    });

    test("the filter takes a kind out of the text and the list", async () => {
      await click(page, '#filter input[value="quantity"]');
      await page.waitForFunction(() => !document.querySelector("#panel .kind.quantity"));
      assert.deepEqual((await painted(page))["tickmark-quantity"], []);
      await click(page, '#filter input[value="quantity"]');
      await page.waitForFunction(() => document.querySelector("#panel .kind.quantity"));
    });

    test("empty text: one clear line, and the article stays", async () => {
      const before = await page.$eval("#article", (article) => article.textContent);
      await paste(page, " \n ");
      await marked(page, /no text to mark/);
      assert.equal(await page.$eval("#article", (article) => article.textContent), before);
    });

    test("lone surrogates do not move the marks", async () => {
      const length = await page.evaluate(() => {
        const data = new DataTransfer();
        data.setData("text/plain", "\ud83d lost \ude00 half: 75% of \ud800 it.");
        const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
        if (!event.clipboardData?.getData("text/plain")) Object.defineProperty(event, "clipboardData", { value: data });
        document.getElementById("paste")!.dispatchEvent(event);
        return data.getData("text/plain").length;
      });
      await page.waitForFunction((length: number) => document.getElementById("article")?.textContent?.length === length, {}, length);
      await marked(page);
      assert.deepEqual((await painted(page))["tickmark-quantity"], ["75%"]);
    });

    test("one word of a megabyte neither widens the page nor stops it", async () => {
      await paste(page, `It grew 5%.\n${"a".repeat(1 << 20)}`);
      await page.waitForFunction(() => (document.getElementById("article")?.textContent?.length ?? 0) > 1 << 20);
      await marked(page, /^1 claim:/);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    });

    test("ten megabytes are marked to their end, and the next text as well", { timeout: 180_000 }, async () => {
      const text = prose(10 << 20);
      await paste(page, text);
      await marked(page, /^[\d,]{6,} claims: .*\.$/);
      const paragraphs = text.split("\n\n").length;
      const ends = (): Promise<string[]> =>
        page.evaluate(() => [...(CSS.highlights as unknown as Map<string, Set<Range>>).get("tickmark-quotation")!].map((range) => range.toString()));
      const first = await ends();
      assert.equal(first[0], "“We had 1 boats at sea,”");
      assert.ok(first.length < paragraphs / 10, `${first.length} of ${paragraphs} are painted`);
      // Marks come to where a person looks, and go from where nobody does.
      await page.evaluate(() => document.querySelector("#article > :last-child > :last-child")?.scrollIntoView());
      const last = `“We had ${paragraphs} boats at sea,”`;
      await page.waitForFunction((last: string) => [...(CSS.highlights as unknown as Map<string, Set<Range>>).get("tickmark-quotation")!].some((range) => range.toString() === last), { timeout: 30_000 }, last);
      await page.waitForFunction((first: string) => ![...(CSS.highlights as unknown as Map<string, Set<Range>>).get("tickmark-quotation")!].some((range) => range.toString() === first), { timeout: 30_000 }, first[0]);
      await paste(page, "The mill employs 61 people.");
      await marked(page, /^1 claim:/);
    });

    test("of a long text the part that is looked at is edited, and the rest stays as it is", async () => {
      const text = prose(300_000);
      await paste(page, text);
      await marked(page, /^[\d,]{4,} claims: .*\.$/);
      await page.evaluate(() => document.querySelector("#article > :last-child")?.scrollIntoView());
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await page.keyboard.press("t");
      const part = await page.$eval("#paste", (box) => (box as HTMLTextAreaElement).value);
      assert.ok(part.length > 5_000 && part.length <= 50_000, `${part.length} characters are in the box`);
      assert.match(await page.$eval("#status", (status) => status.textContent ?? ""), /This text is long/);
      assert.equal(text.split(part).length, 2, "they stand in the text");
      assert.ok(text.indexOf(part) > 200_000, "it is the part in sight");
      await page.$eval("#paste", (box) => (box as HTMLTextAreaElement).setSelectionRange(0, 0));
      await page.keyboard.type("It rose 7%. ");
      await click(page, "#edit");
      const whole = text.replace(part, `It rose 7%. ${part}`);
      await page.waitForFunction((length: number) => [...document.querySelectorAll("#article p")].reduce((sum, line) => sum + (line.textContent?.length ?? 0), 0) === length, { timeout: 30_000 }, whole.replace(/\n/g, "").length);
      assert.equal(await page.$$eval("#article p", (lines) => lines.map((line) => line.textContent).join("\n\n")), whole);
      await marked(page, /^[\d,]{4,} claims: .*\.$/);
      assert.ok((await page.evaluate(() => scrollY)) > 1000, "and the page stays where it was");
      await paste(page, "The mill employs 61 people.");
      await marked(page, /^1 claim:/);
    });

    test("a broken engine gives one clear line, the text is kept, and Try again mends it", async () => {
      const other = await browser.newPage();
      // A server of its own: from the first one, the page is kept on this machine by now.
      const fresh = await serve();
      fresh.broken.add("/tickmark.wasm");
      await other.goto(fresh.origin);
      await other.waitForSelector("#problem:not([hidden])");
      const line = await other.$eval("#problem span", (line) => line.textContent ?? "");
      assert.match(line, /could not be loaded/);
      assert.equal(line.split("\n").length, 1);
      assert.ok(await other.$eval("#article", (article) => (article.textContent ?? "").includes("Halden")));
      fresh.broken.clear();
      await click(other, "#retry");
      await marked(other);
      assert.ok(await other.$eval("#problem", (problem) => (problem as HTMLElement).hidden));
      await other.close();
      fresh.close();
    });

    test("at 360 pixels nothing is cut off sideways, with a card open as well", async () => {
      await page.setViewport({ width: 360, height: 740 });
      await page.goto(site.origin);
      await marked(page);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await click(page, "#sheet");
      await click(page, 'button[data-index="1"]');
      await page.waitForSelector(".card");
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await page.setViewport({ width: 1280, height: 800 });
    });

    test("no request left the machine, and the page's policy lets none through", async () => {
      assert.ok(requests.length > 4, "requests were seen");
      for (const url of requests) assert.ok(url.startsWith(site.origin) || url.startsWith("data:"), url);
      const blocked = await page.evaluate(async () => {
        try {
          await fetch("https://example.com/");
          return false;
        } catch {
          return true;
        }
      });
      assert.ok(blocked);
      assert.match(readFileSync("dist/web/index.html", "utf8"), /connect-src 'self'/);
    });
  });
}
