// Between text and panel, in both browsers: a press on a mark chooses its claim, and a claim that is chosen in the panel is
// scrolled to and stands out for a moment. The writer's caret stays where it is.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import type { Browser, Frame, Page } from "puppeteer-core";
import { attachTo, type EmbedSite, serveEmbed } from "./embedded.js";
import { BROWSERS, launch } from "./harness.js";
import { until } from "./until.js";

const HEAD = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Press</title>`;
const TEXT = `<p>“We lost 4% of it in May 2027,” Ana Ruiz said.</p><p>The mill sold 730 sacks of flour.</p>`;
const LONG = `${TEXT}${"<p>The quay was dry and the town slept on.</p>".repeat(80)}<p>It has 61 people.</p>`;

for (const name of BROWSERS) {
  describe(`presses in ${name}`, () => {
    let site: EmbedSite;
    let browser: Browser;
    let page: Page;

    before(async () => {
      site = await serveEmbed();
      browser = await launch(name);
    });

    after(async () => {
      await browser?.close();
      site?.close();
    });

    beforeEach(async () => {
      await page?.close();
      page = await browser.newPage();
      await page.setViewport({ width: 1000, height: 700 });
    });

    async function open(body: string, target = 'document.getElementById("editor")'): Promise<void> {
      site.page("/page", HEAD + body);
      await page.goto(`${site.origin}/page`);
      assert.equal((await attachTo(page, target)).state, "live");
      await page.evaluate("handle.settled()");
      await page.evaluate(`window.heard = 0; handle.addEventListener("select", () => (heard += 1))`);
    }

    /** The middle of painted words. */
    async function middle(words: string, shown: Page | Frame = page, highlight = "tickmark-quantity"): Promise<{ x: number; y: number }> {
      const box = await shown.evaluate(
        (words: string, highlight: string) => {
          const range = [...((CSS.highlights as unknown as Map<string, Set<Range>>).get(highlight) ?? [])].find((range) => String(range) === words);
          const box = range?.getBoundingClientRect();
          const frame = window.frameElement?.getBoundingClientRect();
          return box && { x: box.left + box.width / 2 + (frame?.left ?? 0), y: box.top + box.height / 2 + (frame?.top ?? 0) };
        },
        words,
        highlight,
      );
      assert.ok(box, `${words} is painted`);
      return box;
    }

    const chosen = (): Promise<string | null> => page.evaluate(`(() => {
      const claim = handle.claims.find(({ id }) => id === handle.selected);
      return claim ? handle.report.text.slice(...claim.span) : null;
    })()`) as Promise<string | null>;

    async function press(words: string, shown?: Page | Frame, highlight?: string): Promise<string | null> {
      const { x, y } = await middle(words, shown, highlight);
      await page.mouse.click(x, y);
      return chosen();
    }

    test("a press on a mark chooses the shortest claim there, once, and puts the caret where it does without us", async () => {
      await open(`<div id="editor" contenteditable>${TEXT}</div>`);
      assert.equal(await press("730 sacks"), "730 sacks");
      assert.deepEqual(await page.evaluate(() => [...((CSS.highlights as unknown as Map<string, Set<Range>>).get("tickmark-current") ?? [])].map(String)), ["730 sacks"]);
      assert.match(await page.evaluate(() => getSelection()?.focusNode?.textContent ?? ""), /^The mill/);
      assert.equal(await page.evaluate("heard"), 1);
      assert.equal(await press("730 sacks"), "730 sacks");
      assert.equal(await page.evaluate("heard"), 1, "what is chosen already is not told again");
      // A number in a quotation, and the quotation around it.
      assert.equal(await press("4%"), "4%");
      const { x, y } = await middle("4%");
      await page.mouse.click(x - 30, y);
      assert.match((await chosen()) ?? "", /^“We lost 4%/);
    });

    test("a press beside the marks, a selection drawn over them and another button choose nothing", async () => {
      await open(`<div id="editor" contenteditable>${TEXT}</div>`);
      const { x, y } = await middle("730 sacks");
      await page.mouse.click(x + 400, y);
      await page.mouse.click(x, y, { button: "right" });
      await page.mouse.move(x - 60, y);
      await page.mouse.down();
      await page.mouse.move(x, y, { steps: 5 });
      await page.mouse.up();
      assert.equal(await chosen(), null);
      assert.equal(await page.evaluate("heard"), 0);
      assert.notEqual(await page.evaluate(() => String(getSelection())), "");
    });

    test("a press in an article that is only read, in a shadow tree, in a frame and in a field", async () => {
      await open(`<article id="editor">${TEXT}</article>`);
      assert.equal(await press("730 sacks"), "730 sacks");
      await open(`<div id="host"></div><script>document.getElementById("host").attachShadow({ mode: "open" }).innerHTML = ${JSON.stringify(`<div contenteditable>${TEXT}</div>`)}</script>`, 'document.getElementById("host").shadowRoot.firstChild');
      assert.equal(await press("730 sacks"), "730 sacks");
      site.page("/framed", `${HEAD}<body contenteditable>${TEXT}</body>`);
      await open(`<p>Above</p><iframe id="editor" src="/framed" style="width: 500px; height: 200px"></iframe>`);
      const frame = page.frames().find((each) => each.url().endsWith("/framed"));
      assert.ok(frame);
      assert.equal(await press("730 sacks", frame), "730 sacks");
      await open(`<textarea id="editor" cols="60" rows="5">The mill sold 730 sacks.</textarea>`);
      assert.equal(await press("730 sacks"), "730 sacks");
      const caret = await page.$eval("#editor", (field) => (field as HTMLTextAreaElement).selectionStart);
      assert.ok(caret > 14 && caret < 24, `the caret is at ${caret}`);
    });

    test("a press on a mark opens its card in the panel, and leaves the keyboard in the text", async () => {
      site.page("/page", `${HEAD}<div id="editor" contenteditable>${TEXT}</div><tickmark-panel for="editor"></tickmark-panel><script src="/tickmark/tickmark-elements.js"></script>`);
      await page.goto(`${site.origin}/page`);
      await page.waitForFunction(() => document.querySelector("tickmark-panel")?.shadowRoot?.querySelector("button[data-index]"));
      const { x, y } = await middle("730 sacks");
      await page.mouse.click(x, y);
      const open = (): Promise<string[]> => page.evaluate(() => [...(document.querySelector("tickmark-panel")?.shadowRoot?.querySelectorAll("[aria-expanded=true] .words") ?? [])].map((words) => words.textContent ?? ""));
      assert.deepEqual(await until(open, (words) => words.length > 0), ["730 sacks"]);
      assert.equal(await page.evaluate(() => document.activeElement?.id), "editor");
      await page.keyboard.type("9");
      assert.match(await page.$eval("#editor", (editor) => editor.textContent ?? ""), /7?3?9?.*9.*sacks|s9acks|sa9cks|sac9ks|sack9s/);
    });

    test("a claim that is revealed is scrolled to and stands out for a moment; caret and keyboard stay", async () => {
      await open(`<div id="editor" contenteditable style="height: 300px; overflow: auto">${LONG}</div>`);
      await page.focus("#editor");
      await page.evaluate(() => getSelection()?.collapse(document.querySelector("#editor p")?.firstChild ?? null, 5));
      const state = (): Promise<unknown> => page.evaluate(() => [document.activeElement?.id, getSelection()?.focusNode === document.querySelector("#editor p")?.firstChild, getSelection()?.focusOffset]);
      const before = await state();
      await page.evaluate(`handle.reveal(handle.claims.at(-1).id)`);
      assert.deepEqual(await state(), before);
      const flash = (): Promise<string[]> => page.evaluate(() => [...((CSS.highlights as unknown as Map<string, Set<Range>>).get("tickmark-flash") ?? [])].map(String));
      assert.deepEqual(await flash(), ["61 people"]);
      const [top, bottom] = await page.evaluate(() => {
        const [range] = (CSS.highlights as unknown as Map<string, Set<Range>>).get("tickmark-current") ?? [];
        const box = range?.getBoundingClientRect();
        const editor = document.getElementById("editor")?.getBoundingClientRect();
        return [(box?.top ?? 0) - (editor?.top ?? 0), (editor?.bottom ?? 0) - (box?.bottom ?? 0)];
      });
      assert.ok((top ?? -1) >= 0 && (bottom ?? -1) >= 0, "it is in sight");
      assert.deepEqual(await until(flash, (words) => words.length === 0), []);
      assert.deepEqual(await page.evaluate(() => [...((CSS.highlights as unknown as Map<string, Set<Range>>).get("tickmark-current") ?? [])].map(String)), ["61 people"], "it stays chosen");
      // Let go in the midst of it, nothing is left.
      await page.evaluate(`handle.reveal(handle.claims[0].id); handle.dispose()`);
      assert.equal(await page.evaluate(() => (CSS.highlights as unknown as Map<string, unknown>).size), 0);
    });
  });
}
