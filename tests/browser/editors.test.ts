// Each editor as a writer uses it, by keyboard and mouse, in both browsers, twice: once by itself, once with the embed. After
// every step the marks are those of a fresh scan, and the editor holds and would save what it does by itself.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { BROWSERS, launch, serve, type BrowserName, type Site } from "./harness.js";
import { drawn, stopClock } from "./clock.js";
import { countRemains, type Remains, remainsOf } from "./remains.js";
import { Typist } from "./typist.js";
import { until } from "./until.js";
import { assertMarked, assertPressed, attach } from "./marks.js";

const NAMES = readdirSync("dist/web/embed/editors")
  .filter((file) => file.endsWith(".html"))
  .map((file) => file.slice(0, -".html".length));

/** Draw the lines in sight alone: see the test of refusals. */
const UNSERVED: Record<string, string> = { ace: "Ace", codemirror: "CodeMirror", monaco: "Monaco" };

/** Frames a second: those of a fast screen. */
const FRAMES = 240;

/** Editors that part the steps of undo by time, and only there may two runs differ by a slow moment. */
const TIMED = ["gutenberg", "gutenberg-framed", "koenig", "lexical", "prosemirror", "quill", "tiptap", "trix"];

interface Step {
  what: string;
  act(typist: Typist, page: Page): Promise<unknown>;
  /** Where it can be done. */
  where?(name: string, browser: BrowserName): boolean;
  /** Whether it changes what the editor holds, where not everywhere. */
  changes?(name: string, browser: BrowserName): boolean;
}

/** Paragraphs of about `size` characters with claims, no two sentences alike. */
function prose(size: number): string {
  const parts: string[] = [];
  for (let length = 0, n = 1; length < size; n += 1) {
    const part = `Barge ${n} took ${n * 3} tonnes of flour in ${1950 + (n % 70)}. “We had ${n} sacks left,” Mara Vint said.`;
    parts.push(part, n % 8 === 0 ? "\n\n" : " ");
    length += part.length + 1;
  }
  return parts.join("").trim();
}

const STEPS: Step[] = [
  {
    what: "types at the end of a paragraph",
    async act(typist) {
      await typist.click("by 2027.", 8);
      await typist.type(" Vint paid 412 euros on 5 May 2026.");
    },
  },
  {
    what: "edits inside a claim",
    async act(typist) {
      await typist.click("310 tonnes", 2);
      await typist.type("75");
    },
  },
  {
    what: "deletes part of a claim",
    async act(typist) {
      await typist.click("42 percent", 2);
      await typist.press("Backspace", 1);
    },
  },
  {
    what: "deletes a whole claim",
    async act(typist) {
      await typist.click("1.2 million euros", 0);
      await typist.select("1.2 million euros".length);
      await typist.press("Delete", 1);
    },
  },
  { what: "undoes", act: (typist) => typist.chord("z") },
  // Trix looks for Ctrl+Shift and a small z; with Shift, Firefox says Z.
  { what: "redoes", act: (typist) => typist.chord("y"), changes: (name, browser) => name !== "trix" || browser !== "firefox" },
  {
    what: "parts a paragraph",
    where: (name) => name !== "input",
    async act(typist) {
      await typist.click("abroad,", 0);
      await typist.press("Enter", 1);
    },
  },
  { what: "joins it again", where: (name) => name !== "input", act: (typist) => typist.press("Backspace", 1) },
  {
    what: "pastes a sentence",
    async act(typist) {
      await typist.copy("A barge brought 61 sacks on 3 June 2026. ");
      await typist.click("The council", 0);
      await typist.chord("v");
    },
  },
  {
    what: "composes by an input method",
    async act(typist) {
      await typist.click("The council", 0);
      await typist.compose(["s", "se", "sev", "seven"], "700 litres ");
    },
  },
  {
    what: "drags a word to another place",
    // An input shows the one paragraph and not the other.
    // Gutenberg and Koenig forbid to drag text, Quill refuses what is dropped.
    changes: (name) => !["gutenberg", "gutenberg-framed", "koenig", "quill"].includes(name),
    act: async (typist, page) => typist.drag("rye", (await page.evaluate(() => window.mounted?.name)) === "input" ? "its owner" : "weir"),
  },
  {
    what: "finds and replaces",
    act: (typist) => typist.call("replace", "61 sacks", "59 sacks"),
  },
  {
    what: "is changed from outside",
    act: (typist) => typist.call("outside", "Brig Halden lent 88 million kroner in 2019."),
  },
  {
    what: "types after the change from outside",
    async act(typist) {
      await typist.click("told the Pell", 4);
      await typist.type(" 3 reporters of");
    },
  },
  {
    what: "pastes 50 kB",
    where: (name) => name !== "input",
    async act(typist) {
      await typist.copy(prose(50_000));
      await typist.click("told", 0);
      await typist.chord("v");
    },
  },
  { what: "undoes the paste", act: (typist) => typist.chord("z") },
  {
    what: "selects all and makes it bold",
    async act(typist) {
      await typist.click("told", 2);
      await typist.chord("a");
      await typist.chord("b");
      await typist.call("bold");
    },
    changes: (name) => !["input", "textarea"].includes(name),
  },
];

/** Claims that no step edits; the second is deleted, and comes back by undo. */
const SAME = ["5 May 2025", "1.2 million euros", "2027"];

/** What the handle calls these claims, of those that are in the text. A status belongs to such a name. */
function namesOf(page: Page): Promise<Record<string, string>> {
  return page.evaluate((words: readonly string[]) => {
    const text = window.handle?.report?.text ?? "";
    const named = window.handle?.claims.map(({ id, span }) => [text.slice(...span), id] as const) ?? [];
    return Object.fromEntries(named.filter(([quote]) => words.includes(quote)));
  }, SAME);
}

/** What the editor says of itself after a step. */
interface State {
  what: string;
  content: string;
  dirty: boolean | undefined;
  undoSteps: number | undefined;
}

function stateOf(page: Page, what: string): Promise<State> {
  return page.evaluate(async (what: string) => {
    const editor = window.mounted;
    if (!editor) throw new Error("no editor");
    return { what, content: await editor.content(), dirty: editor.dirty?.(), undoSteps: editor.undoSteps?.() };
  }, what);
}

/** Destroys the editor: its handle has to notice by itself, and to take everything away. */
async function assertEnded(page: Page, name: string): Promise<void> {
  await page.evaluate(() => window.mounted?.destroy());
  // Gutenberg's registry outlives its canvas: the handle waits for the next one.
  const state = name.startsWith("gutenberg") ? "starting" : "disposed";
  await page.waitForFunction((state: string) => window.handle?.status.state === state, { timeout: 10_000, polling: 50 }, state);
  const left = await page.evaluate(() => ({
    highlights: (CSS.highlights as unknown as Map<string, unknown>).size,
    sheets: document.adoptedStyleSheets.filter((sheet) => [...sheet.cssRules].some(({ cssText }) => cssText.includes("tickmark"))).length,
  }));
  assert.deepEqual(left, { highlights: 0, sheets: 0 }, "no mark is left where an editor was");
}

for (const browserName of BROWSERS) {
  describe(`editors in ${browserName}`, () => {
    let site: Site;
    let browser: Browser;

    before(async () => {
      site = await serve();
      // Most of the time here goes by in waiting for frames.
      browser = await launch(browserName, { frames: FRAMES });
    });

    after(async () => {
      await browser?.close();
      site?.close();
    });

    const open = async (name: string): Promise<Page> => {
      const page = await browser.newPage();
      await page.setViewport({ width: 1000, height: 700 });
      if (TIMED.includes(name)) await stopClock(page);
      await countRemains(page);
      await page.goto(`${site.origin}/embed/editors/${name}.html`);
      await page.waitForFunction(() => window.mounted !== undefined, { timeout: 60_000, polling: 50 });
      return page;
    };

    /** Does every step, and undoes and redoes it all; tells what the editor says after each. */
    const write = async (page: Page, name: string, check: (state: State, at: number) => Promise<void>): Promise<State[]> => {
      const typist = new Typist(page);
      const states: State[] = [];
      const done = async (what: string): Promise<void> => {
        await typist.rest();
        const state = await stateOf(page, what);
        await check(state, states.length);
        states.push(state);
      };
      await done("nothing yet");
      for (const { what, act, where, changes } of STEPS) {
        if (where?.(name, browserName) === false) continue;
        const before = states.at(-1)?.content;
        await act(typist, page);
        await done(what);
        const isChanged = states.at(-1)?.content !== before;
        assert.equal(isChanged, changes?.(name, browserName) ?? true, `${what}: ${isChanged ? "it changes" : "nothing changes"}`);
      }
      // Each press is one step of the editor's own stack: as many as without us.
      const undone = await typist.repeat("z");
      await done(`undoes ${undone} times`);
      const redone = await typist.repeat("y");
      await done(`redoes ${redone} times`);
      return states;
    };

    for (const [name, maker] of Object.entries(UNSERVED)) {
      test(`${name}: a text that is never whole in the page is refused, with the reason, by its instance and by its element`, async () => {
        const page = await open(name);
        const { state, editor, reason } = await attach(page);
        assert.deepEqual({ state, editor }, { state: "unserved", editor: maker });
        assert.match(reason ?? "", /^[^\n]*only the lines in sight[^\n]*scan\(\)$/);
        const status = await attach(page, "root");
        assert.deepEqual({ state: status.state, editor: status.editor }, { state: "unserved", editor: maker });
        assert.equal(await page.evaluate(() => (CSS.highlights as unknown as Map<string, unknown>).size), 0);
        await page.close();
      });
    }

    test("of two Slate editors with the same words none is guessed", async () => {
      const page = await open("slate");
      await page.evaluate(() => document.body.append(window.mounted?.root().cloneNode(true) as Node));
      const { state, editor, reason } = await attach(page);
      assert.deepEqual({ state, editor }, { state: "unserved", editor: "Slate" });
      assert.match(reason ?? "", /ReactEditor\.toDOMNode/);
      await page.close();
    });

    test("Lexical that has no root yet is waited for", async () => {
      const page = await open("lexical");
      await page.evaluate(() => {
        const editor = window.mounted?.target as { setRootElement(root: HTMLElement | null): void };
        const root = window.mounted?.root() as HTMLElement;
        editor.setRootElement(null);
        // Long after the first handle of the page has looked for it.
        setTimeout(() => editor.setRootElement(root), 500);
      });
      const { state, reason } = await attach(page);
      assert.equal(state, "live", reason);
      assert.equal(await assertMarked(page, "the article"), 8);
      await assertEnded(page, "lexical");
      await page.close();
    });

    test("Gutenberg: attached before there is a canvas, and followed from the page into a frame and back, with what was said of its claims", async () => {
      const page = await open("gutenberg");
      const show = (where: "page" | "frame" | "nowhere"): Promise<void> => page.evaluate(async (where) => window.mounted?.show?.(where), where);
      const state = (): Promise<string | undefined> => page.evaluate(() => window.handle?.status.state);
      const highlights = (): Promise<number> => page.evaluate(() => (CSS.highlights as unknown as Map<string, unknown>).size);
      const said = (): Promise<string[]> => page.evaluate(() => window.handle?.claims.filter(({ status }) => status).map(({ span }) => window.handle?.report?.text.slice(...span) ?? "") ?? []);
      const say = (status: "checked" | undefined): Promise<void> =>
        page.evaluate((status: "checked" | undefined) => {
          const claim = window.handle?.claims.find(({ span }) => window.handle?.report?.text.slice(...span) === "310 tonnes");
          if (claim) window.handle?.setStatus(claim.id, status);
        }, status);
      await show("nowhere");
      await page.evaluate(async () => {
        const address = "/embed/tickmark/index.js";
        const { attach } = (await import(address)) as typeof import("../../www/embed/index.js");
        window.handle = attach(window.mounted?.target);
      });
      assert.equal(await state(), "starting");
      for (const [at, where] of (["page", "frame", "page", "nowhere", "frame", "nowhere", "page"] as const).entries()) {
        await show(where);
        await until(state, (state) => state === (where === "nowhere" ? "starting" : "live"));
        if (where === "nowhere") {
          assert.equal(await highlights(), 0);
          continue;
        }
        // It may be live where it was, until it hears of the new canvas.
        await until(() => page.evaluate(() => window.handle?.settled().then(() => [...(window.mounted?.root().ownerDocument.defaultView as Window & { CSS: typeof CSS }).CSS.highlights as unknown as Map<string, unknown>].length > 0)), (isPainted) => isPainted === true);
        if (at > 0) assert.deepEqual(await said(), ["310 tonnes"]);
        await say(undefined);
        assert.equal(await assertMarked(page, `canvas ${at}: ${where}`), 8);
        await say("checked");
        if (where === "frame") assert.equal(await highlights(), 0, "nothing is painted where the canvas was");
      }
      await page.evaluate(() => window.handle?.dispose());
      assert.equal(await highlights(), 0);
      await page.close();
    });

    for (const name of NAMES.filter((name) => !(name in UNSERVED))) {
      test(`${name}: in ${browserName}`, async () => {
        const twin = await open(name);
        const alone = await write(twin, name, async () => undefined);
        await twin.close();

        const page = await open(name);
        const before: Remains = await remainsOf(page);
        const status = await attach(page);
        assert.equal(status.state, "live", status.reason);
        assert.equal(await assertMarked(page, "the article"), 8);
        await page.evaluate(() => window.handle?.dispose());
        assert.deepEqual(await remainsOf(page), before, "dispose() leaves nothing");

        await attach(page);
        const names = await namesOf(page);
        assert.deepEqual(Object.keys(names).toSorted(), SAME.toSorted());
        let isBack = false;
        await write(page, name, async (state, at) => {
          assert.deepEqual(state, alone[at], `${state.what}: the editor holds what it holds without us`);
          await assertMarked(page, state.what);
          const now = await namesOf(page);
          for (const [words, id] of Object.entries(now)) assert.equal(id, names[words], `${state.what}: “${words}” is the claim that it was`);
          for (const words of SAME) if (words !== SAME[1]) assert.ok(words in now, `${state.what}: ${words} is a claim`);
          isBack ||= state.what === "undoes" && SAME.every((words) => words in now);
        });
        assert.ok(isBack, "a claim that was deleted has come back");
        await page.evaluate(() => window.handle?.dispose());
        const { highlights, sheets } = await remainsOf(page);
        assert.deepEqual({ highlights, sheets }, { highlights: before.highlights, sheets: before.sheets }, "dispose() leaves nothing after all that");

        await attach(page);
        await assertPressed(page);
        await page.evaluate(async () => await window.mounted?.furniture?.());
        await drawn(page);
        await assertMarked(page, "with all that the editor draws into its text");
        for (const isIn of [true, false]) {
          if (!(await page.evaluate((isIn) => window.mounted?.further && (window.mounted.further(isIn), true), isIn))) continue;
          const count = isIn ? 1 : 0;
          await until(
            () => page.evaluate(() => [...((CSS.highlights as unknown as Map<string, Set<Range>>).get("tickmark-quantity") ?? [])].filter((range) => String(range) === "71 sacks").length),
            (found) => found === count,
          );
          await assertMarked(page, isIn ? "with a further root" : "without it");
        }
        await assertEnded(page, name);
        await page.close();

        // An adapter may have begun to watch too late for the first handle of a page, and in time for the next ones.
        const fresh = await open(name);
        assert.equal((await attach(fresh)).state, "live");
        await assertEnded(fresh, name);
        await fresh.close();
      });
    }
  });
}
