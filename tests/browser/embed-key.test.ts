// What a key in a long text costs, counted where the page itself can count: blocks that are read, messages to the Worker and
// back, ranges that are made. Time depends on the machine; these do not.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { attachTo, type EmbedSite, marksOf, serveEmbed } from "./embedded.js";
import { BROWSERS, launch } from "./harness.js";

/** A text of about `size` characters with claims, no two paragraphs alike. */
function paragraphs(size: number): string[] {
  const parts: string[] = [];
  for (let length = 0, n = 1; length < size; n += 1) {
    const part = `The old boats there took ${n * 7} tonnes of herring in ${1950 + (n % 70)} and sailed home. “We had ${n} boats at sea,” Ana Ruiz told the council. The quay was dry and the town slept on.`;
    parts.push(part);
    length += part.length;
  }
  return parts;
}

const PARTS = paragraphs(100_000);
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Long</title>
<div id="editor" contenteditable style="white-space: pre-wrap; height: 500px; overflow: auto">${PARTS.map((part) => `<p>${part}</p>`).join("")}</div>`;

interface Counted {
  ranges: number;
  sent: number;
  received: number;
  /** Claims in what the Worker has answered, and its length as JSON. */
  claims: number;
  length: number;
}

type Counting = Window & { counted: Counted; handle: { counts: { collected: number }; claims: { id: string; span: [number, number] }[]; report: { text: string }; settled(): Promise<void>; select(id: string | undefined): void } };

/** Counts, before any script of the page, what is asked of the browser. */
function count(): void {
  const counted: Counted = ((window as unknown as Counting).counted = { ranges: 0, sent: 0, received: 0, claims: 0, length: 0 });
  const { createRange } = Document.prototype;
  Document.prototype.createRange = function () {
    counted.ranges += 1;
    return createRange.call(this);
  };
  window.Range = class extends Range {
    constructor() {
      super();
      counted.ranges += 1;
    }
  };
  window.Worker = class extends Worker {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options);
      this.addEventListener("message", ({ data }: MessageEvent<{ result?: { added?: unknown[]; claims?: unknown[] }; items?: unknown[] }>) => {
        counted.received += 1;
        counted.claims += (data.result?.added ?? data.result?.claims ?? data.items ?? []).length;
        counted.length += JSON.stringify(data).length;
      });
    }
    override postMessage(...given: unknown[]): void {
      counted.sent += 1;
      super.postMessage(...(given as [unknown]));
    }
  };
}

for (const name of BROWSERS) {
  describe(`a key in 100 kB in ${name}`, () => {
    let site: EmbedSite;
    let browser: Browser;
    let page: Page;

    before(async () => {
      site = await serveEmbed();
      site.page("/page", PAGE);
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
      await page.evaluateOnNewDocument(count);
      await page.goto(`${site.origin}/page`);
      await page.evaluate(`import("/tickmark/index.js").then(({ init }) => init({ worker: true }))`);
      await attachTo(page, 'document.getElementById("editor")');
      await page.focus("#editor");
      await page.evaluate("handle.settled()");
      // What is in sight is told with a frame.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 100)))));
    });

    /** Types before the first of `words`, a key at a time, and tells what each key cost at the most. */
    async function type(words: string, keys: string): Promise<Counted & { collected: number }> {
      await page.evaluate((words: string) => {
        const walker = document.createTreeWalker(document.getElementById("editor") as Element, NodeFilter.SHOW_TEXT);
        let node = walker.nextNode() as Text;
        while (!node.data.includes(words)) node = walker.nextNode() as Text;
        getSelection()?.collapse(node, node.data.indexOf(words));
      }, words);
      const most = { ranges: 0, sent: 0, received: 0, claims: 0, length: 0, collected: 0 };
      for (const key of keys) {
        const before = await counts();
        await page.keyboard.type(key);
        await page.evaluate(() => (window as unknown as Counting).handle.settled());
        const now = await counts();
        for (const what of Object.keys(most) as (keyof typeof most)[]) most[what] = Math.max(most[what], now[what] - before[what]);
      }
      return most;
    }

    const counts = (): Promise<Counted & { collected: number }> =>
      page.evaluate(() => {
        const { counted, handle } = window as unknown as Counting;
        return { ...counted, collected: handle.counts.collected };
      });

    for (const [what, words] of [
      ["before every claim of a paragraph", "boats there took 14 tonnes"],
      ["between its claims", "of herring in 1952"],
      ["behind its claims", "dry and the town"],
    ] as const) {
      test(`typing ${what} reads one block, sends one message and is answered by one, and makes no range`, async () => {
        const { collected, ranges, sent, received, claims, length } = await type(words, "quiet ");
        assert.deepEqual({ collected, ranges, sent, received }, { collected: 1, ranges: 0, sent: 1, received: 1 });
        // What is answered is about the paragraph and not about the text, which has thousands of claims.
        assert.ok(claims <= 8, `${claims} claims in an answer`);
        assert.ok(length <= 60_000, `${length} characters in an answer`);
        await marked();
      });
    }

    test("typing while a claim of the paragraph is chosen makes no range either", async () => {
      await page.evaluate(() => {
        const { handle } = window as unknown as Counting;
        const claim = handle.claims.find(({ span }) => handle.report.text.slice(...span) === "14 tonnes");
        handle.select(claim?.id);
      });
      const { collected, ranges, sent, received } = await type("boats there took 14 tonnes", "quiet ");
      assert.deepEqual({ collected, ranges, sent, received }, { collected: 1, ranges: 0, sent: 1, received: 1 });
      const chosen = await page.evaluate(() => [...((CSS.highlights as unknown as Map<string, Set<Range>>).get("tickmark-current") ?? [])].map(String));
      assert.deepEqual(chosen, ["14 tonnes"]);
    });

    test("typing in a claim makes ranges for what has become another claim, and for no other", async () => {
      const { collected, ranges, sent, received } = await type("4 tonnes of herring in 1952", "123");
      assert.deepEqual({ collected, sent, received }, { collected: 1, sent: 1, received: 1 });
      assert.ok(ranges >= 1 && ranges <= 2, `${ranges} ranges`);
      await marked();
    });

    test("many keys without a pause are read together", async () => {
      const before = await counts();
      await page.evaluate(() => {
        const node = document.querySelector("#editor p")?.lastChild as Text;
        getSelection()?.collapse(node, node.length);
        for (const letter of " and it went on for long") document.execCommand("insertText", false, letter);
      });
      await page.evaluate(() => (window as unknown as Counting).handle.settled());
      const now = await counts();
      assert.equal(now.sent - before.sent, 1);
      assert.equal(now.received - before.received, 1);
      assert.equal(now.ranges - before.ranges, 0);
    });

    test("a panel beside it is drawn anew when the writer rests, and not with each key", async () => {
      await page.evaluate(async (elements: string) => {
        await import(elements);
        const panel = document.createElement("tickmark-panel");
        panel.setAttribute("for", "editor");
        document.body.append(panel);
        const own = window as unknown as Counting & { drawn: number; held: (() => void)[] };
        own.handle = (panel as unknown as { handle: Counting["handle"] }).handle;
        await own.handle.settled();
        // The list of the first report, with a frame.
        for (let frames = 0; frames < 3; frames += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
        own.drawn = 0;
        const list = panel.shadowRoot?.querySelector("ol") as HTMLElement;
        const replace = list.replaceChildren.bind(list);
        list.replaceChildren = (...given) => {
          own.drawn += 1;
          replace(...given);
        };
        // Time goes on when the test says so: waits as long as a writer's rest are held.
        performance.now = () => 0;
        own.held = [];
        const { setTimeout: begin } = window;
        (window as { setTimeout: unknown }).setTimeout = (call: () => void, wait = 0) => (wait < 200 || wait === 1000 ? begin(call, wait) : own.held.push(call));
      }, "/tickmark/elements.js");
      await type("boats there took 14 tonnes", "3% ");
      const drawn = (): Promise<number> => page.evaluate(() => (window as unknown as { drawn: number }).drawn);
      assert.equal(await drawn(), 0);
      await page.evaluate(() => (window as unknown as { held: (() => void)[] }).held.at(-1)?.());
      assert.equal(await drawn(), 1);
      const words = (): Promise<string[]> => page.evaluate(() => [...(document.querySelector("tickmark-panel")?.shadowRoot?.querySelectorAll(".words") ?? [])].map((words) => words.textContent ?? ""));
      assert.ok((await words()).includes("3%"), "what was written is listed");
    });

    /** What is painted is what a fresh scan has at these places; most of it is out of sight and not painted. */
    async function marked(): Promise<void> {
      const { painted, fresh } = await marksOf(page);
      for (const [kind, words] of Object.entries(painted)) {
        const left = [...(fresh[kind] ?? [])];
        for (const each of words) {
          const at = left.indexOf(each);
          assert.ok(at >= 0, `${each} is painted as ${kind}, and is none`);
          left.splice(at, 1);
        }
      }
      assert.ok((painted["tickmark-quantity"]?.length ?? 0) >= 10);
    }
  });
}
