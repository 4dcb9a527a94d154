// Every key that the dialog under ? lists does what it says, by the real keyboard, in both browsers.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, KeyInput, Page } from "puppeteer-core";
import { BROWSERS, launch, marked, paste, serve, type Site } from "./harness.js";

const ARTICLE = [
  "Ferry of Dun to stop",
  "The ferry of Dun carried 41,000 people in 2024, its captain Olaf Brandvold said. “We cannot go on like this,” he told the council.",
  "It is 28 metres long and was built in 1971. A ticket costs €6.",
].join("\n\n");
const SOURCE = "Minutes. Olaf Brandvold: We cannot go on like that. A ticket costs €6.";

for (const name of BROWSERS) {
  describe(`the keys of the desk in ${name}`, () => {
    let site: Site;
    let browser: Browser;
    let page: Page;
    const faults: string[] = [];
    /** As the dialog writes them. */
    const tried = new Set<string>();

    /** Presses a key as the dialog writes it. */
    async function key(shown: string): Promise<void> {
      tried.add(shown);
      const held = shown.startsWith("Ctrl+") ? "Control" : /^[A-Z]$/.test(shown) ? "Shift" : undefined;
      if (held) await page.keyboard.down(held);
      const pressed = shown === "Space" ? " " : shown.startsWith("Ctrl+") ? shown.slice(5).toLowerCase() : held ? `Key${shown}` : shown;
      await page.keyboard.press(pressed as KeyInput);
      if (held) await page.keyboard.up(held);
    }

    async function keys(...shown: string[]): Promise<void> {
      for (const each of shown) await key(each);
    }

    const leave = (): Promise<void> => page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    /** The place of the open card in the list; -1 where none is open. */
    const chosen = (): Promise<number> => page.$$eval("#panel li:not(.more)", (items) => items.findIndex((item) => item.classList.contains("open")));
    const status = (): Promise<string> => page.$eval("#panel li.open", (item) => [...(item.querySelector("h3 .tick")?.classList ?? [])].filter((name) => name !== "tick").join());
    const count = (): Promise<number> => page.$$eval("#panel button[data-index]", (buttons) => buttons.length);
    const isShown = (selector: string): Promise<boolean> => page.$eval(selector, (element) => !(element as HTMLElement).hidden);
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute("name") ?? document.activeElement?.id ?? "");
    const said = (): Promise<string> => page.$eval("#said", (line) => line.textContent ?? "");

    before(async () => {
      site = await serve();
      browser = await launch(name);
      page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      page.on("pageerror", (error) => faults.push(String(error)));
      await page.goto(site.origin);
      await marked(page);
      await paste(page, ARTICLE);
      await page.waitForFunction(() => document.getElementById("article")?.textContent?.includes("Brandvold"));
      await marked(page);
      await leave();
      assert.ok((await count()) >= 6);
    });

    after(async () => {
      await browser?.close();
      site?.close();
    });

    test("j and k walk the claims, and say where they end", async () => {
      await key("k");
      assert.equal(await chosen(), (await count()) - 1, "k begins at the end");
      await key("j");
      assert.match(await said(), /This is the last claim/);
      for (let at = (await count()) - 1; at > 0; at -= 1) {
        assert.equal(await chosen(), at);
        await key("k");
      }
      assert.equal(await chosen(), 0);
      await keys("j", "j", "k");
      assert.equal(await chosen(), 1);
    });

    test("x and Space check a claim, and let it go again", async () => {
      for (const each of ["x", "Space"]) {
        await key(each);
        assert.equal(await status(), "checked", each);
        await key(each);
        assert.equal(await status(), "", each);
      }
      await key("x");
    });

    test("Space scrolls nothing away and presses the button that has the keyboard", async () => {
      await page.evaluate(() => scrollTo(0, 0));
      await key("Space");
      assert.equal(await page.evaluate(() => scrollY), 0);
      await page.$eval('#panel li.open .ticks button:last-child', (button) => (button as HTMLElement).focus());
      const pressed = await page.evaluate(() => document.activeElement?.textContent);
      await key("Space");
      assert.notEqual(await status(), "checked", `Space pressed ${pressed}`);
      assert.notEqual(await status(), "", `Space pressed ${pressed}`);
      await keys("o", "x");
      assert.equal(await status(), "checked");
    });

    test("w is wrong, c cannot be checked, o opens it again", async () => {
      await keys("j", "w");
      assert.equal(await status(), "wrong");
      await key("c");
      assert.equal(await status(), "unverifiable");
      await key("o");
      assert.equal(await status(), "");
      await key("w");
    });

    test("J and K pass over what is reviewed", async () => {
      // The second and the third claim are reviewed.
      await keys("k", "k", "J");
      assert.equal(await chosen(), 3);
      await key("K");
      assert.equal(await chosen(), 0);
    });

    test("n and e go into their fields, in which letters are text", async () => {
      await key("n");
      assert.equal(await focused(), "note");
      await page.keyboard.type("jxu?");
      await page.keyboard.press("Escape");
      await key("e");
      assert.equal(await focused(), "evidence");
      await page.keyboard.type("https://dun.example/xj");
      await page.keyboard.press("Escape");
      assert.equal(await chosen(), 0);
      assert.equal(await page.$eval('#panel [name="note"]', (field) => (field as HTMLTextAreaElement).value), "jxu?");
      assert.equal(await page.$eval('#panel [name="evidence"]', (field) => (field as HTMLInputElement).value), "https://dun.example/xj");
    });

    test("l goes to the links of the claim", async () => {
      await key("l");
      assert.ok(await page.evaluate(() => document.activeElement?.matches("#panel .card .links a[href^='https://']")));
      await leave();
    });

    test("u and Ctrl+Z take a change back, U and Ctrl+Y do it again", async () => {
      await keys("j", "j", "j", "x");
      assert.equal(await status(), "checked");
      for (const [back, again] of [["u", "U"], ["Ctrl+Z", "Ctrl+Y"]] as const) {
        await key(back);
        assert.equal(await status(), "", back);
        assert.match(await said(), /^Undone/);
        await key(again);
        assert.equal(await status(), "checked", again);
        assert.match(await said(), /^Done again/);
      }
      await key("U");
      assert.match(await said(), /nothing to/);
    });

    test("/ goes into the search, from the figures as well", async () => {
      await key("f");
      assert.ok(await isShown("#figures"));
      await key("/");
      assert.ok(await isShown("#claims"));
      assert.equal(await focused(), "search");
      await page.keyboard.type("f");
      assert.equal(await page.$eval("#search", (box) => (box as HTMLInputElement).value), "f");
      await page.keyboard.press("Backspace");
      await leave();
    });

    test("f shows the figures, i the list", async () => {
      await key("f");
      await page.waitForSelector("#figures figure");
      assert.equal(await isShown("#claims"), false);
      await key("i");
      assert.ok(await isShown("#claims"));
      assert.equal(await isShown("#figures"), false);
    });

    test("the figures are walked by the arrow keys; Enter goes to the claim, from their tables as well", async () => {
      await key("f");
      await page.waitForSelector("#figures figure .mark");
      await page.focus("#figures");
      await page.keyboard.press("Tab");
      const named = (): Promise<string | null> => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? null);
      const names = await page.$$eval("#figures figure:first-child .mark", (marks) => marks.map((mark) => mark.getAttribute("aria-label")));
      assert.ok(names.length >= 2);
      assert.equal(await named(), names[0]);
      await page.keyboard.press("ArrowDown");
      assert.equal(await named(), names[1]);
      await page.keyboard.press("End");
      assert.equal(await named(), names.at(-1));
      await page.keyboard.press("Home");
      await page.keyboard.press("ArrowLeft");
      assert.equal(await named(), names[0]);
      assert.equal((await page.$$('#figures figure:first-child .mark[tabindex="0"]')).length, 1, "one stop of the Tab key");
      await page.keyboard.press("Enter");
      assert.ok(await isShown("#claims"));
      const opened = (): Promise<string> => page.$eval("#panel li.open .words", (words) => words.textContent ?? "");
      assert.ok(names[0]?.includes(await opened()), `${names[0]} leads to ${await opened()}`);
      assert.equal(await page.evaluate(() => document.activeElement?.className), "card", "the keyboard went along");
      await key("f");
      await page.focus("#figures figure:first-child summary");
      await page.keyboard.press("Enter");
      await page.waitForSelector("#figures figure:first-child .to-claim");
      await page.focus("#figures figure:first-child tbody tr:last-child .to-claim");
      const last = await page.evaluate(() => document.activeElement?.textContent ?? "");
      await page.keyboard.press("Enter");
      assert.ok(await isShown("#claims"));
      assert.equal(await opened(), last);
      await page.keyboard.press("Escape");
      await leave();
    });

    test("s shows and hides the source beside the article", async () => {
      await key("s");
      assert.equal(await isShown("#source-pane"), false, "there is no source yet");
      await page.$eval("#source", (details) => ((details as HTMLDetailsElement).open = true));
      await page.focus("#source-text");
      await page.keyboard.type(SOURCE);
      await page.waitForSelector("main.comparing #source-pane:not([hidden])");
      await leave();
      await key("s");
      assert.equal(await isShown("#source-pane"), false);
      await key("s");
      assert.ok(await isShown("#source-pane"));
    });

    test("t puts the text into the box to be edited", async () => {
      await key("t");
      assert.equal(await focused(), "paste");
      assert.equal(await page.$eval("#paste", (box) => (box as HTMLTextAreaElement).value), ARTICLE);
      await page.$eval("#edit", (button) => (button as HTMLElement).click());
      await leave();
    });

    test("a lists the articles", async () => {
      await key("a");
      await page.waitForSelector("#articles[open] li");
      await page.keyboard.press("Escape");
      assert.equal(await page.$("#articles[open]"), null);
    });

    test("p makes the report and prints it", async () => {
      await page.evaluate(() => {
        window.print = () => {
          (window as unknown as { printed: string }).printed = document.getElementById("report")?.textContent ?? "";
        };
      });
      await key("p");
      await page.waitForFunction(() => "printed" in window);
      const atOnce = await page.evaluate(() => {
        document.getElementById("report")?.replaceChildren();
        dispatchEvent(new Event("beforeprint"));
        return document.getElementById("report")?.textContent;
      });
      assert.equal(await page.evaluate(() => (window as unknown as { printed: string }).printed), atOnce, "the same as the browser's own command prints");
      assert.match(await page.evaluate(() => (window as unknown as { printed: string }).printed), /Ferry of Dun to stop.*Evidence: https:\/\/dun\.example\/xj/s);
      await page.evaluate(() => document.getElementById("report")?.replaceChildren());
    });

    test("on a narrow page and from the figures, n draws the card up before it takes letters", async () => {
      await keys("k", "f", "n");
      assert.equal(await focused(), "note");
      await page.keyboard.press("Escape");
      await page.setViewport({ width: 360, height: 760 });
      await page.reload();
      await marked(page);
      await keys("j", "n");
      assert.equal(await focused(), "note");
      assert.ok(await page.$eval("aside", (panel) => panel.classList.contains("drawn")));
      await page.keyboard.press("Escape");
      await page.setViewport({ width: 1280, height: 900 });
    });

    test("Escape closes the card wherever the keyboard is, and j goes on behind it", async () => {
      await page.reload();
      await marked(page);
      await keys("j", "j");
      const at = await chosen();
      await leave();
      await key("Escape");
      assert.equal(await chosen(), -1);
      await key("j");
      assert.equal(await chosen(), at + 1);
    });

    test("n without a chosen claim says so", async () => {
      await page.reload();
      await marked(page);
      await key("n");
      assert.match(await said(), /Choose a claim first/);
    });

    test("? lists the keys, and none that was not tried here", async () => {
      await key("?");
      await page.waitForSelector("#shortcuts[open]");
      const listed = await page.$$eval("#shortcuts kbd", (keys) => keys.map((key) => key.textContent ?? ""));
      assert.deepEqual([...new Set(listed)].sort(), [...tried].sort());
      await page.keyboard.press("Escape");
      assert.equal(await page.$("#shortcuts[open]"), null);
      assert.deepEqual(faults, []);
    });
  });
}
