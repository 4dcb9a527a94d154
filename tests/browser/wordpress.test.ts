// The plugin in a real WordPress, as people use it who may do more and less.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, ElementHandle, Frame, HTTPRequest, Page } from "puppeteer-core";
import { loadEngine, type Engine } from "../../www/engine/engine.js";
import type { Report } from "../../www/engine/protocol.js";
import { paintedSpans } from "../../www/page/paint.js";
import { faultsBy } from "./axe.js";
import { click } from "./click.js";
import { BROWSERS, launch } from "./harness.js";
import { startWordpress, type Wordpress } from "./wordpress.js";

const TITLE = "Norrby counts 450 ships";
const PARAGRAPHS = [
  "The harbour of Norrby counted 450 ships in May 2024, which is 12 percent more than in 2019.",
  "“We had never seen so many at our quays,” said Ida Lund, the harbour master.",
  "Repairs will cost €3.5 million, and 27 of the 90 cranes stand still.",
];
const TEXT = [TITLE, ...PARAGRAPHS].join("\n");
const PATIENCE = 30_000;
const VERSION = /^version = "(.+)"$/m.exec(readFileSync("Cargo.toml", "utf8"))?.[1] ?? "";

/** Waits until `ask` gives something that `holds` likes; fails with what it gave last. */
async function until<T>(ask: () => Promise<T> | T, holds: (value: T) => boolean, what = ""): Promise<T> {
  const end = Date.now() + PATIENCE;
  let last: unknown;
  for (;;) {
    try {
      const value = await ask();
      last = value;
      if (holds(value)) return value;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) assert.fail(`in vain ${what}: ${last instanceof Error ? last.message : JSON.stringify(last)?.slice(0, 800)}`);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

const equal = <T>(expected: T) => (value: T): boolean => JSON.stringify(value) === JSON.stringify(expected);

for (const name of BROWSERS) describe(`the WordPress plugin in ${name}`, () => {
  let wordpress: Wordpress;
  let browser: Browser;
  let engine: Engine;
  /** By user: each has cookies of their own. */
  const pages = new Map<string, Page>();
  const requests: string[] = [];
  const errors: string[] = [];
  /** What PHP and WordPress's scripts complain of where the plugin is not active. */
  let ownComplaints: Set<string>;
  let ownErrors: Set<string>;
  /** What the same article, written without the plugin, is in the database. */
  let control: Stored;
  /** What the classic editor makes of it. */
  let classicControl: Stored;
  /** The post of most tests. */
  let post: number;

  interface Stored {
    post_title: string;
    post_content: string;
    post_status: string;
  }

  before(async () => {
    engine = await loadEngine(readFileSync("target/wasm-bindgen/tickmark_bg.wasm"));
    wordpress = await startWordpress();
    browser = await launch(name);
    control = await stored(await writePost(await as("edda")));
    classicControl = await stored(await writeClassic(await as("clara")));
    ownComplaints = new Set(complaints());
    ownErrors = new Set(errors.splice(0).map(withoutAddress));
    await install(await as("ada"));
  });

  after(async () => {
    await browser?.close();
    await wordpress?.close();
  });

  async function tab(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    page.setDefaultTimeout(60_000);
    page.setDefaultNavigationTimeout(120_000);
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => errors.push(`${page.url()} ${(error as Error).stack ?? String(error)}`));
    // Leaving a page that holds something unsaved asks.
    page.on("dialog", (dialog) => void dialog.accept());
    return page;
  }

  /** A page of a user who has logged in. */
  async function as(user: string): Promise<Page> {
    const known = pages.get(user);
    if (known) {
      await known.bringToFront();
      return known;
    }
    const page = await tab(await browser.createBrowserContext());
    await page.goto(`${wordpress.origin}/wp-login.php?redirect_to=${encodeURIComponent(`${wordpress.origin}/wp-admin/profile.php`)}`);
    // 200 ms after it is read the page puts the keyboard on the name and selects it: what is typed earlier may be
    // replaced, and a password that is typed just then goes into the name.
    await page.waitForFunction(() => document.activeElement?.id === "user_login");
    await page.type("#user_login", user);
    await page.type("#user_pass", user);
    await Promise.all([page.waitForNavigation(), click(page, "#wp-submit")]);
    assert.match(page.url(), /\/wp-admin\/profile\.php$/, `${user} could not log in: ${await page.$eval("body", (body) => body.innerText.slice(0, 300))}`);
    pages.set(user, page);
    return page;
  }

  /** Puts the plugin in as people do: uploads its zip and activates it. */
  async function install(page: Page): Promise<void> {
    await page.goto(`${wordpress.origin}/wp-admin/plugin-install.php?tab=upload`);
    const field = (await page.waitForSelector("#pluginzip")) as ElementHandle<HTMLInputElement> | null;
    await field?.uploadFile(`dist/tickmark-wordpress-${VERSION}.zip`);
    await Promise.all([page.waitForNavigation({ timeout: PATIENCE }), click(page, "#install-plugin-submit")]);
    const activate = await page.waitForSelector('a[href*="action=activate"]', { timeout: PATIENCE });
    await Promise.all([page.waitForNavigation({ timeout: PATIENCE }), activate?.click()]);
    await page.waitForSelector('tr.active[data-plugin="tickmark/tickmark.php"]', { timeout: PATIENCE });
  }

  const stored = (post: number): Promise<Stored> => wordpress.ask<Stored>("content", String(post));
  const complaints = (): string[] => wordpress.complaints().map((line) => line.replace(/^\[.*?\] /, "").replace(/ in \S*\/site\//, " in "));

  /** Where the block editor lays out the text: the page itself, or a frame. */
  async function canvas(page: Page): Promise<Page | Frame> {
    const list = ".is-root-container";
    return until(
      async () => {
        const frame = await (await page.$('iframe[name="editor-canvas"]'))?.contentFrame();
        return (await (frame ?? page).$(list)) ? (frame ?? page) : undefined;
      },
      (found) => found !== undefined,
      "waiting for the canvas",
    ) as Promise<Page | Frame>;
  }

  const withoutAddress = (line: string): string => line.replace(/^\S+ /, "");

  async function openEditor(page: Page, address: string): Promise<Page | Frame> {
    await page.goto(wordpress.origin + address);
    await page.waitForFunction(() => Boolean(globalThis.wp?.data?.select("core/editor")?.getCurrentPostId()), { timeout: PATIENCE });
    return canvas(page);
  }

  const postId = (page: Page): Promise<number> => page.evaluate(() => wp.data.select("core/editor").getCurrentPostId() ?? 0);

  /** Saves by the keyboard, and waits until it is saved. */
  async function save(page: Page): Promise<void> {
    await page.keyboard.down("Control");
    await page.keyboard.press("s");
    await page.keyboard.up("Control");
    await page.waitForFunction(
      () => {
        const editor = wp.data.select("core/editor") as ReturnType<typeof wp.data.select> & { isEditedPostDirty(): boolean };
        return !editor.isSavingPost() && editor.didPostSaveRequestSucceed() && !editor.isEditedPostDirty();
      },
      { timeout: PATIENCE },
    );
  }

  /** Writes the article in the block editor, saves it as a draft, and returns its id. */
  async function writePost(page: Page): Promise<number> {
    const shown = await openEditor(page, "/wp-admin/post-new.php");
    await click(shown, ".editor-post-title__input");
    for (const [at, line] of [TITLE, ...PARAGRAPHS].entries()) {
      if (at > 0) await page.keyboard.press("Enter");
      await page.keyboard.type(line);
    }
    await save(page);
    return postId(page);
  }

  /** Writes the article in the classic editor, saves it as a draft, and returns its id. */
  async function writeClassic(page: Page): Promise<number> {
    await page.goto(`${wordpress.origin}/wp-admin/post-new.php`);
    await page.waitForSelector("#title", { timeout: 60_000 });
    await page.type("#title", TITLE);
    const frame = await (await page.waitForSelector("#content_ifr"))?.contentFrame();
    await frame?.waitForSelector("#tinymce");
    await (await frame?.$("#tinymce"))?.click();
    for (const [at, line] of PARAGRAPHS.entries()) {
      if (at > 0) await page.keyboard.press("Enter");
      await page.keyboard.type(line);
    }
    return saveClassic(page);
  }

  async function saveClassic(page: Page): Promise<number> {
    // Leaving the title begins an autosave, which puts the button to sleep: nothing may be under way when it is pressed.
    await page.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
      scrollTo(0, 0);
    });
    await page.waitForFunction(
      (rest: number) => {
        const state = globalThis as unknown as { jQuery: { active: number }; restsSince?: number | undefined };
        const isBusy = state.jQuery.active > 0 || document.querySelector("#save-post.disabled, #publish.disabled") !== null;
        state.restsSince = isBusy ? undefined : (state.restsSince ?? performance.now());
        return state.restsSince !== undefined && performance.now() - state.restsSince > rest;
      },
      { timeout: PATIENCE, polling: 50 },
      600,
    );
    const saved = page.waitForNavigation();
    let isSaved = false;
    void saved.then(() => (isSaved = true), () => undefined);
    // It also saves by itself from time to time; a person presses again.
    for (let tries = 0; !isSaved && tries < 5; tries += 1) {
      await click(page, "#save-post:not(.disabled)").catch(() => undefined);
      for (let at = 0; !isSaved && at < 100; at += 1) await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await saved;
    return Number(new URL(page.url()).searchParams.get("post"));
  }

  function scan(text: string): Report {
    return engine.answer({ seq: 0, call: "scan", text }) as Report;
  }

  /** The words of the claims of a text, as they are to be painted: a mark for each line that a claim reaches over. */
  function claimed(text: string): string[] {
    const spans = scan(text).claims.flatMap(paintedSpans);
    return spans.flatMap(([start, end]) => text.slice(start, end).split("\n")).sort();
  }

  /** The words under all marks in a window. */
  async function painted(shown: Page | Frame): Promise<string[]> {
    const words = await shown.evaluate(() => {
      const found: string[] = [];
      for (const [name, highlight] of CSS.highlights as unknown as Map<string, Set<Range>>) {
        if (name.startsWith("tickmark-") && name !== "tickmark-current") for (const range of highlight) found.push(range.toString());
      }
      return found;
    });
    return words.map((word) => word.replaceAll("\u00A0", " ").replaceAll("\uFEFF", "")).sort();
  }

  const marked = (shown: Page | Frame, text: string): Promise<string[]> => until(() => painted(shown), equal(claimed(text)), "waiting for the marks");

  const PANEL = ".tickmark-claims";

  async function openPanel(page: Page, host = PANEL): Promise<void> {
    if (!(await page.$(host))) {
      await click(page, 'button[aria-label="Claims to check"]');
      await page.waitForSelector(host);
    }
    await page.waitForSelector(`${host} >>> .claims button[data-index]`, { timeout: PATIENCE });
  }

  /** The entries of the panel: the claim's words, and what was found of it. */
  async function entries(page: Page, host = PANEL): Promise<[words: string, status: string][]> {
    return page.$eval(host, (element) =>
      [...(element.shadowRoot?.querySelectorAll(".claims > li") ?? [])].flatMap((item): [string, string][] => {
        const words = item.querySelector(".words")?.textContent;
        const status = item.querySelector("h3 .tick")?.textContent?.replace(/^\S /, "").trim() ?? "";
        return words == null ? [] : [[words, status]];
      }),
    );
  }

  const ticked = async (page: Page, host = PANEL): Promise<[string, string][]> => (await entries(page, host)).filter(([, status]) => status !== "");
  const leftLine = (page: Page, host = PANEL): Promise<string> => page.$eval(host, (element) => element.shadowRoot?.querySelector(".left")?.textContent ?? "");

  /** Opens the `nth` claim with these words in the panel, and presses what was found. */
  async function tick(page: Page, words: string, status: string, nth = 0, host = PANEL): Promise<void> {
    const all = (await entries(page, host)).map(([words]) => words);
    const index = all.flatMap((each, at) => (each === words ? [at] : []))[nth];
    assert.notEqual(index, undefined, `${words} is not among ${all.join(" | ")}`);
    const button = `${host} >>> button[data-index="${index}"]`;
    const isOpen = (): Promise<boolean> => page.$eval(button, (element) => element.getAttribute("aria-expanded") === "true");
    // What is scrolled to the top of the sidebar is under its heading, which takes the click.
    const show = (selector: string): Promise<void> => page.$eval(selector, (element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
    if (!(await isOpen())) {
      await show(button);
      await page.click(button);
      await until(isOpen, equal(true), `for ${words} to be opened`);
    }
    const choice = `${host} >>> button[data-status="${status}"]`;
    await show(choice);
    await click(page, choice);
  }

  /** A request to the REST API from the page, as its scripts would make it. */
  async function rest(page: Page, method: string, path: string, data?: unknown, nonce: "right" | "wrong" | "none" = "right"): Promise<{ status: number; body: Record<string, unknown> }> {
    const given = nonce === "right" ? await page.evaluate(async () => (await fetch("/wp-admin/admin-ajax.php?action=rest-nonce")).text()) : nonce === "wrong" ? "0123456789" : undefined;
    return page.evaluate(
      async (method, path, data, given) => {
        const response = await fetch(`/index.php?rest_route=${encodeURIComponent(path)}`, {
          method,
          headers: { "content-type": "application/json", ...(given ? { "x-wp-nonce": given } : {}) },
          ...(data === undefined ? {} : { body: JSON.stringify(data) }),
        });
        return { status: response.status, body: (await response.json()) as Record<string, unknown> };
      },
      method,
      path,
      data,
      given,
    );
  }

  const statusesOf = (id: number): string => `/tickmark/v1/posts/${id}/statuses`;
  const place = (words: string, status = "checked"): object => ({ kind: "quantity", quote: words, sentence: `There were ${words}.`, at: 11, prefix: "", suffix: "", status });
  const SAID = "2026-05-05T10:00:00.000Z";
  const one = (words: string, status = "checked", changed = SAID): object => ({ key: words.slice(0, 20) || "-", changed, ...place(words, status) });
  const patch = (page: Page, id: number, statuses: unknown, removed: unknown = []): ReturnType<typeof rest> => rest(page, "PATCH", statusesOf(id), { statuses, removed });

  test("while an article is written its claims are marked, and what is saved is what it would be without the plugin", async () => {
    const page = await as("edda");
    post = await writePost(page);
    await marked(await canvas(page), TEXT);
    assert.deepEqual(await stored(post), control);
    assert.ok(control.post_content.includes("<p>The harbour of Norrby counted 450 ships"), control.post_content);
  });

  test("the panel lists the claims, and no serious fault is found in it by axe", async () => {
    const page = await as("edda");
    await openPanel(page);
    const listed = (await entries(page)).map(([words]) => words);
    assert.deepEqual(listed, scan(TEXT).claims.map(({ span }) => TEXT.slice(...span)));
    assert.equal(await leftLine(page), `${listed.length} claims not yet checked`);
    await click(page, `${PANEL} >>> button[data-index="1"]`);
    const faults = await faultsBy((expression) => page.evaluate(expression.replace("axe.run()", `axe.run(document.querySelector(${JSON.stringify(PANEL)}))`)));
    assert.deepEqual(faults, []);
  });

  test("ticks are kept when the page is loaded again, without the post being saved or changed", async () => {
    const page = await as("edda");
    const before = await wordpress.ask("row", String(post));
    const count = scan(TEXT).claims.length;
    await tick(page, "450 ships", "checked", 1);
    await tick(page, "May 2024", "wrong");
    await tick(page, "90 cranes", "unverifiable");
    await until(() => leftLine(page), equal(`${count - 3} claims not yet checked`));
    const expected: [string, string][] = [["450 ships", "Checked"], ["May 2024", "Wrong"], ["90 cranes", "Cannot be checked"]];
    assert.deepEqual(await ticked(page), expected);
    await until(() => wordpress.ask<unknown[]>("meta", String(post)), (meta) => meta.length === 1 && JSON.stringify(meta).includes("90 cranes"));
    assert.deepEqual(await wordpress.ask("row", String(post)), before);
    await page.reload();
    await marked(await canvas(page), TEXT);
    await openPanel(page);
    await until(() => ticked(page), equal(expected));
    // Of two claims of the same words the second was ticked.
    assert.deepEqual((await entries(page)).slice(0, 1), [["450 ships", ""]]);
  });

  test("ticks follow their claims through edits; a claim whose words change loses its tick, and has it back with its words", async () => {
    const page = await as("edda");
    const shown = await canvas(page);
    const paragraph = await shown.waitForSelector("p.wp-block-paragraph, p.block-editor-rich-text__editable");
    await paragraph?.click();
    await paragraph?.evaluate((element) => element.ownerDocument.getSelection()?.collapse(element.firstChild, 0));
    await page.keyboard.type("By its own account, ");
    const edited = TEXT.replace("The harbour", "By its own account, The harbour");
    await marked(shown, edited);
    assert.deepEqual((await ticked(page)).map(([words]) => words), ["450 ships", "May 2024", "90 cranes"]);

    // "450 ships" becomes "4550 ships".
    await paragraph?.evaluate((element) => {
      const node = element.firstChild as Text;
      element.ownerDocument.getSelection()?.collapse(node, node.data.indexOf("450") + 1);
    });
    await page.keyboard.type("5");
    await marked(shown, edited.replace("counted 450", "counted 4550"));
    await until(() => ticked(page), (found) => equal(["May 2024", "90 cranes"])(found.map(([words]) => words)));
    assert.match(await page.$eval(PANEL, (element) => element.shadowRoot?.querySelector(".gone")?.textContent ?? ""), /1 claim with a status is no longer in the text/);
    await page.keyboard.press("Backspace");
    await marked(shown, edited);
    await until(() => ticked(page), (found) => equal(["450 ships", "May 2024", "90 cranes"])(found.map(([words]) => words)));

    // Saved with the new words around them, they are found again.
    await save(page);
    await until(() => wordpress.ask("meta", String(post)), (meta) => JSON.stringify(meta).includes("By its own account"));
    await page.reload();
    await marked(await canvas(page), edited);
    await openPanel(page);
    await until(() => ticked(page), (found) => equal(["450 ships", "May 2024", "90 cranes"])(found.map(([words]) => words)));
  });

  test("in the preview of a tablet the marks are in its frame, and in the code editor the panel says where they are", async () => {
    const page = await as("edda");
    const edited = TEXT.replace("The harbour", "By its own account, The harbour");
    await preview(page, "Tablet");
    const tablet = await until(() => canvas(page), (shown) => shown !== page, "waiting for a frame");
    await marked(tablet, edited);
    assert.equal((await ticked(page)).length, 3);
    await preview(page, "Desktop");
    // Newer versions keep the frame, older ones let it go.
    await until(async () => painted(await canvas(page)), equal(claimed(edited)), "after the preview");
    assert.equal((await ticked(page)).length, 3);

    await switchMode(page);
    await page.waitForSelector("textarea.editor-post-text-editor");
    await until(() => leftLine(page), equal("The claims are read in the visual editor."));
    await switchMode(page);
    await marked(await canvas(page), edited);
    await until(() => ticked(page), (found) => found.length === 3);
  });

  /** From the visual editor to the code editor, or back. */
  async function switchMode(page: Page): Promise<void> {
    for (const key of ["Control", "Shift", "Alt"] as const) await page.keyboard.down(key);
    await page.keyboard.press("KeyM");
    for (const key of ["Alt", "Shift", "Control"] as const) await page.keyboard.up(key);
  }

  async function preview(page: Page, device: string): Promise<void> {
    await click(page, ".block-editor-post-preview__button-toggle, .editor-preview-dropdown__toggle");
    const item = await page.waitForSelector(`xpath///*[@role="menuitem" or @role="menuitemradio"][contains(., "${device}")]`);
    await item?.click();
    await page.keyboard.press("Escape");
  }

  test("what cannot be stored is said, stays, and is stored by trying again", async () => {
    const page = await as("edda");
    await page.setRequestInterception(true);
    let isBroken = true;
    const breaking = (request: HTTPRequest): void => {
      if (isBroken && decodeURIComponent(request.url()).includes("tickmark/v1")) void request.abort("connectionrefused");
      else void request.continue();
    };
    page.on("request", breaking);
    await tick(page, "2019", "checked");
    const problem = (): Promise<string> => page.$eval(PANEL, (element) => element.shadowRoot?.querySelector(".failure:not([hidden]) [role=alert]")?.textContent ?? "");
    assert.match(await until(problem, (line) => line !== ""), /^What you found is not stored: .+\.$/);
    assert.equal((await ticked(page)).length, 4);
    isBroken = false;
    await click(page, `${PANEL} >>> .failure button`);
    await until(problem, equal(""));
    assert.match(JSON.stringify(await wordpress.ask("meta", String(post))), /2019/);
    page.off("request", breaking);
    await page.setRequestInterception(false);
  });

  test("an engine that cannot be loaded is said, and loaded by trying again", async () => {
    const page = await as("edda");
    const module = join(wordpress.plugins, "tickmark/assets/tickmark.wasm");
    renameSync(module, `${module}.away`);
    await page.reload();
    await page.waitForSelector('button[aria-label="Claims to check"]', { timeout: PATIENCE });
    if (!(await page.$(PANEL))) await click(page, 'button[aria-label="Claims to check"]');
    const problem = (): Promise<string> => page.$eval(PANEL, (element) => element.shadowRoot?.querySelector(".failure:not([hidden]) [role=alert]")?.textContent ?? "");
    assert.match(await until(problem, (line) => line !== ""), /^The engine could not be loaded: .+/);
    renameSync(`${module}.away`, module);
    await click(page, `${PANEL} >>> .failure button`);
    await until(problem, equal(""));
    await until(() => ticked(page), (found) => found.length === 4);
  });

  test("before publishing it reminds of the open claims, and publishes all the same", async () => {
    const page = await as("edda");
    const open = scan(TEXT).claims.length - 4;
    await click(page, ".editor-post-publish-panel__toggle");
    await page.waitForSelector(".editor-post-publish-panel");
    await until(() => page.$eval(".editor-post-publish-panel", (element) => element.querySelector(".tickmark-open")?.textContent ?? ""), equal(`${open} claims not yet checked`));
    await click(page, ".editor-post-publish-panel__header-publish-button button, .editor-post-publish-panel button.editor-post-publish-button");
    await until(async () => (await stored(post)).post_status, equal("publish"));
    const seen = await (await fetch(`${wordpress.origin}/?p=${post}`)).text();
    assert.ok(seen.includes("27 of the 90 cranes stand still") && !seen.toLowerCase().includes("tickmark"), "a reader's page holds nothing of the plugin");
  });

  test("two tabs of one post: what is ticked in each is kept and shown in both, of one claim the later", async () => {
    const page = await as("edda");
    const text = "The quay took 61 boats and 14 barges. It lost 3 cranes.";
    const own = await wordpress.ask<number>("insert", { post_title: "The quay", post_content: `<!-- wp:paragraph -->\n<p>${text}</p>\n<!-- /wp:paragraph -->`, post_status: "draft" });
    const second = await tab(page.browserContext());
    const tabs = [page, second] as const;
    const shows = async (expected: [string, string][], why: string): Promise<void> => {
      for (const each of tabs) {
        await each.bringToFront();
        await until(() => ticked(each), equal(expected), why);
      }
    };
    const isKept = (words: string): Promise<unknown> => until(() => wordpress.ask("meta", String(own)), (meta) => JSON.stringify(meta).includes(words), `for ${words} to be stored`);
    for (const each of tabs) {
      await each.bringToFront();
      await marked(await openEditor(each, `/wp-admin/post.php?post=${own}&action=edit`), `The quay\n${text}`);
      await openPanel(each);
      assert.deepEqual(await ticked(each), []);
    }
    await page.bringToFront();
    await tick(page, "61 boats", "checked");
    await isKept("61 boats");
    await second.bringToFront();
    await tick(second, "3 cranes", "wrong");
    await isKept("3 cranes");
    await shows([["61 boats", "Checked"], ["3 cranes", "Wrong"]], "for the ticks of both tabs");

    // The text is edited and saved in one, which stores the places of its claims anew, and then the other ticks on the old text.
    await page.bringToFront();
    const paragraph = await (await canvas(page)).waitForSelector("p.wp-block-paragraph, p.block-editor-rich-text__editable");
    await paragraph?.click();
    await paragraph?.evaluate((element) => element.ownerDocument.getSelection()?.collapse(element.firstChild, 0));
    await page.keyboard.type("This year ");
    await marked(await canvas(page), `The quay\nThis year ${text}`);
    await save(page);
    await isKept("This year");
    await second.bringToFront();
    await tick(second, "14 barges", "unverifiable");
    await isKept("14 barges");
    const three: [string, string][] = [["61 boats", "Checked"], ["14 barges", "Cannot be checked"], ["3 cranes", "Wrong"]];
    await shows(three, "for the ticks of both texts");

    // One claim, ticked otherwise in both: the second tab does not know yet of what the first has said.
    await page.bringToFront();
    await tick(page, "61 boats", "wrong");
    await until(() => ticked(page), equal([["61 boats", "Wrong"], ...three.slice(1)]));
    await second.bringToFront();
    await tick(second, "61 boats", "unverifiable");
    await until(() => ticked(second), equal([["61 boats", "Cannot be checked"], ...three.slice(1)]), "for what was ticked just now");
    const count = (meta: unknown, word: string): number => JSON.stringify(meta).split(word).length - 1;
    await until(() => wordpress.ask("meta", String(own)), (meta) => count(meta, "unverifiable") === 2, "for it to be stored");
    await shows([["61 boats", "Cannot be checked"], ...three.slice(1)], "for the later of two");

    // Taken back in one: pressed once more.
    await page.bringToFront();
    await tick(page, "3 cranes", "wrong");
    // Who comes back sees what is stored by then.
    await until(() => wordpress.ask("meta", String(own)), (meta) => count(meta, "a:1:{i:0;a:2:") === 1, "for one to be stored as taken back");
    await shows([["61 boats", "Cannot be checked"], ["14 barges", "Cannot be checked"]], "for what was taken back");
    for (const each of tabs) {
      await each.bringToFront();
      await each.reload();
      await until(async () => (await painted(await canvas(each))).length, (count) => count > 0, "waiting for the marks");
      await openPanel(each);
    }
    await shows([["61 boats", "Cannot be checked"], ["14 barges", "Cannot be checked"]], "after a reload");
    await second.close();
  });

  test("claims with a status that the text has lost are listed; each comes back with its words, or is forgotten", async () => {
    const page = await as("edda");
    const text = "The quay took 61 boats and 14 barges. It lost 3 cranes.";
    const kept = "The quay took 61 boats and 14 barges.";
    const own = await wordpress.ask<number>("insert", { post_title: "The quay", post_content: `<!-- wp:paragraph -->\n<p>${text}</p>\n<!-- /wp:paragraph -->`, post_status: "draft" });
    const frame = await openEditor(page, `/wp-admin/post.php?post=${own}&action=edit`);
    await marked(frame, `The quay\n${text}`);
    await openPanel(page);
    await tick(page, "61 boats", "checked");
    await tick(page, "3 cranes", "wrong");
    const listed = (): Promise<string[]> => page.$eval(PANEL, (panel) => [...(panel.shadowRoot?.querySelectorAll(".gone:not([hidden]) li") ?? [])].map((item) => (item as HTMLElement).innerText.replaceAll(/\s+/g, " ").trim()));
    assert.deepEqual(await listed(), []);
    const toEnd = async (): Promise<void> => {
      await click(frame, "p.wp-block-paragraph, p.block-editor-rich-text__editable");
      await page.keyboard.press("End");
    };
    const cut = async (): Promise<void> => {
      await toEnd();
      for (let at = kept.length; at < text.length; at += 1) await page.keyboard.press("Backspace");
      await marked(frame, `The quay\n${kept}`);
      await until(listed, equal(["Number · ✗ Wrong It lost 3 cranes. Forget"]));
    };
    await cut();
    assert.deepEqual(await ticked(page), [["61 boats", "Checked"]]);
    await toEnd();
    await page.keyboard.type(text.slice(kept.length));
    await until(listed, equal<string[]>([]));
    assert.deepEqual(await ticked(page), [["61 boats", "Checked"], ["3 cranes", "Wrong"]]);
    await cut();
    await click(page, `${PANEL} >>> .lost button`);
    await until(listed, equal<string[]>([]));
    await toEnd();
    await page.keyboard.type(text.slice(kept.length));
    await marked(frame, `The quay\n${text}`);
    assert.deepEqual(await ticked(page), [["61 boats", "Checked"]]);
    await until(() => wordpress.ask("meta", String(own)), (meta) => !JSON.stringify(meta).includes("wrong"), "for it to be forgotten");
  });

  test("in the classic editor: marks, ticks, the count beside the button, and the same text as without the plugin", async () => {
    const page = await as("clara");
    const host = "#tickmark-panel";
    const id = await writeClassic(page);
    assert.deepEqual(await stored(id), classicControl);
    const text = PARAGRAPHS.join("\n");
    const frame = async (): Promise<Frame> => {
      const found = await (await page.waitForSelector("#content_ifr"))?.contentFrame();
      assert.ok(found);
      return found;
    };
    await marked(await frame(), text);
    await openPanel(page, host);
    await tick(page, "450 ships", "checked", 0, host);
    await tick(page, "90 cranes", "wrong", 0, host);
    const expected: [string, string][] = [["450 ships", "Checked"], ["90 cranes", "Wrong"]];
    await until(() => ticked(page, host), equal(expected));
    const count = scan(text).claims.length;
    assert.equal(await page.$eval("#submitdiv .tickmark-open", (element) => element.textContent), `${count - 2} claims not yet checked`);

    // Written on, and saved: the ticks go along.
    await (await (await frame()).$("#tinymce p"))?.click();
    await page.keyboard.press("End");
    await page.keyboard.type(" It is a record.");
    await saveClassic(page);
    assert.equal((await stored(id)).post_content.includes("tickmark"), false);
    await openPanel(page, host);
    await until(() => ticked(page, host), equal(expected));

    // The tab "Text" is a textarea with the markup.
    await click(page, "#content-html");
    await until(async () => (await ticked(page, host)).length, equal(2));
    await click(page, "#content-tmce");
    await until(() => ticked(page, host), equal(expected));
    await until(async () => (await painted(await frame())).length, (marks) => marks > 0);
  });

  test("who may not edit a post gets neither editor nor claims; who loses the right while writing is told, and nothing is stored", async () => {
    const page = await as("conrad");
    await page.goto(`${wordpress.origin}/wp-admin/post.php?post=${post}&action=edit`);
    assert.match(await page.$eval("body", (body) => body.textContent ?? ""), /not allowed to edit/);
    assert.equal(await page.evaluate(() => "tickmarkFacts" in globalThis), false);

    // A contributor's own draft, which they may write and not publish.
    const author = await wordpress.ask<number>("user", "conrad");
    const content = "<!-- wp:paragraph -->\n<p>The quay at Norrby took 61 boats.</p>\n<!-- /wp:paragraph -->";
    const own = await wordpress.ask<number>("insert", { post_title: "The quay", post_content: content, post_status: "draft", post_author: author });
    await marked(await openEditor(page, `/wp-admin/post.php?post=${own}&action=edit`), "The quay\nThe quay at Norrby took 61 boats.");
    await openPanel(page);
    await tick(page, "61 boats", "checked");
    const kept = await until(() => wordpress.ask<unknown[]>("meta", String(own)), (meta) => JSON.stringify(meta).includes("checked"));
    // An editor hands the post to somebody else.
    const edda = await as("edda");
    assert.equal((await rest(edda, "POST", `/wp/v2/posts/${own}`, { author: await wordpress.ask("user", "edda") })).status, 200);
    await page.bringToFront();
    const problem = (): Promise<string> => page.$eval(PANEL, (element) => element.shadowRoot?.querySelector(".failure:not([hidden]) [role=alert]")?.textContent ?? "");
    await tick(page, "61 boats", "wrong");
    const refused = /^What you found is not stored: You are not allowed to edit this post, .+\.$/;
    await until(problem, (line) => refused.test(line));
    assert.deepEqual(await ticked(page), [["61 boats", "Wrong"]], "what was found stays to be seen");
    assert.deepEqual(await wordpress.ask("meta", String(own)), kept);
  });

  // What the server does is the same for each browser.
  if (name === "chrome") {
    test("the REST API gives and takes statuses only of posts that a user may edit, and only with a nonce", async () => {
      const statuses = [one("450 ships")];
      const conrad = await as("conrad");
      const susi = await as("susi");
      const edda = await as("edda");
      const before = await wordpress.ask("meta", String(post));
      for (const [name, page] of [["a contributor", conrad], ["a subscriber", susi]] as const) {
        assert.equal((await rest(page, "GET", statusesOf(post))).status, 403, `${name} reads`);
        assert.equal((await patch(page, post, statuses)).status, 403, `${name} writes`);
        assert.equal((await rest(page, "GET", statusesOf(999_999))).status, 403, `${name} asks for a post that is not there`);
      }
      assert.equal((await rest(edda, "PATCH", statusesOf(post), { statuses, removed: [] }, "none")).status, 401, "without a nonce");
      assert.equal((await rest(edda, "GET", statusesOf(post), undefined, "none")).status, 401, "without a nonce");
      assert.equal((await rest(edda, "PATCH", statusesOf(post), { statuses, removed: [] }, "wrong")).status, 403, "with a wrong nonce");
      const { status } = await fetch(`${wordpress.origin}/index.php?rest_route=${statusesOf(post)}`);
      assert.equal(status, 401, "anybody on the web");
      assert.deepEqual(await wordpress.ask("meta", String(post)), before);

      // A contributor's own draft is theirs.
      const own = await wordpress.ask<number>("insert", { post_title: "Draft", post_content: "", post_status: "draft", post_author: await wordpress.ask("user", "conrad") });
      assert.equal((await patch(conrad, own, statuses)).status, 200);
      assert.deepEqual((await rest(conrad, "GET", statusesOf(own))).body["statuses"], statuses);
      assert.equal((await rest(edda, "GET", statusesOf(own))).status, 200, "and an editor's");
      assert.equal((await rest(await as("anton"), "GET", statusesOf(own))).status, 403, "but no other author's");
      // WordPress's own answer to a post says nothing of them.
      assert.doesNotMatch(JSON.stringify((await rest(edda, "GET", `/wp/v2/posts/${own}`)).body), /tickmark_statuses/);
      await rest(edda, "POST", `/wp/v2/posts/${own}`, { meta: { _tickmark_statuses: [] } });
      assert.deepEqual((await rest(conrad, "GET", statusesOf(own))).body["statuses"], statuses);
    });

    test("the REST API refuses what is no list of statuses, and what is too much", async () => {
      const page = await as("edda");
      const before = await wordpress.ask("meta", String(post));
      const put = async (statuses: unknown, removed: unknown = []): Promise<number> => (await patch(page, post, statuses, removed)).status;
      const wrong: [string, unknown][] = [
        ["nothing", undefined],
        ["a string", "checked"],
        ["another status", [one("450 ships", "true")]],
        ["another kind", [{ ...one("450 ships"), kind: "opinion" }]],
        ["no words", [one("")]],
        ["a field too many", [{ ...one("450 ships"), author: "x" }]],
        ["a field too few", [{ kind: "date", status: "checked" }]],
        ["no key", [place("450 ships")]],
        ["no time", [one("450 ships", "checked", "yesterday")]],
        ["more than a time", [one("450 ships", "checked", `${SAID}\n`)]],
        ["words without end", [one("x".repeat(4001))]],
        ["more than a thousand", Array.from({ length: 1001 }, (_, at) => one(`${at} ships`))],
        ["more than half a megabyte", Array.from({ length: 400 }, (_, at) => one(`${at} ${"x".repeat(1500)}`))],
      ];
      for (const [name, statuses] of wrong) assert.equal(await put(statuses), 400, name);
      assert.equal(await put([], ["450 ships"]), 400, "what was removed, without a time");
      assert.equal((await rest(page, "PUT", statusesOf(post), { statuses: [], removed: [] })).status, 404, "a list in the place of what is there");
      assert.deepEqual(await wordpress.ask("meta", String(post)), before);
      // Quotes, markup, a backslash and an emoji come back as they were.
      const odd = [one('“450” <b>ships</b> \\ "here" & 🚢 it’s')];
      const own = await wordpress.ask<number>("insert", { post_title: "Odd", post_content: "", post_status: "draft" });
      assert.equal((await patch(page, own, [])).status, 200);
      assert.deepEqual(await wordpress.ask("meta", String(own)), [], "nothing said, nothing kept");
      assert.equal((await patch(page, own, odd)).status, 200);
      assert.deepEqual((await rest(page, "GET", statusesOf(own))).body["statuses"], odd);
      // Together with what is there, it is too much.
      const many = (from: number): object[] => Array.from({ length: 600 }, (_, at) => one(`${from + at} ships`));
      assert.equal((await patch(page, own, many(0))).status, 200);
      const { status, body } = await patch(page, own, many(600));
      assert.deepEqual([status, body["message"]], [400, "More than 1000 claims of one post cannot be kept; let some go."]);
      assert.equal(((await rest(page, "GET", statusesOf(own))).body["statuses"] as unknown[]).length, 601);
    });

    test("of what is said of one claim at the server the later holds, in whatever order it comes, and requests at the same time lose nothing", async () => {
      const page = await as("edda");
      const own = await wordpress.ask<number>("insert", { post_title: "Both", post_content: "", post_status: "draft" });
      const time = (second: number): string => `2026-05-05T10:00:0${second}.000Z`;
      const kept = async (): Promise<unknown> => {
        const { statuses, removed } = (await rest(page, "GET", statusesOf(own))).body as { statuses: { key: string; status: string }[]; removed: { key: string }[] };
        return [statuses.map(({ key, status }) => [key, status]), removed.map(({ key }) => key)];
      };
      await patch(page, own, [one("450 ships", "checked", time(2)), one("90 cranes", "checked", time(2))]);
      await patch(page, own, [one("450 ships", "wrong", time(1))], [{ key: "90 cranes", changed: time(1) }]);
      assert.deepEqual(await kept(), [[["450 ships", "checked"], ["90 cranes", "checked"]], []], "what was said before comes too late");
      await patch(page, own, [one("450 ships", "wrong", time(3))], [{ key: "90 cranes", changed: time(3) }]);
      assert.deepEqual(await kept(), [[["450 ships", "wrong"]], ["90 cranes"]]);
      await patch(page, own, [one("90 cranes", "checked", time(2))]);
      assert.deepEqual(await kept(), [[["450 ships", "wrong"]], ["90 cranes"]], "what was taken back is brought back by nothing older");
      await patch(page, own, [one("90 cranes", "unverifiable", time(4))]);
      assert.deepEqual(await kept(), [[["450 ships", "wrong"], ["90 cranes", "unverifiable"]], []]);

      // The first of a post as well, whose field is not there yet.
      for (let round = 0; round < 3; round += 1) {
        const fresh = await wordpress.ask<number>("insert", { post_title: "At once", post_content: "", post_status: "draft" });
        const words = Array.from({ length: 12 }, (_, at) => `${at} barges`);
        const answers = await Promise.all(words.map((each) => patch(page, fresh, [one(each)])));
        assert.deepEqual(answers.map(({ status }) => status), words.map(() => 200));
        const { body } = await rest(page, "GET", statusesOf(fresh));
        assert.deepEqual((body["statuses"] as { quote: string }[]).map(({ quote }) => quote).sort(), [...words].sort());
        assert.equal((await wordpress.ask<unknown[]>("meta", String(fresh))).length, 1);
      }
    });

    test("statuses as they were kept before they had keys are read, and can be changed", async () => {
      const page = await as("edda");
      const content = "<!-- wp:paragraph -->\n<p>There were 61 boats. There were 14 barges.</p>\n<!-- /wp:paragraph -->";
      const own = await wordpress.ask<number>("insert", { post_title: "The quay", post_content: content, post_status: "draft" });
      const around = (words: string, prefix: string, suffix: string): object => ({ ...place(words), prefix, suffix });
      await wordpress.ask("keep", [own, [around("61 boats", "The quay\n", " There were 14 barges."), around("14 barges", "The quay\nThere were 61 boats. ", "")]]);
      const read = await rest(page, "GET", statusesOf(own));
      assert.deepEqual([read.status, (read.body["statuses"] as { quote: string }[]).map(({ quote }) => quote)], [200, ["61 boats", "14 barges"]]);
      const text = "The quay\nThere were 61 boats. There were 14 barges.";
      await marked(await openEditor(page, `/wp-admin/post.php?post=${own}&action=edit`), text);
      await openPanel(page);
      await until(() => ticked(page), equal([["61 boats", "Checked"], ["14 barges", "Checked"]]));
      await tick(page, "61 boats", "wrong");
      await until(() => wordpress.ask("meta", String(own)), (meta) => JSON.stringify(meta).includes("wrong"));
      await page.reload();
      await marked(await canvas(page), text);
      await openPanel(page);
      await until(() => ticked(page), equal([["61 boats", "Wrong"], ["14 barges", "Checked"]]));
    });

    test("an administrator chooses the post types, and nobody else can", async () => {
      const page = await as("ada");
      await page.goto(`${wordpress.origin}/wp-admin/options-general.php?page=tickmark`);
      const boxes = (): Promise<[string, boolean][]> => page.$$eval('input[type="checkbox"][name="tickmark_post_types[]"]', (boxes) => boxes.map((box): [string, boolean] => [(box as HTMLInputElement).value, (box as HTMLInputElement).checked]));
      assert.deepEqual(await boxes(), [["post", true], ["page", true]]);
      await click(page, 'input[value="post"]');
      await Promise.all([page.waitForNavigation(), click(page, "#submit")]);
      assert.deepEqual(await boxes(), [["post", false], ["page", true]]);

      const edda = await as("edda");
      await openEditor(edda, `/wp-admin/post.php?post=${post}&action=edit`);
      assert.equal(await edda.evaluate(() => "tickmarkFacts" in globalThis), false);
      assert.equal((await rest(edda, "GET", statusesOf(post))).status, 404);
      await openEditor(edda, "/wp-admin/post-new.php?post_type=page");
      assert.equal(await edda.evaluate(() => "tickmarkFacts" in globalThis), true);

      await edda.goto(`${wordpress.origin}/wp-admin/options-general.php?page=tickmark`);
      assert.match(await edda.$eval("body", (body) => body.textContent ?? ""), /not allowed/);
      const forged = await page.evaluate(async () => {
        const body = new URLSearchParams({ option_page: "tickmark", action: "update", _wpnonce: "0123456789", "tickmark_post_types[]": "attachment" });
        return (await fetch("/wp-admin/options.php", { method: "POST", body })).status;
      });
      assert.equal(forged, 403);
      await page.bringToFront();
      await click(page, 'input[value="post"]');
      await Promise.all([page.waitForNavigation(), click(page, "#submit")]);
      assert.deepEqual(await boxes(), [["post", true], ["page", true]]);
    });

    test("every PHP file is sound, refuses to run by itself, and names the core's version", async () => {
      const folder = "dist/wordpress/tickmark";
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".php"));
      assert.ok(files.length >= 6, files.join());
      for (const file of files) {
        const linted = spawnSync("php", ["-l", join(folder, file)], { encoding: "utf8" });
        assert.equal(linted.status, 0, linted.stdout);
        const source = readFileSync(join(folder, file), "utf8");
        assert.match(source, /^defined\( '(ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;$/m, file);
        assert.doesNotMatch(source, /@version@|wp_remote_|curl_|fsockopen|file_get_contents|\beval\b|base64_decode|unserialize/, file);
        const answer = await fetch(`${wordpress.origin}/wp-content/plugins/tickmark/${file}`);
        assert.equal(await answer.text(), "", `${file} asked for by itself`);
      }
      const readme = readFileSync(join(folder, "readme.txt"), "utf8");
      assert.equal(/^Stable tag: (.+)$/m.exec(readme)?.[1], VERSION);
      assert.equal(/^ \* Version: +(.+)$/m.exec(readFileSync(join(folder, "tickmark.php"), "utf8"))?.[1], VERSION);
      // The directory of plugins cuts off a longer one.
      assert.ok((readme.split("\n\n")[1]?.length ?? 999) <= 150);
    });
  }

  test("nothing was asked of another server, and PHP and the pages had nothing to complain of", () => {
    const foreign = requests.filter((address) => /^(https?|wss?):/.test(address) && new URL(address).origin !== wordpress.origin);
    assert.deepEqual(foreign, []);
    assert.deepEqual(wordpress.outgoing().filter((line) => line.includes("plugins/tickmark")), []);
    assert.deepEqual(complaints().filter((line) => !ownComplaints.has(line)), []);
    assert.deepEqual(errors.filter((line) => !ownErrors.has(withoutAddress(line))), []);
  });

  test("when the plugin is deleted nothing of it is left", async () => {
    assert.notDeepEqual(await wordpress.ask("remains"), []);
    await wordpress.ask("uninstall", "tickmark/tickmark.php");
    assert.deepEqual(await wordpress.ask("remains"), []);
  });

  // Without the plugin, whose marks would stand beside these.
  test("attach(wp.data) of the package: begun in the code editor, it follows the canvas through the editor's views", async () => {
    cpSync("dist/embed", join(wordpress.plugins, "../package"), { recursive: true });
    const page = await as("edda");
    const text = "The quay took 61 boats and 14 barges. It lost 3 cranes.";
    const own = await wordpress.ask<number>("insert", { post_title: "The quay", post_content: `<!-- wp:paragraph -->\n<p>${text}</p>\n<!-- /wp:paragraph -->`, post_status: "draft" });
    await openEditor(page, `/wp-admin/post.php?post=${own}&action=edit`);
    const state = (): Promise<string> => page.evaluate(() => (globalThis as unknown as { handle: { status: { state: string } } }).handle.status.state);
    // The keys of a view are heard where the keyboard is in the editor; WordPress 6.1 lets go of it with the text that goes away.
    const toCode = async (): Promise<void> => {
      await click(await canvas(page), "p.wp-block-paragraph, p.block-editor-rich-text__editable");
      await switchMode(page);
      await click(page, "textarea.editor-post-text-editor");
    };
    await toCode();
    await page.evaluate(`import("/wp-content/package/index.js").then(({ attach }) => void (window.handle = attach(wp.data)))`);
    assert.equal(await state(), "starting");
    await switchMode(page);
    await marked(await canvas(page), text);
    // Twice: what is followed once may be lost at the second time.
    for (let round = 0; round < 2; round += 1) {
      await preview(page, "Tablet");
      await until(async () => painted(await canvas(page)), equal(claimed(text)), "in the preview");
      await preview(page, "Desktop");
      await until(async () => painted(await canvas(page)), equal(claimed(text)), "after the preview");
      await toCode();
      await until(state, equal("starting"));
      assert.deepEqual(await painted(page), []);
      await switchMode(page);
      await marked(await canvas(page), text);
    }
    // It is live: what is written is marked.
    const paragraph = await (await canvas(page)).waitForSelector("p.wp-block-paragraph, p.block-editor-rich-text__editable");
    await paragraph?.click();
    await page.keyboard.press("End");
    await page.keyboard.type(" It had 9 tugs.");
    await marked(await canvas(page), `${text} It had 9 tugs.`);
    assert.deepEqual(errors.filter((line) => !ownErrors.has(withoutAddress(line))), []);
    await page.evaluate(() => (globalThis as unknown as { handle: { dispose(): void } }).handle.dispose());
    assert.deepEqual(await painted(await canvas(page)), []);
  });
});
