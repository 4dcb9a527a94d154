// A field's marks lie on its letters, whatever turns, zooms or covers the field, in both browsers: a press a quarter of a
// letter before a marked letter's middle puts the field's own caret before the letter, one behind it behind the letter.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { attachTo, type EmbedSite, serveEmbed } from "./embedded.js";
import { BROWSERS, launch } from "./harness.js";
import { until } from "./until.js";

const HEAD = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Field</title>
<style>body { margin: 30px } .field { font: 16px/1.5 monospace; padding: 5px 9px; border: 2px solid; margin: 0 } textarea.field { width: 330px; height: 110px }</style>`;
const AREA = `<textarea class="field" id="field">The mill at Brevik sold 730 sacks of flour and lost 4% of it.\n\nIt has 61 people.</textarea>`;
const LINE = `<input class="field" id="field" value="Brevik loses 40 boats and 61 people" size="40">`;

/** What stands around the field, and what is done once it is attached. */
const PLACES: [what: string, html: string, then?: string][] = [
  ["by itself", AREA],
  ["an input by itself", LINE],
  ["in fractions of a pixel", `<div style="width: 401.3px; padding: 0.4px">${AREA.replace('id="field"', 'id="field" style="width: 83.37%"')}</div>`],
  ["turned and drawn larger", `<div style="transform: rotate(9deg) scale(1.3); transform-origin: 0 0; margin-left: 60px">${AREA}</div>`],
  ["an input, turned and drawn larger", `<div style="transform: rotate(-6deg) scale(1.2); transform-origin: 0 0; padding-top: 90px">${LINE}</div>`],
  ["turned by the properties of its own", `<p>Above</p>${AREA.replace('id="field"', 'id="field" style="rotate: 8deg; scale: 1.2 1.4; translate: 40px 60px"')}`],
  ["skewed", `<div style="transform: skewX(12deg) translate(30px, 20px)">${AREA}</div>`],
  ["on a page that is drawn smaller", `<style>body { transform: scale(0.85); transform-origin: 20px 10px }</style>${AREA}`],
  ["zoomed", `<div style="zoom: 1.5">${AREA}</div>`],
  ["an input, zoomed itself, in what is zoomed", `<div style="zoom: 0.9">${LINE.replace('id="field"', 'id="field" style="zoom: 1.4"')}</div>`],
  ["zoomed and turned", `<div style="zoom: 1.25; transform: rotate(5deg); transform-origin: 0 0; padding-left: 40px">${AREA}</div>`],
  ["on a page that is zoomed", `<style>body { zoom: 1.2 }</style>${AREA}`],
  ["in a dialog that is opened later", `<dialog id="layer">${AREA}</dialog>`, 'document.getElementById("layer").showModal()'],
  ["in a dialog that is turned", `<dialog id="layer" style="rotate: 4deg">${AREA}</dialog>`, 'document.getElementById("layer").showModal()'],
  ["in a popover", `<div popover id="layer">${AREA}</div>`, 'document.getElementById("layer").showPopover()'],
  ["in a shadow tree, turned", `<div id="host" style="transform: rotate(5deg); margin: 40px"></div><script>document.getElementById("host").attachShadow({ mode: "open" }).innerHTML = '<style>.field { font: 16px/1.5 monospace; width: 330px; height: 110px }</style>' + ${JSON.stringify(AREA)}</script>`],
];

/** A letter in the middle of each mark: its place in the field, and its middle and the next one's on the screen. */
interface Letter {
  at: number;
  x: number;
  y: number;
  toX: number;
  toY: number;
}

for (const name of BROWSERS) {
  describe(`fields in ${name}`, () => {
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
      await page.setViewport({ width: 1000, height: 800 });
    });

    const FIELD = '(document.getElementById("field") ?? document.getElementById("host").shadowRoot.getElementById("field"))';

    async function open(html: string, then?: string): Promise<void> {
      site.page("/page", HEAD + html);
      await page.goto(`${site.origin}/page`);
      assert.deepEqual(await attachTo(page, FIELD), { state: "live", editor: "textarea" });
      if (then) await page.evaluate(then);
      await page.evaluate("handle.settled()");
    }

    const letters = (): Promise<Letter[]> =>
      page.evaluate(`(() => {
        const field = ${FIELD};
        const found = [];
        for (const [name, highlight] of CSS.highlights) {
          if (name === "tickmark-current" || name === "tickmark-flash") continue;
          for (const range of highlight) {
            const { startContainer: node, startOffset } = range;
            const line = node.parentElement;
            const before = [...line.parentElement.children].slice(0, [...line.parentElement.children].indexOf(line)).reduce((sum, each) => sum + each.textContent.length + 1, 0);
            const middle = (at) => {
              const letter = document.createRange();
              letter.setStart(node, at);
              letter.setEnd(node, at + 1);
              const box = letter.getBoundingClientRect();
              return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
            };
            const [here, next] = [middle(startOffset), middle(startOffset + 1)];
            found.push({ at: before + startOffset, x: here.x, y: here.y, toX: next.x - here.x, toY: next.y - here.y });
          }
        }
        return found.sort((a, b) => a.at - b.at);
      })()`) as Promise<Letter[]>;

    /** Marks that do not lie where the field has their letters. */
    async function astray(): Promise<string[]> {
      const wrong: string[] = [];
      for (const { at, x, y, toX, toY } of await letters()) {
        for (const [part, caret] of [[-0.25, at], [0.25, at + 1]] as const) {
          await page.mouse.click(x + part * toX, y + part * toY);
          const found = (await page.evaluate(`${FIELD}.selectionStart`)) as number;
          if (found !== caret) wrong.push(`the letter ${at}: the caret is at ${found}, and not at ${caret}`);
        }
      }
      return wrong;
    }

    for (const [what, html, then] of PLACES) {
      test(`marks lie on the letters: ${what}`, async () => {
        await open(html, then);
        const count = html.includes("<input") ? 2 : 3;
        await until(letters, (found) => found.length === count && found.every(({ toX, toY }) => Math.hypot(toX, toY) > 4));
        // The mirror follows with the next frame.
        await until(astray, (wrong) => wrong.length === 0, 5_000);
        // A press on the mark has chosen its claim.
        const chosen = await page.evaluate(`handle.report.text.slice(...handle.claims.find(({ id }) => id === handle.selected).span)`);
        assert.equal(chosen, "61 people");
        const layer = (await page.evaluate(`[...CSS.highlights.get("tickmark-quantity")][0].startContainer.getRootNode().host.parentElement.id`)) as string;
        assert.equal(layer, then ? "layer" : "", "it lies over what covers the page");
      });
    }

    test("a dialog that is shown, closed and shown again keeps its marks, and dispose leaves nothing in it", async () => {
      await open(`<dialog id="layer">${AREA}</dialog>`, 'document.getElementById("layer").showModal()');
      const seen = (): Promise<boolean> => page.evaluate(`[...CSS.highlights.get("tickmark-quantity") ?? []].some((range) => range.getClientRects().length > 0)`) as Promise<boolean>;
      await until(seen, (is) => is);
      await page.evaluate('document.getElementById("layer").close()');
      await until(seen, (is) => !is);
      await page.evaluate('document.getElementById("layer").showModal()');
      await until(seen, (is) => is);
      await until(astray, (wrong) => wrong.length === 0, 5_000);
      await page.evaluate("handle.dispose()");
      assert.deepEqual(await page.evaluate(`[document.body.children.length, document.getElementById("layer").children.length]`), [1, 1]);
    });

    test("what a turned scroller hides of a field is not painted outside of it", async () => {
      await open(`<div id="box" style="transform: rotate(10deg) scale(1.1); margin: 60px; width: 260px; height: 60px; overflow: hidden">${AREA}</div>`);
      const clip = (): Promise<string> => page.evaluate(`getComputedStyle([...CSS.highlights.get("tickmark-quantity")][0].startContainer.getRootNode().host).clipPath`) as Promise<string>;
      // 330 + 18 pixels of field in 260, 110 + 10 in 60, without the two borders, in the field's own lengths.
      const sides = (path: string): number[] => (path.match(/-?[\d.]+(?=px)/g) ?? []).map((side) => Math.round(Number(side)));
      const path = await until(clip, (path) => sides(path).length >= 3);
      const [top, right, bottom, left = right] = sides(path);
      assert.deepEqual([top, right, bottom], [0, 330 + 18 + 2 - 260, 110 + 10 + 2 - 60], path);
      assert.ok(left === 0 || path.match(/px/g)?.length === 3, path);
    });

    test("a field that is turned out of the plane is not marked in the wrong place", async () => {
      await open(`<div style="perspective: 400px"><div style="transform: rotateY(40deg)">${AREA}</div></div>`);
      const seen = (): Promise<number> => page.evaluate(`[...CSS.highlights].flatMap(([, highlight]) => [...highlight]).filter((range) => range.getClientRects().length > 0).length`) as Promise<number>;
      assert.equal(await seen(), 0);
      // Turned back, it is marked.
      await page.evaluate(() => document.querySelector<HTMLElement>("body > div > div")?.style.setProperty("transform", "none"));
      await page.focus("#field");
      await until(seen, (count) => count === 3);
    });
  });
}
