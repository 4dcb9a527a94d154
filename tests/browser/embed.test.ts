// The embed in a plain editor of the page, by the real keyboard, in both browsers: the marks are those of a fresh scan after
// every change, and the editor's content is what it would be without us.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { BROWSERS, launch } from "./harness.js";
import { attachTo, type EmbedSite, marksOf, serveEmbed } from "./embedded.js";

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Editor</title>
<div id="editor" contenteditable style="white-space: pre-wrap"><p>The mill at Brevik sold 730 sacks of flour in May 2027.</p><p>“We lost 4% of it,” Ana Ruiz said.</p></div>`;

async function chord(page: Page, key: "a" | "b" | "z" | "c" | "v" | "x"): Promise<void> {
  await page.keyboard.down("Control");
  await page.keyboard.press(key);
  await page.keyboard.up("Control");
}

/** Puts the caret into the text of an element's child, `offset` characters in. */
function caret(page: Page, child: number, offset: number): Promise<void> {
  return page.evaluate(
    (child: number, offset: number) => {
      const element = document.getElementById("editor") as HTMLElement;
      element.focus();
      const walker = document.createTreeWalker(element.children[child] as Element, NodeFilter.SHOW_TEXT);
      let node = walker.nextNode() as Text;
      for (let left = offset; node; node = walker.nextNode() as Text) {
        if (left <= node.length) {
          getSelection()?.collapse(node, left);
          return;
        }
        left -= node.length;
      }
    },
    child,
    offset,
  );
}

/** What a person does, step by step, and marks that have to be there then. */
const STEPS: [what: string, act: (page: Page) => Promise<void>, marks: Record<string, string[]>][] = [
  ["nothing yet", async () => undefined, { "tickmark-quantity": ["4%", "730 sacks"], "tickmark-date": ["May 2027"], "tickmark-quotation": ["“We lost 4% of it,”"] }],
  [
    "types at the end",
    async (page) => {
      await caret(page, 1, 34);
      await page.keyboard.type(" It closed on 3 June 2027.");
    },
    { "tickmark-quantity": ["4%", "730 sacks"], "tickmark-date": ["3 June 2027", "May 2027"], "tickmark-quotation": ["“We lost 4% of it,”"] },
  ],
  [
    "edits inside a claim",
    async (page) => {
      await caret(page, 0, 26);
      await page.keyboard.type("5");
    },
    { "tickmark-quantity": ["4%", "7350 sacks"], "tickmark-date": ["3 June 2027", "May 2027"], "tickmark-quotation": ["“We lost 4% of it,”"] },
  ],
  [
    "deletes",
    async (page) => {
      await caret(page, 0, 27);
      await page.keyboard.press("Delete");
      await page.keyboard.press("Backspace");
    },
    { "tickmark-quantity": ["4%", "73 sacks"], "tickmark-date": ["3 June 2027", "May 2027"], "tickmark-quotation": ["“We lost 4% of it,”"] },
  ],
  [
    "undoes",
    async (page) => chord(page, "z"),
    { "tickmark-date": ["3 June 2027", "May 2027"], "tickmark-quotation": ["“We lost 4% of it,”"] },
  ],
  [
    "parts a paragraph",
    async (page) => {
      await caret(page, 1, 19);
      await page.keyboard.press("Enter");
    },
    {},
  ],
  [
    "joins it again",
    async (page) => page.keyboard.press("Backspace"),
    {},
  ],
  [
    "makes it all bold",
    async (page) => {
      await chord(page, "a");
      await chord(page, "b");
    },
    {},
  ],
  [
    "cuts all and pastes it twice",
    async (page) => {
      await chord(page, "x");
      await chord(page, "v");
      await chord(page, "v");
    },
    {},
  ],
];

for (const name of BROWSERS) {
  describe(`the embed in ${name}`, () => {
    let site: EmbedSite;
    let browser: Browser;
    let page: Page;
    /** The same page without us. */
    let twin: Page;

    before(async () => {
      site = await serveEmbed();
      site.page("/", PAGE);
      browser = await launch(name);
      page = await browser.newPage();
      await page.goto(site.origin);
      twin = await browser.newPage();
      await twin.goto(site.origin);
    });

    after(async () => {
      await browser?.close();
      site?.close();
    });

    test("a plain editor is marked, and stays marked through every change", async () => {
      const status = await attachTo(page, 'document.getElementById("editor")');
      assert.deepEqual(status, { state: "live", editor: "contenteditable" });
      for (const [what, act, marks] of STEPS) {
        await twin.bringToFront();
        await act(twin);
        await page.bringToFront();
        await act(page);
        const { painted, fresh } = await marksOf(page);
        assert.deepEqual(painted, fresh, `${what}: the marks are those of a fresh scan`);
        for (const [kind, words] of Object.entries(marks)) assert.deepEqual(painted[kind], words, what);
        const [mine, other] = await Promise.all([page, twin].map((page) => page.$eval("#editor", (editor) => editor.innerHTML)));
        assert.equal(mine, other, `${what}: the content is what it is without us`);
      }
    });

    test("dispose leaves nothing", async () => {
      const left = await page.evaluate(() => {
        (window as unknown as { handle: { dispose(): void } }).handle.dispose();
        return { highlights: (CSS.highlights as unknown as Map<string, unknown>).size, sheets: document.adoptedStyleSheets.length };
      });
      assert.deepEqual(left, { highlights: 0, sheets: 0 });
    });
  });
}
