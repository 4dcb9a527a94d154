// The page without a network, a new version of it, and what other programs share with it.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import type { Browser, ElementHandle, Page } from "puppeteer-core";
import { docx, pdf } from "./documents.js";
import { BROWSERS, launch, marked, painted, serve, type Site } from "./harness.js";

/** Loads the page for the first time, and waits until its service worker has kept all files. */
async function keep(page: Page, site: Site): Promise<void> {
  await page.goto(site.origin);
  await marked(page);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
}

/** The page as a build of other sources would be: page and program both say that they are of this version. */
function version(name: string, spoil = false): string {
  const folder = mkdtempSync(join(tmpdir(), "tickmark-version-"));
  cpSync("dist/web", folder, { recursive: true });
  const index = readFileSync(join(folder, "index.html"), "utf8").replace("</head>", `<meta name="version" content="${name}"></head>`);
  const main = `${readFileSync(join(folder, "main.js"), "utf8")}\ndocument.documentElement.dataset.version = "${name}";\n`;
  let worker = readFileSync(join(folder, "service-worker.js"), "utf8");
  for (const [path, file, text] of [["./", "index.html", index], ["main.js", "main.js", main]] as const) {
    writeFileSync(join(folder, file), text);
    const integrity = `sha256-${createHash("sha256").update(text).digest("base64")}`;
    const listed = new RegExp(`\\["${path.replaceAll(".", "\\.")}", "sha256-[^"]+"\\]`);
    assert.match(worker, listed);
    worker = worker.replace(listed, `["${path}", "${integrity}"]`);
  }
  // One file is of another version than the list says: as when a server is updated while it is asked.
  if (spoil) writeFileSync(join(folder, "style.css"), "/* of another version */");
  worker = worker.replace(/"[0-9a-f]{16}"/, `"${name.padEnd(16, "0")}"`);
  writeFileSync(join(folder, "service-worker.js"), worker);
  return folder;
}

/** Which version page and program are of; they must agree. */
async function shown(page: Page): Promise<string> {
  await marked(page);
  const [html, program] = await page.evaluate(() => [document.querySelector('meta[name="version"]')?.getAttribute("content") ?? "first", document.documentElement.dataset["version"] ?? "first"]);
  assert.equal(html, program);
  return html ?? "";
}

function states(page: Page): Promise<{ active: boolean; waiting: boolean; installing: boolean }> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return { active: registration?.active?.state === "activated", waiting: registration?.waiting !== null, installing: registration?.installing !== null };
  });
}

/** Has the browser look for a new version, and waits for what comes of it. */
async function update(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update().catch(() => undefined);
    const next = registration?.installing;
    if (!next) return;
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (next.state !== "installing") resolve();
      };
      next.addEventListener("statechange", look);
      look();
    });
  });
}

test("the service worker knows every file of the page by its hash", () => {
  const worker = readFileSync("dist/web/service-worker.js", "utf8");
  const listed = new Map([...worker.matchAll(/\["([^"]+)", "(sha256-[^"]+)"\]/g)].map(([, path = "", integrity = ""]) => [path === "./" ? "index.html" : path, integrity]));
  const files = readdirSync("dist/web", { withFileTypes: true }).filter((file) => file.isFile() && file.name !== "service-worker.js").map(({ name }) => name);
  assert.ok(files.length >= 12);
  assert.deepEqual([...listed.keys()].sort(), files.sort());
  for (const [file, integrity] of listed) assert.equal(integrity, `sha256-${createHash("sha256").update(readFileSync(join("dist/web", file))).digest("base64")}`, file);
});

test("the manifest names icons that are there, takes shared texts and files, and opens the kinds that the page reads", () => {
  const manifest = JSON.parse(readFileSync("dist/web/manifest.webmanifest", "utf8")) as {
    icons: { src: string; sizes: string; type: string }[];
    share_target: { action: string; method: string; params: { files: { accept: string[] }[] } };
    file_handlers: { accept: Record<string, string[]> }[];
  };
  for (const { src, sizes, type } of manifest.icons) {
    const bytes = readFileSync(join("dist/web", src));
    // Width and height stand at fixed places of a PNG.
    if (type === "image/png") assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes);
  }
  assert.deepEqual([manifest.share_target.action, manifest.share_target.method], ["./share", "POST"]);
  const opened = manifest.file_handlers.flatMap(({ accept }) => Object.values(accept).flat());
  for (const ending of [".txt", ".md", ".html", ".docx", ".pdf"]) {
    assert.ok(opened.includes(ending), ending);
    assert.ok(manifest.share_target.params.files[0]?.accept.includes(ending), ending);
  }
});

for (const name of BROWSERS) {
  describe(`offline in ${name}`, () => {
    let site: Site;
    let browser: Browser;
    const folders: string[] = [];

    before(async () => {
      site = await serve();
      browser = await launch(name);
    });

    // A tab that a failed test left open would keep every later version waiting.
    afterEach(async () => {
      for (const page of await browser.pages()) if (page.url().startsWith(site.origin)) await page.close();
    });

    after(async () => {
      await browser?.close();
      site?.close();
      for (const folder of folders) rmSync(folder, { recursive: true });
    });

    test("a version that is not whole is not taken, and the one before goes on", async () => {
      const page = await browser.newPage();
      await keep(page, site);
      // Served by the service worker from now on, of which the first load knows nothing.
      await page.reload();
      assert.equal(await shown(page), "first");
      folders.push((site.root = version("aa", true)));
      await update(page);
      assert.deepEqual(await states(page), { active: true, waiting: false, installing: false });
      await page.reload();
      assert.equal(await shown(page), "first");
      assert.equal(await page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("tickmark-aa")).length), 0);
      await page.close();
    });

    test("a new version waits while another tab is open, and takes over whole at the load after", async () => {
      const [a, b] = [await browser.newPage(), await browser.newPage()];
      await a.goto(site.origin);
      await b.goto(site.origin);
      for (const page of [a, b]) assert.equal(await shown(page), "first");
      folders.push((site.root = version("bb")));
      await update(a);
      assert.deepEqual(await states(a), { active: true, waiting: true, installing: false });
      await a.reload();
      assert.equal(await shown(a), "first");
      const c = await browser.newPage();
      await c.goto(site.origin);
      assert.equal(await shown(c), "first");
      for (const page of [b, c]) await page.close();
      // On a busy machine the browser counts a tab among the open ones for some time after it is closed.
      const taken = (): Promise<boolean> =>
        a.waitForFunction(() => document.documentElement.dataset["version"] === "bb", { timeout: 3000, polling: 100 }).then(
          () => true,
          () => false,
        );
      for (let loads = 0; loads < 10; loads++) {
        await a.reload();
        if (await taken()) break;
      }
      assert.equal(await shown(a), "bb");
      assert.deepEqual(await a.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("tickmark-"))), [`tickmark-${"bb".padEnd(16, "0")}`]);
      await a.close();
    });

    /** What the system does when another program shares something with the installed page. */
    async function share(page: Page, fields: Record<string, string>, file?: { name: string; text: string }): Promise<void> {
      await page.goto(`${site.origin}/icon.svg`);
      await page.evaluate(
        (fields, file) => {
          const make = <K extends "form" | "input">(name: K) => document.createElementNS("http://www.w3.org/1999/xhtml", name) as HTMLElementTagNameMap[K];
          const form = make("form");
          form.method = "POST";
          form.enctype = "multipart/form-data";
          form.action = "/share";
          for (const [name, value] of Object.entries(fields)) {
            const input = make("input");
            [input.name, input.value] = [name, value];
            form.append(input);
          }
          if (file) {
            const input = make("input");
            [input.type, input.name] = ["file", "file"];
            const data = new DataTransfer();
            data.items.add(new File([file.text], file.name));
            input.files = data.files;
            form.append(input);
          }
          document.documentElement.append(form);
          form.submit();
        },
        fields,
        file,
      );
      await page.waitForFunction(() => location.pathname === "/" && location.search === "", { timeout: 30_000, polling: 100 });
      await marked(page);
    }

    const article = (page: Page): Promise<string> => page.$eval("#article", (article) => article.textContent ?? "");

    test("a text or file that another program shares is marked, and reaches no server", async () => {
      const page = await browser.newPage();
      site.asked.length = 0;
      await share(page, { title: "Mill", text: "The mill of Mord sold 730 sacks.", url: "https://mord.example/" });
      assert.equal(await article(page), "The mill of Mord sold 730 sacks.");
      assert.equal(await page.$eval("#title", (title) => (title as HTMLInputElement).value), "Mill");
      await share(page, { title: "", text: "" }, { name: "mill.md", text: "The mill of Mord sold **731** sacks." });
      assert.equal(await article(page), "The mill of Mord sold 731 sacks.");
      await share(page, { url: "https://mord.example/" });
      assert.match(await page.$eval("body", (body) => body.textContent ?? ""), /Only an address was shared, and nothing is fetched here/);
      assert.ok(!site.asked.some((path) => path.includes("share")), site.asked.join(" "));
      // Nothing of it lies about.
      assert.equal(await page.evaluate(async () => (await (await caches.open("shared")).keys()).length), 0);
      await page.close();
    });

    test("a text in the address is marked, leaves the address, and reaches no server", async () => {
      const page = await browser.newPage();
      site.asked.length = 0;
      for (const [before, sacks] of [["#", 740], ["?", 741]] as const) {
        await page.goto(`${site.origin}/${before}text=${encodeURIComponent(`The mill of Orne sold ${sacks} sacks.`)}&date=2031-02-03`);
        await page.waitForFunction((sacks: number) => document.getElementById("article")?.textContent === `The mill of Orne sold ${sacks} sacks.`, { timeout: 30_000, polling: 100 }, sacks);
        await marked(page);
        assert.equal(page.url(), `${site.origin}/`);
        assert.equal(await page.$eval("#date", (date) => (date as HTMLInputElement).value), "2031-02-03");
        await page.goto("about:blank");
      }
      assert.ok(!site.asked.some((path) => path.includes("text=")), site.asked.join(" "));
      await page.close();
    });

    test("the page counts no request, one that is stopped is told, and one that is made counts", async () => {
      const page = await browser.newPage();
      await page.goto(site.origin);
      await marked(page);
      const line = (): Promise<string> => page.$eval(".promise", (line) => line.textContent ?? "");
      assert.match(await line(), /^\s*0\s+requests made/);
      await page.evaluate(() => {
        const image = document.createElement("img");
        image.src = "https://elsewhere.example/x.png";
        document.body.append(image);
      });
      await page.waitForFunction(() => /^\s*0\s+requests made, 1 stopped/.test(document.querySelector(".promise")?.textContent ?? ""), { timeout: 30_000, polling: 100 });
      // What its own server could be told, as by words in an address, is none of the page's files.
      await page.evaluate(() => fetch("icon.svg?what=is+read"));
      await page.waitForFunction(() => /^\s*1\s+request made, 1 stopped/.test(document.querySelector(".promise")?.textContent ?? ""), { timeout: 30_000, polling: 100 });
      await page.close();
    });

    test("with the server gone the page loads, marks its text, and opens Word, PDF, Markdown and HTML files", async () => {
      site.close();
      const page = await browser.newPage();
      await page.goto(`${site.origin}/`);
      await marked(page);
      assert.ok(Object.values(await painted(page)).some((marks) => marks.length > 0));
      await page.reload();
      await marked(page);
      const folder = mkdtempSync(join(tmpdir(), "tickmark-offline-"));
      folders.push(folder);
      // Each reader is loaded for the first file of its kind, and runs under a policy of its own.
      for (const [file, bytes, words] of [
        ["a.docx", await docx(["The mill sold 731 sacks of flour."]), "The mill sold 731 sacks of flour."],
        ["b.pdf", pdf(["The mill sold 732 sacks of flour."]), "The mill sold 732 sacks of flour."],
        ["c.md", "# Mill\n\nThe mill sold **733** sacks of [flour](https://mord.example).", "The mill sold 733 sacks of flour."],
        ["d.html", "<h1>Mill</h1><p>The mill sold <b>734</b> sacks of flour.</p>", "The mill sold 734 sacks of flour."],
      ] as const) {
        const path = join(folder, file);
        writeFileSync(path, bytes);
        const input = (await page.$("#open")) as ElementHandle<HTMLInputElement>;
        await input.uploadFile(path);
        await page.waitForFunction((words: string) => document.getElementById("article")?.textContent?.includes(words), { timeout: 30_000, polling: 100 }, words);
      }
      const policy = await page.evaluate(async () => (await fetch("reader.js")).headers.get("content-security-policy"));
      assert.match(policy ?? "", /^default-src 'none'/);
      await page.close();
    });
  });
}
