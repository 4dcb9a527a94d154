// The built page on localhost, and the two browsers that open it.

import { createReadStream, existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { SYSTEM_ACCESS } from "./system.js";

const ROOT = "dist/web";
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

export interface Site {
  origin: string;
  /** Paths that are answered with an error 500, as a broken server would. */
  broken: Set<string>;
  /** Paths that are answered only once something has happened. */
  held: Map<string, Promise<unknown>>;
  /** What is served; another folder is as if a new version was put there. */
  root: string;
  /** The path of each request. */
  asked: string[];
  close(): void;
}

/** Serves dist/web as any static server would. */
export async function serve(): Promise<Site> {
  const [broken, held] = [new Set<string>(), new Map<string, Promise<unknown>>()];
  const server: Server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    const file = join(site.root, path === "/" ? "index.html" : path);
    site.asked.push(request.url ?? "/");
    await held.get(path);
    if (broken.has(path)) {
      response.writeHead(500).end();
    } else if (!file.startsWith(site.root) || !existsSync(file)) {
      response.writeHead(404).end();
    } else {
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
      createReadStream(file).pipe(response);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const site: Site = {
    origin: `http://127.0.0.1:${port}`,
    broken,
    held,
    root: ROOT,
    asked: [],
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return site;
}

/** Serves saved pages with a policy that lets no script of theirs run and nothing be fetched. */
export async function servePages(folder: string): Promise<{ origin: string; close(): void }> {
  const server: Server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname).slice(1);
    const file = join(folder, name);
    if (name.includes("/") || !/\.x?html?$/.test(name) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": `${name.endsWith(".xhtml") ? "application/xhtml+xml" : "text/html"}; charset=utf-8`,
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

export const BROWSERS = ["chrome", "firefox"] as const;
export type BrowserName = (typeof BROWSERS)[number];

/** Chromium will not be sandboxed as root; the rest keeps it from calling home during the tests. */
export const CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** A browser's path: from CHROME or FIREFOX, which `cargo xtask test` sets. */
export function executable(name: BrowserName): string {
  const path = process.env[name.toUpperCase()];
  if (!path) throw new Error(`${name.toUpperCase()} is not set; run the tests by \`cargo xtask test\``);
  return path;
}

export interface Launch {
  /** The colours that pages are told a person likes. */
  scheme?: "light" | "dark";
  /** Frames a second, where they can be set: in Firefox. */
  frames?: number;
  /** A folder for what the system is told of apps that are installed, which Chromium then lets its driver do. */
  apps?: string;
}

/** Starts a browser with a fresh profile. */
export async function launch(name: BrowserName, { scheme = "light", frames, apps }: Launch = {}): Promise<Browser> {
  const executablePath = executable(name);
  if (name === "firefox") {
    // The driver cannot emulate the scheme in Firefox; the browser's own setting can: 0 is dark, 1 light.
    const extraPrefsFirefox = { "layout.css.prefers-color-scheme.content-override": scheme === "dark" ? 0 : 1, ...(frames && { "layout.frame_rate": frames }) };
    return puppeteer.launch({ browser: "firefox", executablePath, headless: true, protocolTimeout: 120_000, args: [SYSTEM_ACCESS], extraPrefsFirefox });
  }
  return puppeteer.launch({
    executablePath,
    headless: true,
    protocolTimeout: 120_000,
    args: scheme === "dark" ? [...CHROMIUM_FLAGS, "--blink-settings=preferredColorScheme=0"] : CHROMIUM_FLAGS,
    // Apps are installed only for a driver that no web page could be: one that has the browser's pipe.
    ...(apps !== undefined && { pipe: true, env: { ...process.env, XDG_DATA_HOME: apps, XDG_CONFIG_HOME: apps } }),
  });
}

/** Waits until the status line tells how many claims there are. */
export async function marked(page: Page, pattern = /claims?[:.]| claims found/): Promise<string> {
  await page.waitForFunction(
    (source: string) => new RegExp(source).test(document.getElementById("status")?.textContent ?? ""),
    { timeout: 90_000, polling: 50 },
    pattern.source,
  );
  return page.$eval("#status", (element) => element.textContent ?? "");
}

/** The texts under the ranges of every highlight, read back from CSS.highlights. */
export function painted(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(() => {
    const found: Record<string, string[]> = {};
    for (const [name, highlight] of CSS.highlights as unknown as Map<string, Set<Range>>) {
      found[name] = [...highlight].map((range) => range.toString());
    }
    return found;
  });
}

/**
 * Sends the event of a paste to the focused element. One test pastes by keyboard from the real clipboard; here the
 * texts hold what a clipboard would change (NUL) or would take seconds to carry.
 */
export async function paste(page: Page, text: string, selector = "#paste", html = ""): Promise<void> {
  await page.focus(selector);
  await page.evaluate((text: string, html: string) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    if (html !== "") data.setData("text/html", html);
    const target = document.activeElement ?? document.body;
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    // Firefox makes the event without the data.
    if (!event.clipboardData?.getData("text/plain")) Object.defineProperty(event, "clipboardData", { value: data });
    target.dispatchEvent(event);
  }, text, html);
}

/** Copies `words` on a page of its own and pastes them into `page`, both by keyboard and the real clipboard. */
export async function pasteByKeyboard(browser: Browser, page: Page, words: string, selector = "#paste"): Promise<void> {
  const from = await browser.newPage();
  await from.setContent("<textarea></textarea>");
  await from.$eval("textarea", (box, words) => ((box as HTMLTextAreaElement).value = words), words);
  await from.focus("textarea");
  await carry(from, page, selector);
}

/** The same with all that a page of `html` shows, as rich text. */
export async function pasteRich(browser: Browser, page: Page, html: string, selector = "#paste"): Promise<void> {
  const from = await browser.newPage();
  await from.setContent(html);
  await carry(from, page, selector);
}

async function carry(from: Page, page: Page, selector: string): Promise<void> {
  await from.keyboard.down("Control");
  await from.keyboard.press("a");
  await from.keyboard.press("c");
  await from.keyboard.up("Control");
  await from.close();
  await page.bringToFront();
  await page.focus(selector);
  await page.keyboard.down("Control");
  await page.keyboard.press("v");
  await page.keyboard.up("Control");
}
