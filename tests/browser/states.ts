// Every state of the page, in the order in which a person comes to them: for pictures to look at.

import type { KeyInput, Page } from "puppeteer-core";
import { click } from "./click.js";
import { marked, paste, type Site } from "./harness.js";

const ARTICLE = [
  "Ferry to Skarnes stops for the winter",
  "The line will carry no passengers from 3 November 2026, the county said on Monday. Some 41,000 people took the ferry last year, 12% fewer than in 2024.",
  "“Nobody asked us,” said Signe Dahl, who runs the only shop of the island. She sells groceries for about €310,000 a year.",
  "The ferry costs the county €2.6 million a year, of which tickets bring in €400,000.",
].join("\n\n");
const EDITED = ARTICLE.replace("Some 41,000 people", "Some 38,500 people").replace("the only shop", "the only grocery");
const SOURCE = "Passengers: 40,100 people took the ferry in 2025. The line costs the county €2.6 million a year.\n\n“Nobody ever asked us,” Signe Dahl wrote.";

const keys = (...keys: string[]) => async (page: Page): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key as KeyInput);
};

/** A page whose article stands among what is not of it. */
const RICH = `<nav><a href="/">Home</a> <a href="/islands">Islands</a></nav><main>${ARTICLE.split("\n\n").map((words) => `<p>${words}</p>`).join("")}</main><aside><p>Read also: ${"Ten beaches for 2027. ".repeat(3)}</p></aside><footer><p>About us</p></footer>`;

async function take(page: Page, text: string, html?: string): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0));
  await paste(page, text, "#paste", html);
  const last = text.split("\n").at(-1);
  await page.waitForFunction((last: string | undefined) => document.querySelector("#article p:last-child")?.textContent === last, {}, last);
  await marked(page);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
}

/** Shows a tab of the list, which on a narrow page lies in a sheet. */
async function tab(page: Page, id: string): Promise<void> {
  const isOpen = await page.$eval("#sheet", (button) => button.checkVisibility() && button.getAttribute("aria-expanded") === "false");
  if (isOpen) await click(page, "#sheet");
  await click(page, `#tab-${id}`);
}

async function fold(page: Page): Promise<void> {
  if (await page.$eval("#sheet", (button) => button.checkVisibility() && button.getAttribute("aria-expanded") === "true")) await click(page, "#sheet");
}

export const STATES: readonly [name: string, go: (page: Page) => Promise<unknown>][] = [
  ["start", async () => undefined],
  ["taken", (page) => take(page, ARTICLE)],
  ["hover", async (page) => {
    // The first mark that is painted, wherever it stands.
    const [x, y] = await page.evaluate(() => {
      const [range] = [...((CSS.highlights as unknown as Map<string, Set<Range>>).get("tickmark-quantity") ?? [])];
      range?.startContainer.parentElement?.scrollIntoView({ block: "center" });
      const box = range?.getClientRects()[0];
      return [(box?.left ?? 0) + 4, (box?.top ?? 0) + 4] as const;
    });
    await page.mouse.move(x, y);
    await page.mouse.move(x + 2, y + 1);
    await page.waitForSelector("[popover]:popover-open");
  }],
  ["card", async (page) => {
    await page.mouse.move(2, 2);
    await keys("j", "j", "x", "j", "w", "j", "c", "j", "x", "j")(page);
  }],
  ["note", async (page) => {
    await page.keyboard.press("n");
    await page.keyboard.type("The county's table has 40,100; asked on Tuesday.");
    await page.keyboard.press("Escape");
  }],
  ["filter", async (page) => {
    // A card that is open stays, whatever is searched for; on a narrow page the sheet is closed first.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await tab(page, "claims");
    await page.select("#by-status", "open");
    await page.type("#search", "ferry");
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  }],
  ["none", async (page) => {
    await page.type("#search", " nothing of the kind");
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  }],
  ["figures", async (page) => {
    await click(page, "#show-all");
    await tab(page, "figures");
    await page.waitForSelector("#figures figure");
  }],
  ["file", async (page) => tab(page, "file")],
  ["known", async (page) => {
    await fold(page);
    await take(page, EDITED);
    await page.waitForSelector("#said:not([hidden])");
  }],
  ["lost", async (page) => tab(page, "lost")],
  ["source", async (page) => {
    await tab(page, "claims");
    await fold(page);
    await page.evaluate(() => scrollTo(0, 0));
    await click(page, "#source summary");
    await page.$eval("#source-text", (box, words) => {
      (box as HTMLTextAreaElement).value = words;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }, SOURCE);
    await page.waitForFunction(() => /\d/.test(document.querySelector("#source-status")?.textContent ?? ""));
    await page.evaluate(() => scrollTo(0, 0));
  }],
  ["articles", async (page) => {
    // The source stands beside the article as soon as it is there.
    await click(page, "#compare");
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press("a");
    await page.waitForSelector("#articles[open] li");
  }],
  ["keys", async (page) => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.waitForSelector("#shortcuts[open]");
  }],
  ["edit", async (page) => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("t");
    await page.evaluate(() => scrollTo(0, 0));
  }],
  ["empty", async (page) => {
    await page.$eval("#paste", (box) => {
      (box as HTMLTextAreaElement).value = "";
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await click(page, "#mark");
  }],
  ["left-out", async (page) => {
    await take(page, EDITED, RICH);
    await click(page, "#left-out summary");
  }],
];

/** States of a page that opens where something is broken. */
export const BROKEN: readonly [name: string, breakIt: (page: Page, site: Site) => Promise<unknown>][] = [
  ["problem", async (_, site) => site.broken.add("/tickmark.wasm")],
  ["unkept", (page) => page.evaluateOnNewDocument(() => Object.defineProperty(window, "indexedDB", { value: { open: () => { throw new Error("storage is refused"); } } }))],
];

/** Paper: what the print command makes of the page. */
export async function printed(page: Page): Promise<void> {
  await page.emulateMediaType("print");
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
}
