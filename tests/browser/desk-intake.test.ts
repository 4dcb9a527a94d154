// How texts come in: rich text from the clipboard, files that are opened or dropped; and what was left out of a page.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import type { Browser, ElementHandle, Page } from "puppeteer-core";
import { click } from "./click.js";
import { BROWSERS, launch, marked, paste, pasteRich, serve, type Site } from "./harness.js";
import { until } from "./until.js";

const MILL = ["Mill of Aske burns", "The mill of Aske, built in 1871, burnt down on Sunday. Some 60 people lost their work, said its owner Finn Rode.", "“We had 400 tonnes of grain in it,” he told the county. Insurance pays 3.1 million euros."];
const PAGE = `<nav><a href="/">Home</a> <a href="/news">News</a></nav><main><h1>${MILL[0]}</h1>${MILL.slice(1).map((words) => `<p>${words}</p>`).join("")}</main><aside><p>Read also: Eleven mills that you can visit in 2027.</p></aside>`;

for (const name of BROWSERS) {
  describe(`what comes in in ${name}`, () => {
    let site: Site;
    let browser: Browser;
    let page: Page;
    let folder: string;
    const faults: string[] = [];

    before(async () => {
      site = await serve();
      browser = await launch(name);
      folder = mkdtempSync(join(tmpdir(), "tickmark-intake-"));
    });

    after(async () => {
      await browser?.close();
      site?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    // Each with a desk of its own.
    beforeEach(async () => {
      await page?.close();
      page = await (await browser.createBrowserContext()).newPage();
      await page.setViewport({ width: 1280, height: 900 });
      page.on("pageerror", (error) => faults.push(String(error)));
      await page.goto(site.origin);
      await marked(page);
    });

    const lines = (): Promise<string[]> => page.$$eval("#article p", (lines) => lines.map((line) => line.textContent ?? "").filter(Boolean));
    const isMill = (lines: string[]): boolean => lines.length === MILL.length && lines.every((line, at) => line === MILL[at]);
    const words = (): Promise<string[]> => page.$$eval("#panel .words", (words) => words.map((words) => words.textContent ?? ""));

    test("rich text is pasted by keyboard from the clipboard as a person saw it", async () => {
      await pasteRich(browser, page, `<h1>${MILL[0]}</h1><p>The mill of <b>Aske</b>, built in <i>18</i>71, burnt down on Sunday. Some 60&nbsp;people lost their work, said its owner Finn Rode.</p><p>${MILL[2]}</p>`);
      await until(lines, (lines) => lines[0] === MILL[0] && lines.length === 3);
      await marked(page);
      assert.match((await lines())[1] ?? "", /^The mill of Aske, built in 1871, burnt/);
      const found = await words();
      for (const claim of ["1871", "400 tonnes of grain"]) assert.ok(found.some((words) => claim.startsWith(words)), `${claim} among ${found}`);
    });

    test("a text file is opened by the button, and its line endings are no claims' matter", async () => {
      const path = join(folder, "mill.txt");
      writeFileSync(path, `\u{FEFF}${MILL.join("\r\n\r\n")}\r\n`);
      await ((await page.$("#open")) as ElementHandle<HTMLInputElement>).uploadFile(path);
      await until(lines, isMill);
      await marked(page);
      assert.ok((await words()).some((words) => words.includes("60 people")));
    });

    test("a file that is dropped anywhere is opened; what else is dropped changes nothing", async () => {
      const before = await lines();
      const drop = (kind: "text" | "file") =>
        page.evaluate((kind: string, text: string) => {
          const data = new DataTransfer();
          if (kind === "text") data.setData("text/plain", text);
          else data.items.add(new File([text], "mill.txt", { type: "text/plain" }));
          const target = document.querySelector("#article") as HTMLElement;
          const isTaken = (type: string): boolean => !target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
          return [isTaken("dragover"), isTaken("drop")];
        }, kind, MILL.join("\n\n"));
      assert.deepEqual(await drop("text"), [false, false]);
      assert.deepEqual(await lines(), before);
      assert.deepEqual(await drop("file"), [true, true]);
      await until(lines, isMill);
    });

    if (name === "chrome") {
      test("a file is dropped from the system", async () => {
        const path = join(folder, "mill.html");
        writeFileSync(path, PAGE);
        const session = await page.createCDPSession();
        const data = { items: [], files: [path], dragOperationsMask: 1 };
        for (const type of ["dragEnter", "dragOver", "drop"] as const) await session.send("Input.dispatchDragEvent", { type, x: 400, y: 500, data });
        await until(lines, isMill);
        await page.waitForSelector("#left-out:not([hidden])");
      });
    }

    test("what of a page was left out is shown, and put back, also in the midst of an edit", async () => {
      await paste(page, MILL.join("\n\n"), "#paste", PAGE);
      await until(lines, isMill);
      await marked(page);
      await click(page, "#left-out summary");
      const out = await page.$$eval("#left-out li", (items) => items.map((item) => item.textContent ?? ""));
      assert.ok(out.some((line) => line.includes("Eleven mills")), JSON.stringify(out));
      assert.ok(!(await words()).includes("2027"));
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await page.keyboard.press("t");
      await page.waitForFunction(() => document.getElementById("edit")?.textContent === "Done");
      await click(page, "#left-out button");
      await until(lines, (lines) => lines.some((line) => line.includes("Eleven mills")));
      await marked(page);
      await until(words, (words) => words.includes("2027"));
      assert.equal(await page.$eval("#paste", (box) => (box as HTMLTextAreaElement).value), "", "nothing is being edited any more");
      assert.equal(await page.$eval("#edit", (button) => button.textContent), "Edit the text");
      assert.ok(await page.$eval("#left-out", (details) => (details as HTMLElement).hidden));
      await click(page, "#undo");
      await until(lines, isMill);
    });

    test("a lost claim is given to the one that it is, or let go, and both are undone", async () => {
      await paste(page, MILL.join("\n\n"));
      await until(lines, isMill);
      await marked(page);
      const choose = async (claim: string): Promise<void> => {
        await page.evaluate((claim: string) => [...document.querySelectorAll<HTMLElement>("#panel button[data-index]")].find((button) => button.querySelector(".words")?.textContent?.includes(claim))?.click(), claim);
        await page.waitForSelector("#panel .card");
        await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      };
      const progress = (): Promise<string> => page.$eval("#progress", (progress) => progress.textContent ?? "");
      const lost = (): Promise<string> => page.$eval("#tab-lost", (tab) => ((tab as HTMLElement).hidden ? "" : (tab.textContent ?? "")));
      const status = (): Promise<string> => page.$eval("#panel li.open .tick", (tick) => tick.className);
      await choose("60 people");
      await page.keyboard.press("w");
      await until(progress, (said) => said.startsWith("1 of "));
      await paste(page, MILL.join("\n\n").replace("Some 60 people", "Some 75 workers and apprentices"));
      await until(lost, (said) => said === "Lost 1");
      await choose("75 workers");
      await click(page, "#tab-lost");
      const press = (label: string): Promise<void> => page.$$eval("#lost button", (buttons, label) => void buttons.find((button) => button.textContent === label)?.click(), label);
      await press("Remove");
      await until(lost, (said) => said === "");
      await click(page, "#back");
      await until(lost, (said) => said === "Lost 1");
      await click(page, "#tab-lost");
      await press("It is the chosen claim");
      await until(progress, (said) => said.startsWith("1 of "));
      assert.equal(await lost(), "");
      assert.match(await status(), /wrong/);
      await click(page, "#back");
      await until(lost, (said) => said === "Lost 1");
      assert.match(await progress(), /^0 of /);
    });

    test("nothing went wrong unseen", () => assert.deepEqual(faults, []));
  });
}
