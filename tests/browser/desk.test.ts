// What a person does with the marks: holds the article against a source, follows sums, chooses links, saves the list.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser, ElementHandle, Page } from "puppeteer-core";
import { click } from "./click.js";
import { docx, pdf } from "./documents.js";
import { BROWSERS, launch, marked, paste, serve, type Site } from "./harness.js";

const ARTICLE = `Harbour to lose a third of its fleet

The harbour of Vell will lose 40 boats by 2029, Mayor Ana Ruiz said on Monday. “We never had the money for new quays,” she told the council.

The quay is 225 km (140 miles) from the capital. “Nobody asked the fishermen,” said Tom Hale, who owns a boat.`;

const SOURCE = [
  "Minutes of the council of Vell.",
  "Mayor Ruiz: We never had any money for new quays. The harbour of Vell will lose 45 boats by 2029.",
  "The meeting closed at nine.",
];

for (const name of BROWSERS) {
  describe(`desk in ${name}`, () => {
    let site: Site;
    let browser: Browser;
    let page: Page;
    let folder: string;
    const faults: string[] = [];

    /** Opens a file through the input that a person opens it with. */
    async function open(input: string, file: string, bytes: Buffer | string): Promise<void> {
      const path = join(folder, file);
      writeFileSync(path, bytes);
      const handle = (await page.$(input)) as ElementHandle<HTMLInputElement>;
      await handle.uploadFile(path);
    }

    async function compared(pattern: RegExp): Promise<string> {
      await page.waitForFunction((source: string) => new RegExp(source).test(document.getElementById("source-status")?.textContent ?? ""), { timeout: 20_000 }, pattern.source);
      return page.$eval("#source-status", (status) => status.textContent ?? "");
    }

    /** The badges of each claim's entry, by its words. */
    function badges(): Promise<Record<string, string>> {
      return page.$$eval("#panel button[data-index]", (buttons) =>
        Object.fromEntries(buttons.map((button) => [button.querySelector(".words")?.textContent ?? "", [...button.querySelectorAll(".badge")].map((badge) => badge.textContent).join(", ")])),
      );
    }

    async function openCard(words: string): Promise<string> {
      await click(page, "#tab-claims");
      const index = await page.$$eval("#panel button[data-index]", (buttons, words) => buttons.find((button) => button.querySelector(".words")?.textContent?.includes(words))?.getAttribute("data-index"), words);
      assert.ok(index, `no claim reads ${words}`);
      if ((await page.$eval(`button[data-index="${index}"]`, (button) => button.getAttribute("aria-expanded"))) !== "true") await click(page, `button[data-index="${index}"]`);
      return page.$eval(".card", (card) => card.textContent ?? "");
    }

    before(async () => {
      site = await serve();
      folder = mkdtempSync(join(tmpdir(), "tickmark-desk-"));
      browser = await launch(name);
      page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      page.on("pageerror", (error) => faults.push(String(error)));
      page.on("request", (request) => {
        if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(site.origin)) faults.push(request.url());
      });
      await page.goto(site.origin);
      await marked(page);
      await paste(page, ARTICLE);
      await page.waitForFunction(() => document.getElementById("article")?.textContent?.includes("Vell"));
      await marked(page);
    });

    after(async () => {
      await browser?.close();
      site?.close();
      if (folder) rmSync(folder, { recursive: true });
    });

    test("a pasted source tells what is altered, what has another number and what is absent", async () => {
      await page.$eval("#source", (details) => ((details as HTMLDetailsElement).open = true));
      await page.focus("#source-text");
      await page.keyboard.type(SOURCE.join("\n"));
      const said = await compared(/altered/);
      assert.match(said, /1 altered/);
      const found = await badges();
      assert.equal(found["“We never had the money for new quays,”"], "altered");
      assert.equal(found["“Nobody asked the fishermen,”"], "not in the source");
      assert.equal(found["40 boats"], "source differs");
      const card = await openCard("We never had");
      assert.match(card, /words changed/);
      assert.equal(await page.$eval(".card del", (del) => del.textContent), "the source has: any");
      assert.equal(await page.$eval(".card ins", (ins) => ins.textContent), "the article has: the");
    });

    for (const [kind, file, bytes] of [
      ["Word", "minutes.docx", docx(SOURCE)],
      ["PDF", "minutes.pdf", Promise.resolve(pdf(SOURCE))],
      ["HTML", "minutes.html", Promise.resolve(Buffer.from(`<title>no</title><script>document.title = "run"</script><p>${SOURCE.join("</p><p>")}</p><img src="https://elsewhere.example/x.png">`))],
      ["text", "minutes.txt", Promise.resolve(Buffer.from(SOURCE.join("\r\n")))],
    ] as const) {
      test(`a source is opened from a ${kind} file`, async () => {
        await click(page, "#source-clear");
        assert.deepEqual(Object.values(await badges()).filter((badge) => /source|word/.test(badge)), []);
        await open("#source-file", file, await bytes);
        assert.match(await compared(/altered/), /1 altered/);
        const lines = await page.$eval("#source-text", (box) => (box as HTMLTextAreaElement).value.trim().split(/\n+/));
        assert.deepEqual(lines, SOURCE);
      });
    }

    test("a file that cannot be read is one clear line, and the source stays", async () => {
      await open("#source-file", "broken.pdf", "no pdf at all");
      assert.match(await compared(/broken\.pdf cannot/), /broken\.pdf cannot be read as pdf: /);
      await open("#source-file", "picture.png", "x");
      assert.match(await compared(/picture\.png is/), /save it as \.docx, \.pdf, \.html or \.txt/);
      await open("#source-file", "latin.txt", Buffer.from([0x63, 0x61, 0x66, 0xe9]));
      assert.match(await compared(/latin\.txt is/), /not UTF-8/);
      assert.ok((await page.$eval("#source-text", (box) => (box as HTMLTextAreaElement).value)).includes("Minutes of the council"));
    });

    test("sums in the text stand in the card", async () => {
      assert.match(await openCard("225 km"), /Sums in the text.*Holds.*miles/);
    });

    test("the slider leaves out what is less worth checking, and brings it back", async () => {
      const all = (await page.$$("#panel button[data-index]")).length;
      await page.focus("#worth");
      for (let press = 0; press < 19; press += 1) await page.keyboard.press("ArrowRight");
      await page.waitForFunction((all: number) => document.querySelectorAll("#panel button[data-index]").length < all, {}, all);
      assert.equal(await page.$eval("output[for=worth]", (output) => output.textContent), "95%");
      await page.keyboard.press("Home");
      await page.waitForFunction((all: number) => document.querySelectorAll("#panel button[data-index]").length === all, {}, all);
    });

    test("a group of links is switched off and stays off at the next visit", async () => {
      await click(page, "#tab-file");
      await click(page, '#groups input[value="fact-check"]');
      await marked(page);
      await page.waitForSelector("#panel button[data-index]");
      assert.doesNotMatch(await openCard("40 boats"), /Fact-checks/);
      await page.reload();
      await marked(page);
      assert.equal(await page.$eval('#groups input[value="fact-check"]', (box) => (box as HTMLInputElement).checked), false);
      await click(page, "#tab-file");
      await click(page, '#groups input[value="fact-check"]');
      await marked(page);
    });

    test("a target of one's own is checked, kept, shown with each claim, and removed", async () => {
      await click(page, "#tab-file");
      await page.type('#targets [name="label"]', "Harbour archive");
      await page.type('#targets [name="template"]', "https://archive.example/find");
      await click(page, "#targets [type=submit]");
      await page.waitForFunction(() => /\{q\}/.test(document.querySelector("#targets [role=status]")?.textContent ?? ""));
      await page.type('#targets [name="template"]', "?words={q}");
      await click(page, "#targets [type=submit]");
      await page.waitForSelector("#targets li");
      await page.reload();
      await marked(page);
      await page.waitForSelector("#panel button[data-index]");
      assert.match(await openCard("40 boats"), /Harbour archive/);
      const address = await page.$$eval(".card a", (links) => links.map((link) => (link as HTMLAnchorElement).href).find((href) => href.includes("archive.example")));
      assert.match(address ?? "", /^https:\/\/archive\.example\/find\?words=[^&]*Vell[^&]*boats/);
      await click(page, "#tab-file");
      await click(page, "#targets li button");
      await page.waitForFunction(() => document.querySelector("#targets li") === null);
    });

    test("the list is saved as a file in each format", async () => {
      const session = await page.createCDPSession().catch(() => undefined);
      // Firefox's driver cannot say where downloads go: there the file's bytes are read where the page hands them over.
      await page.evaluate(() => {
        const made = URL.createObjectURL;
        const files: Promise<string>[] = ((window as unknown as { files: Promise<string>[] }).files = []);
        URL.createObjectURL = (blob: Blob) => (files.push(blob.text()), made.call(URL, blob));
      });
      await session?.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
      await click(page, "#tab-file");
      for (const format of ["csv", "markdown", "annotation", "schema"]) {
        await click(page, `#exports [data-format="${format}"]`);
        await page.waitForFunction((count: number) => (window as unknown as { files: unknown[] }).files.length === count, {}, ["csv", "markdown", "annotation", "schema"].indexOf(format) + 1);
      }
      const [csv = "", markdown = "", annotation = "", schema = ""] = await page.evaluate(() => Promise.all((window as unknown as { files: Promise<string>[] }).files));
      assert.match(csv, /^"id","kind",/);
      assert.match(markdown, /^- \[ \] /m);
      assert.match(JSON.stringify(JSON.parse(annotation)), /TextQuoteSelector/);
      assert.match(JSON.stringify(JSON.parse(schema)), /"Quotation"/);
      if (!session) return;
      for (let tries = 0; tries < 50 && !readdirSync(folder).includes("claims.schema.jsonld"); tries += 1) await new Promise((resolve) => setTimeout(resolve, 100));
      assert.match(readFileSync(join(folder, "claims.md"), "utf8"), /^- \[ \] /m);
    });

    test("an article is opened from a file", async () => {
      await open("#open", "story.docx", await docx(["The mill sold 730 sacks of flour.", "It burned in 1911."]));
      await page.waitForFunction(() => document.getElementById("article")?.textContent === "The mill sold 730 sacks of flour.It burned in 1911.");
      await marked(page, /^2 claims/);
    });

    test("nothing went wrong unseen, and no request left the machine", () => {
      assert.deepEqual(faults, []);
    });
  });
}
