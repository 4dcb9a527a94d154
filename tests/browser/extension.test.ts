// The extension as a person uses it, in both browsers, on pages of every kind.

import assert from "node:assert/strict";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import type { Page } from "puppeteer-core";
import { NAMES } from "../../www/page/paint.js";
import { faultsBy } from "./axe.js";
import { differences, paintedIn, stateOf } from "./claims.js";
import { click } from "./click.js";
import { type Extended, launchExtended } from "./extended.js";
import { type Fixtures, serveFixtures } from "./fixtures.js";
import { BROWSERS } from "./harness.js";
import { until } from "./until.js";

const size = (page: Page): Promise<number> => page.evaluate(() => CSS.highlights.size);
const all = (painted: Record<string, string[]>): string => Object.values(painted).flat().join(" ");

for (const name of BROWSERS) {
  describe(`the extension in ${name}`, () => {
    let site: Fixtures;
    let extended: Extended;
    let page: Page;
    const heard: string[] = [];

    before(async () => {
      site = await serveFixtures();
      extended = await launchExtended(name);
      page = await extended.browser.newPage();
      await page.setViewport({ width: 1100, height: 800 });
      page.on("console", (message) => message.type() === "error" && heard.push(message.text()));
      page.on("pageerror", (error) => heard.push(String(error)));
    });

    after(async () => {
      await extended?.close();
      site?.close();
    });

    /** Opens a page and presses the button on it. */
    async function mark(path: string, patience?: number): Promise<void> {
      await page.goto(site.origin + path);
      await extended.press(page);
      await until(() => size(page), (size) => size > 0, patience);
    }

    /** What is painted, once it holds `words` and is what the extension says. */
    async function painted(words: string): Promise<string> {
      const squeezed = words.replace(/\s+/g, "");
      // Asked again while the page is being read: what is painted and what is said are two answers.
      const [found] = await until(
        async () => [await paintedIn(page), await stateOf(extended)] as const,
        ([painted, state]) => all(painted).includes(squeezed) && state.lost === 0 && differences(state, painted).length === 0,
      );
      return all(found);
    }

    test("on a page that was not pressed, nothing runs", async () => {
      await page.goto(`${site.origin}/plain`);
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.equal(await size(page), 0);
      assert.deepEqual(await extended.inBackground("(globalThis.browser ?? chrome).scripting.getRegisteredContentScripts()"), []);
      assert.equal(await page.evaluate("records"), await page.evaluate("records"));
    });

    test("the button marks the article and nothing else of the page, and the page sees nothing", async () => {
      await page.goto(`${site.origin}/plain`);
      const look = (): Promise<unknown> =>
        page.evaluate(() => ({
          html: document.documentElement.outerHTML,
          globals: Object.getOwnPropertyNames(window).sort().join(),
          sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
          records: (window as unknown as { records: number }).records,
        }));
      const before = await look();
      await extended.press(page);
      const found = await painted("nearly €90 million");
      assert.deepEqual(await look(), before);
      for (const words of ["some310boats", "40boats", "75%", "1,200workers", "May2027"]) assert.ok(found.includes(words), `${words} in ${found}`);
      for (const words of ["600", "55boats", "12employees", "25"]) assert.ok(!found.includes(words), `${words} in ${found}`);
    });

    test("marks have their washes", async () => {
      const wash = await page.evaluate((name) => getComputedStyle(document.querySelector("article p")!, `::highlight(${name})`).backgroundColor, NAMES.quantity);
      assert.equal(wash, "rgb(255, 233, 184)");
    });

    test("the badge tells how many claims there are", async () => {
      const { claims } = await stateOf(extended);
      const badge = await extended.inPanel("(async () => { const api = globalThis.browser ?? chrome; const [tab] = await api.tabs.query({ active: true, currentWindow: true }); return api.action.getBadgeText({ tabId: tab.id }); })()");
      assert.equal(badge, String(claims.length));
    });

    test("the panel beside lists the claims", async () => {
      const { claims } = await stateOf(extended);
      assert.equal(await until(() => extended.inPanel<number>('document.querySelectorAll("button[data-index]").length'), (count) => count > 0), claims.length);
      assert.match(await extended.inPanel<string>('document.getElementById("status").textContent'), /claims: .* in the article/);
      assert.doesNotMatch(await extended.inPanel<string>("document.body.textContent"), /null|undefined|NaN|\[object/);
    });

    test("the pointer over a mark shows it as the current one", async () => {
      const place = await page.evaluate((name) => {
        const [range] = (CSS.highlights as unknown as Map<string, Set<Range>>).get(name)!;
        const box = range!.getBoundingClientRect();
        return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      }, NAMES.quantity);
      await page.mouse.move(place.x, place.y);
      await until(() => paintedIn(page), (painted) => painted[NAMES.current]?.join() === "nearly€90million");
      assert.equal(await until(() => extended.inPanel<string>('document.querySelector("li.pointed .words")?.textContent ?? ""'), (words) => words !== ""), "nearly €90 million");
      await page.mouse.move(place.x, 700);
      await until(() => paintedIn(page), (painted) => painted[NAMES.current] === undefined);
    });

    test("a click on a mark opens its card in the panel", async () => {
      const place = await page.evaluate((name) => {
        const ranges = [...(CSS.highlights as unknown as Map<string, Set<Range>>).get(name)!];
        const box = ranges.find((range) => range.toString() === "75%")!.getBoundingClientRect();
        return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      }, NAMES.quantity);
      await page.mouse.click(place.x, place.y);
      assert.match(await until(() => extended.inPanel<string>('document.querySelector(".card")?.textContent ?? ""'), (card) => card !== ""), /75%/);
    });

    if (name === "chrome") {
      test("the panel has no fault of accessibility, with a card open", async () => {
        assert.deepEqual(await faultsBy((expression) => extended.inPanel(expression)), []);
      });
    }

    test("a tick is kept over a reload, by the page's address and the claim's words", async () => {
      await extended.inPanel('void document.querySelector(".card [data-status=checked]").click()');
      const ticked = 'document.querySelector(".tick")?.closest("li").querySelector(".words").textContent ?? ""';
      assert.equal(await until(() => extended.inPanel<string>(ticked), (words) => words !== ""), "75%");
      await mark("/plain");
      assert.equal(await until(() => extended.inPanel<string>(ticked), (words) => words !== ""), "75%");
      await mark("/rtl");
      await until(() => stateOf(extended), (state) => state.on && state.claims.length > 0);
      assert.deepEqual((await stateOf(extended)).statuses.filter((status) => status), []);
    });

    test("right to left and zoomed, the marks are in their places", async () => {
      await painted("nearly €90 million");
    });

    test("“Mark the whole page” is one click in the panel", async () => {
      await mark("/plain");
      await until(() => extended.inPanel('document.querySelectorAll("button[data-index]").length'), (count) => (count as number) > 0);
      await extended.inPanel('void document.querySelector("button[data-part]").click()');
      const found = await painted("55 boats");
      assert.ok(found.includes("600lakes"));
      await extended.inPanel('void document.querySelector("button[data-part]").click()');
      await until(() => paintedIn(page), (painted) => !all(painted).includes("55boats") && all(painted).includes("75%"));
    });

    test("only the selection is marked where that is asked for", async () => {
      await page.evaluate(() => getSelection()!.selectAllChildren(document.querySelectorAll("article p")[2]!));
      await extended.inPanel(`(async () => { const api = globalThis.browser ?? chrome; const [tab] = await api.tabs.query({ active: true, currentWindow: true }); await api.tabs.sendMessage(tab.id, { type: "press", part: "selection", at: Date.now() }); })()`);
      await until(() => paintedIn(page), (painted) => !all(painted).includes("90million") && all(painted).includes("75%"));
    });

    test("a sum that differs has its badge and its line, and goes with its claims when the page changes", async () => {
      const badges = 'document.querySelectorAll(".badge.differs").length';
      const open = (words: string): Promise<string> =>
        extended.inPanel<string>(`(() => {
          const button = [...document.querySelectorAll("button[data-index]")].find((button) => button.querySelector(".words").textContent === ${JSON.stringify(words)});
          if (button.getAttribute("aria-expanded") === "false") button.click();
          return document.querySelector(".card").textContent;
        })()`);
      await mark("/sums");
      await until(() => extended.inPanel<number>(badges), (count) => count > 1);
      assert.match(await open("Friday, 12 March 2026"), /Sums in the text.*Differs.*12 March 2026 is a Thursday; the text says Friday/);
      const sum = await open("30%");
      assert.match(sum, /Sums in the text.*Differs/);
      assert.match(sum, /Also in the text.*400 boats/);
      await page.evaluate(() => {
        const paragraph = document.createElement("p");
        paragraph.textContent = "An older pier was opened on Sunday, 6 June 1999, and it was sold for 7 boats in the end, the owners wrote to the paper.";
        document.querySelector("article h1")!.after(paragraph);
      });
      await painted("Sunday, 6 June 1999");
      await until(() => extended.inPanel<string>("document.body.textContent"), (text) => text.includes("6 June 1999"));
      assert.match(await open("Sunday, 6 June 1999"), /Holds.*6 June 1999 is a Sunday/);
      assert.match(await open("Friday, 12 March 2026"), /Differs.*12 March 2026 is a Thursday; the text says Friday/);
      assert.match(await open("30%"), /Differs/);
      const before = await extended.inPanel<number>(badges);
      await page.evaluate(() => document.getElementById("weekday")!.remove());
      await until(() => paintedIn(page), (painted) => !all(painted).includes("Friday"));
      await until(() => extended.inPanel<number>(badges), (count) => count === before - 1);
      assert.match(await open("Sunday, 6 June 1999"), /Holds.*6 June 1999 is a Sunday/);
      assert.match(await open("30%"), /Differs/);
    });

    test("a target of one's own and a hidden group are set in the settings, and a marked page follows", async () => {
      await mark("/plain");
      const card = `(() => {
        const button = [...document.querySelectorAll("button[data-index]")].find((button) => button.querySelector(".words").textContent === "nearly €90 million");
        if (button.getAttribute("aria-expanded") === "false") button.click();
        const groups = [...document.querySelectorAll(".card h5")].map((group) => "[" + group.textContent + "]").join("");
        return document.querySelector(".card").textContent + groups + [...document.querySelectorAll(".card a")].map((link) => " " + link.href).join("");
      })()`;
      assert.match(await until(() => extended.inPanel<string>(card), (card) => card !== ""), /\[Search\]/);
      await extended.inPanel('void document.querySelector("button.settings").click()');
      await until(() => extended.inOptions<number>('document.querySelectorAll("#groups input").length'), (count) => count > 0);
      const add = (template: string): Promise<void> =>
        extended.inOptions(`(() => {
          const form = document.getElementById("targets");
          form.elements.label.value = "Harbour archive";
          form.elements.template.value = ${JSON.stringify(template)};
          form.querySelector("[type=submit]").click();
        })()`);
      await add("https://archive.example/find");
      await until(() => extended.inOptions<string>('document.querySelector("#targets [role=status]").textContent'), (line) => /^Not added: .*\{q\}/.test(line));
      await add("https://archive.example/find?words={q}");
      await until(() => extended.inOptions<number>('document.querySelectorAll("#targets li").length'), (count) => count === 1);
      await extended.inOptions(`void document.querySelector('#groups input[value="search"]').click()`);
      await page.bringToFront();
      const found = await until(() => extended.inPanel<string>(card), (card) => card.includes("Harbour archive") && !card.includes("[Search]"));
      assert.match(found, /https:\/\/archive\.example\/find\?words=[^& ]*90/);
      await extended.inOptions('void document.querySelector("#targets li button").click()');
      await extended.inOptions(`void document.querySelector('#groups input[value="search"]').click()`);
      await until(() => extended.inPanel<string>(card), (card) => !card.includes("Harbour archive") && card.includes("[Search]"));
      await extended.closeOptions();
      await page.bringToFront();
    });

    // No driver reaches Chromium's context menu: there the background is told what the menu would tell it.
    const menu = name === "chrome" ? "the listener of the context menu (the browser's menu itself is not driven)" : "the context menu";

    test(`${menu}: “Mark claims on this page” and “Check selection”`, async () => {
      await page.goto(`${site.origin}/plain`);
      // In Chromium the press gives the permission that the menu's own click would give.
      if (name === "chrome") {
        await extended.press(page);
        await painted("nearly €90 million");
        await extended.inPanel('void document.querySelector("button.off").click()');
        await until(() => size(page), (size) => size === 0);
      }
      await extended.choose(page, "page", "article h1");
      const found = await painted("nearly €90 million");
      assert.ok(found.includes("75%"), found);
      await page.evaluate(() => getSelection()!.selectAllChildren(document.querySelectorAll("article p")[2]!));
      await extended.choose(page, "selection", "article p:nth-of-type(3)");
      await until(() => paintedIn(page), (painted) => !all(painted).includes("90million") && all(painted).includes("75%"));
      await page.evaluate(() => getSelection()!.removeAllRanges());
    });

    if (name === "chrome") {
      test("the command's keys are bound to the button (the browser takes no keys from a driver)", async () => {
        const commands = await extended.inBackground<{ name: string; shortcut: string }[]>("chrome.commands.getAll()");
        assert.deepEqual(commands.map(({ name, shortcut }) => [name, shortcut]), [["_execute_action", "Alt+Shift+M"]], "a browser leaves keys unbound that it uses itself");
      });
    } else {
      test("the command's keys do as the button does", async () => {
        await page.goto(`${site.origin}/plain`);
        await extended.pressKeys(page);
        await painted("nearly €90 million");
      });
    }

    test("frames of the same origin and shadow trees, open and closed, are read and painted", async () => {
      await mark("/trees");
      const found = await painted("23 ferries");
      for (const words of ["17cranes", "€3million", "29tugs", "2024"]) {
        // What a closed tree holds, the page's own scripts cannot find; its ranges they can.
        assert.ok(found.includes(words), `${words} in ${found}`);
      }
    });

    test("what a person types is left alone", async () => {
      await mark("/fields");
      const found = await painted("nearly €90 million");
      assert.ok(!found.includes("91words") && !found.includes("92words"), found);
    });

    if (name === "chrome") {
      // Firefox's driver shows no page as printed.
      test("marks are printed, unless the person does not want it", async () => {
        const washed = (): Promise<boolean> => page.evaluate((name) => getComputedStyle(document.querySelector("article p")!, `::highlight(${name})`).backgroundColor === "rgb(255, 233, 184)", NAMES.quantity);
        for (const print of [true, false]) {
          await extended.inPanel(`chrome.storage.local.set({ settings: { print: ${print} } })`);
          await mark("/plain");
          await painted("nearly €90 million");
          assert.ok(await washed());
          await page.emulateMediaType("print");
          assert.equal(await washed(), print);
          await page.emulateMediaType("screen");
        }
        await extended.inPanel('chrome.storage.local.remove("settings")');
      });
    }

    test("XHTML is marked", async () => {
      await mark("/xhtml");
      await painted("nearly €90 million");
    });

    test("under the strictest policy with Trusted Types, the page is marked without a fault", async () => {
      heard.length = 0;
      await mark("/strict");
      await painted("nearly €90 million");
      assert.deepEqual(heard.filter((line) => !/favicon/.test(line)), []);
    });

    test("a page that changes keeps its marks right", async () => {
      await mark("/plain");
      await painted("nearly €90 million");
      await page.evaluate(() => {
        const paragraph = document.createElement("p");
        paragraph.textContent = "Another 48 boats were sold on the morning of 5 June 2027, and their masters stood on the quay and said nothing.";
        document.querySelector("article h1")!.after(paragraph);
        document.querySelectorAll("article p")[3]!.remove();
      });
      const found = await painted("48 boats");
      assert.ok(!found.includes("75%") && found.includes("nearly€90million"), found);
      await page.evaluate(() => {
        const root = document.querySelector("article")!.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
        root.append(document.createElement("p"));
        root.firstElementChild!.textContent = "In a tree that came later, 37 barges lay at the quay all winter, and nobody asked whose they were, he wrote.";
      });
      await painted("37 barges");
      await page.evaluate(() => {
        document.querySelector("article div")!.shadowRoot!.firstElementChild!.textContent = "In a tree that came later, 38 barges lay at the quay all winter, and nobody asked whose they were, he wrote.";
      });
      await painted("38 barges");
      await page.evaluate(() => {
        document.querySelectorAll("article p")[1]!.firstChild!.nodeValue = "The harbour of Brevik, it is said, lost up to ";
      });
      await painted("up to €90 million");
    });

    test("an application that goes on to another address is marked there", async () => {
      await mark("/app");
      await painted("nearly €90 million");
      await page.evaluate("go()");
      const found = await painted("64 centimetres");
      assert.ok(!found.includes("90million"), found);
    });

    test("after the background was put to sleep, the next press works", async () => {
      await extended.sleep();
      await mark("/plain");
      await painted("nearly €90 million");
    });

    test("after a trap of the engine the person is told so, and the next press works at once", async () => {
      // A text whose length is told wrongly ends in a true trap: the instance asks for memory that there is not.
      await extended.inBackground("void (TextEncoder.honest = TextEncoder.prototype.encodeInto, TextEncoder.prototype.encodeInto = (text) => ({ read: text.length, written: 2 ** 32 - 2 ** 16 }))");
      await page.goto(`${site.origin}/plain`);
      await extended.press(page);
      const line = await until(() => extended.inPanel<string>('document.getElementById("problem").textContent'), (line) => line !== "");
      assert.match(line, /^The page could not be marked: the engine stopped \(.*\) and was started anew; press again$/);
      await extended.inBackground("void (TextEncoder.prototype.encodeInto = TextEncoder.honest, delete TextEncoder.honest)");
      await extended.press(page);
      await painted("nearly €90 million");
    });

    test("pressed again with its panel open, the button takes everything away", async () => {
      await until(() => extended.inPanel('document.querySelectorAll("button[data-index]").length'), (count) => (count as number) > 0);
      await extended.press(page);
      await until(() => size(page), (size) => size === 0);
      await page.evaluate(() => document.querySelector("article p")!.append(" And 99 more boats came in."));
      await page.mouse.move(200, 200);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      assert.equal(await size(page), 0, "nothing watches the page any more");
      const wash = await page.evaluate((name) => getComputedStyle(document.querySelector("article p")!, `::highlight(${name})`).backgroundColor, NAMES.quantity);
      assert.notEqual(wash, "rgb(255, 233, 184)");
      await until(() => extended.inPanel<string>('document.getElementById("status").textContent'), (status) => /Press the Tickmark button/.test(status));
    });

    test("a text over the budget is read in parts to its end", async () => {
      await mark("/long", 60_000);
      const state = await until(() => stateOf(extended), (state) => state.claims.length > 0 && state.progress === undefined, 60_000);
      const paragraphs = await page.evaluate(() => document.querySelectorAll("article p").length);
      const last = state.claims.filter((claim) => claim.kind === "quantity").at(-1)!;
      assert.ok(state.text.slice(...last.span).startsWith((paragraphs * 7).toLocaleString("en-GB").replace(/,/g, "")) || state.text.slice(...last.span).includes(String(paragraphs * 7)), state.text.slice(...last.span));
      assert.equal(state.lost, 0);
      assert.deepEqual(differences(state, await until(() => paintedIn(page), (painted) => differences(state, painted).length === 0, 30_000)), []);
    });

    test("in a window that has no room for a panel beside, it is in the page, and goes without a trace", async () => {
      await page.goto(`${site.origin}/opener`);
      await page.bringToFront();
      let popup = page;
      if (name === "chrome") {
        // Chromium's driver cannot press the button of a popup's window. Here the browser refuses the panel in this one.
        await extended.inBackground('void (chrome.sidePanel.open = () => Promise.reject(new Error("no room")))');
        await page.goto(`${site.origin}/plain`);
      } else {
        [popup] = await Promise.all([new Promise<Page>((resolve) => page.once("popup", (popup) => resolve(popup!))), click(page, "button")]);
      }
      // A popup is told of before it holds its page.
      await popup.waitForFunction(() => document.readyState === "complete");
      const html = await popup.evaluate(() => document.documentElement.outerHTML);
      await extended.press(popup);
      await until(() => size(popup), (size) => size > 0);
      await until(() => popup.evaluate(() => document.documentElement.lastElementChild!.localName), (name) => name === "div");
      assert.equal(await popup.evaluate(() => document.documentElement.lastElementChild!.shadowRoot), null, "its tree is closed");
      await extended.press(popup);
      await until(() => size(popup), (size) => size === 0);
      await until(() => popup.evaluate(() => document.documentElement.outerHTML), (now) => now === html);
      if (popup !== page) await popup.close();
      // A fresh background has the browser's own panel again.
      else await extended.sleep();
    });

    test("a page that extensions may not read: the button says so", async () => {
      const other = await extended.browser.newPage();
      // Not awaited in Firefox, whose driver never hears the end of it.
      const opened = other.goto(name === "chrome" ? "chrome://version" : "about:license").catch(() => undefined);
      await (name === "chrome" ? opened : new Promise((resolve) => setTimeout(resolve, 1000)));
      await extended.press(other);
      const line = await until(() => extended.inPanel<string>('document.getElementById("problem").textContent'), (line) => line !== "");
      assert.match(line, /may not read this page/);
      await other.close();
    });

    if (name === "firefox") {
      test("a site that was permitted is marked without a press, until the permission is taken back", async () => {
        await extended.permit("*://127.0.0.1/*");
        await until(() => extended.inBackground<unknown[]>("browser.scripting.getRegisteredContentScripts()"), (scripts) => scripts.length === 1);
        await page.goto(`${site.origin}/plain`);
        await painted("nearly €90 million");
        await extended.inBackground('browser.permissions.remove({ origins: ["*://127.0.0.1/*"] })');
        await until(() => extended.inBackground<unknown[]>("browser.scripting.getRegisteredContentScripts()"), (scripts) => scripts.length === 0);
        await page.goto(`${site.origin}/plain`);
        await new Promise((resolve) => setTimeout(resolve, 300));
        assert.equal(await size(page), 0);
      });
    }

    test("nothing of this was a fault in the extension's console", async () => {
      assert.deepEqual(await extended.faults(), []);
    });

    test("removed, it leaves no mark behind", async () => {
      await mark("/plain");
      await painted("nearly €90 million");
      const html = await page.evaluate(() => document.documentElement.outerHTML);
      await extended.uninstall();
      await page.mouse.move(100, 100);
      await page.mouse.move(120, 140);
      await until(
        () => page.evaluate((name) => ({ size: CSS.highlights.size, wash: getComputedStyle(document.querySelector("article p")!, `::highlight(${name})`).backgroundColor }), NAMES.quantity),
        ({ size, wash }) => size === 0 || wash !== "rgb(255, 233, 184)",
      );
      assert.equal(await page.evaluate(() => document.documentElement.outerHTML), html);
    });
  });

  test(`in ${name}, an engine that cannot start is told to the person`, async () => {
    const folder = `target/tests/broken-${name}`;
    cpSync(name === "chrome" ? "dist/extension-chromium" : "dist/extension-firefox", folder, { recursive: true });
    rmSync(`${folder}/tickmark.wasm`);
    const site = await serveFixtures();
    const broken = await launchExtended(name, folder);
    try {
      const page = await broken.browser.newPage();
      await page.goto(`${site.origin}/plain`);
      await broken.press(page);
      const line = await until(() => broken.inPanel<string>('document.getElementById("problem").textContent'), (line) => line !== "");
      assert.match(line, /^The page could not be marked: the engine could not be started/);
    } finally {
      await broken.close();
      site.close();
    }
  });
}

test("in chrome, a site whose permission is there is marked without a press", async () => {
  // Chromium asks for it in a window that no driver can answer; here the permission comes with the installation.
  const folder = "target/tests/permitted";
  cpSync("dist/extension-chromium", folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(`${folder}/manifest.json`, "utf8")) as Record<string, unknown>;
  writeFileSync(`${folder}/manifest.json`, JSON.stringify({ ...manifest, host_permissions: ["*://127.0.0.1/*"] }));
  const site = await serveFixtures();
  const permitted = await launchExtended("chrome", folder);
  try {
    await until(() => permitted.inBackground<unknown[]>("chrome.scripting.getRegisteredContentScripts()"), (scripts) => scripts.length === 1);
    const page = await permitted.browser.newPage();
    await page.goto(`${site.origin}/plain`);
    await until(() => paintedIn(page), (painted) => all(painted).includes("nearly€90million"));
  } finally {
    await permitted.close();
    site.close();
  }
});
