// The page as an app that was installed in Chromium: its window, and files that the system opens with it. Firefox installs none.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser, CDPSession, Page } from "puppeteer-core";
import { docx, pdf } from "./documents.js";
import { launch, marked, serve, type Site } from "./harness.js";
import { until } from "./until.js";

const LINE = "The hall of Sund lost 18 stalls on Tuesday.";

describe("the page as an installed app in chrome", () => {
  let site: Site;
  let browser: Browser;
  let system: CDPSession;
  let manifestId: string;
  const folder = mkdtempSync(join(tmpdir(), "tickmark-installed-"));

  before(async () => {
    site = await serve();
    browser = await launch("chrome", { apps: folder });
    system = await browser.target().createCDPSession();
    const page = await browser.newPage();
    await page.goto(site.origin);
    await marked(page);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    const client = await page.createCDPSession();
    const { installabilityErrors } = await client.send("Page.getInstallabilityErrors");
    assert.deepEqual(installabilityErrors, []);
    manifestId = (await client.send("Page.getAppId")).appId ?? "";
    await system.send("PWA.install", { manifestId, installUrlOrBundleUrl: `${site.origin}/` });
    // As the button beside the address does; by default a driver's app opens in a tab.
    await system.send("PWA.changeAppUserSettings", { manifestId, displayMode: "standalone" });
    // What is ticked is the last article, which a later visit opens.
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await until(() => page.$eval("#articles-count", (count) => count.textContent), (count) => count === "1");
  });

  after(async () => {
    await browser?.close();
    site?.close();
    rmSync(folder, { recursive: true });
  });

  /** The windows that `act` opens. */
  async function opened(act: () => Promise<{ targetIds: string[] } | { targetId: string }>): Promise<Page[]> {
    const known = new Set(await browser.pages());
    const told = await act();
    const count = "targetIds" in told ? told.targetIds.length : 1;
    // What is told are the tabs, which hold the pages.
    const fresh = async (): Promise<Page[]> => (await browser.pages()).filter((page) => !known.has(page));
    return until(fresh, (pages) => pages.length === count);
  }

  /** Opens files as the system does. */
  function openFiles(files: Record<string, string | Buffer>): Promise<Page[]> {
    const paths = Object.entries(files).map(([name, body]) => {
      const path = join(folder, name);
      writeFileSync(path, body);
      return path;
    });
    return opened(() => system.send("PWA.launchFilesInApp", { manifestId, files: paths }));
  }

  const read = (page: Page): Promise<string> => page.$eval("#article", (article) => article.textContent ?? "");
  const marks = (page: Page): Promise<boolean> => page.evaluate(() => [...(CSS.highlights as unknown as Map<string, Set<Range>>).values()].some((highlight) => [...highlight].some((range) => range.toString().includes("18 stalls"))));

  test("it has a window of its own, with the last article", async () => {
    const [page] = await opened(() => system.send("PWA.launch", { manifestId }));
    assert.ok(page);
    await until(() => page.$eval("#progress", (progress) => progress.textContent ?? ""), (said) => said.startsWith("1 of "));
    assert.ok(await page.evaluate(() => matchMedia("(display-mode: standalone)").matches));
    await page.close();
  });

  for (const [name, body] of [
    ["market.txt", `Market hall\n\n${LINE}`],
    ["market.md", `# Market hall\n\n${LINE}`],
    ["market.html", `<!doctype html><title>Market hall</title><nav>Home</nav><article><h1>Market hall</h1><p>${LINE}</p><p>${"The traders went home in the rain. ".repeat(20)}</p></article>`],
    ["market.docx", docx(["Market hall", LINE])],
    ["market.pdf", pdf(["Market hall", LINE])],
  ] as const) {
    test(`${name}, which the system opens, is read and marked, and not covered by the last article`, async () => {
      const [page] = await openFiles({ [name]: await body });
      assert.ok(page);
      await until(() => read(page), (text) => text.includes("18 stalls"));
      await until(() => marks(page), Boolean);
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.match(await read(page), /18 stalls/);
      await page.close();
    });
  }

  test("of several files each has its window", async () => {
    const pages = await openFiles({ "one.txt": LINE, "two.txt": `Again: ${LINE}` });
    assert.equal(pages.length, 2);
    for (const page of pages) await until(() => read(page), (text) => text.includes("18 stalls"));
    const texts = await Promise.all(pages.map(read));
    assert.deepEqual(texts.toSorted(), [`Again: ${LINE}`, LINE]);
    for (const page of pages) await page.close();
  });

  test("without a server it opens files as before", async () => {
    site.close();
    const [page] = await openFiles({ "offline.docx": await docx(["Market hall", LINE]) });
    assert.ok(page);
    await until(() => read(page), (text) => text.includes("18 stalls"));
    await until(() => marks(page), Boolean);
  });
});
