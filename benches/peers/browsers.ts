// Tickmark in Chromium and Firefox: `node browsers.mjs FOLDER TEXT...`, with the browsers in CHROME and FIREFOX. FOLDER
// holds page.js, tickmark.wasm and the texts. Prints a line of JSON for each figure.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

import type { Page } from "puppeteer-core";

import { BROWSERS, launch } from "../../tests/browser/harness.js";
import type { Line } from "./measure.js";
import type * as Measured from "./page.js";

const [, , folder = "", ...names] = process.argv;
const COLD = 9;

const TYPES: Record<string, string> = { ".js": "text/javascript", ".wasm": "application/wasm", ".txt": "text/plain; charset=utf-8", "": "text/html" };

const server = createServer((request, response) => {
  const name = new URL(request.url ?? "/", "http://localhost").pathname.slice(1);
  response.setHeader("content-type", TYPES[extname(name)] ?? "text/plain");
  // Only pages that are isolated from other origins have a fine clock.
  response.setHeader("cross-origin-opener-policy", "same-origin");
  response.setHeader("cross-origin-embedder-policy", "require-corp");
  // A cold start is one without the browser's cache of compiled code.
  response.setHeader("cache-control", "no-store");
  if (name === "") response.end("<!doctype html><meta charset=utf-8><title>bench</title><link rel=icon href=data:,>");
  else if (/^[\w.-]+$/.test(name) && name !== "favicon.ico") response.end(readFileSync(join(folder, name)));
  else response.writeHead(404).end();
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

async function coldStart(page: Page): Promise<number> {
  await page.goto(origin);
  return page.evaluate(async (name: string) => {
    const text = await (await fetch(name)).text();
    const start = performance.now();
    const script = new URL("page.js", location.href).href;
    const measured = (await import(script)) as typeof Measured;
    return measured.cold(start, text);
  }, names[0] ?? "");
}

for (const browser of BROWSERS) {
  const place = browser === "chrome" ? "chromium" : "firefox";
  const print = (what: Line["what"], bytes: number, rounds: number[]): void => {
    const line: Line = { place, subject: "tickmark", what, bytes, rounds };
    console.log(JSON.stringify(line));
  };
  // Each start in a browser of its own, with an empty profile.
  const starts: number[] = [];
  for (let at = 0; at < COLD; at++) {
    const started = await launch(browser);
    try {
      starts.push(await coldStart(await started.newPage()));
    } finally {
      await started.close();
    }
  }
  print("cold", readFileSync(join(folder, names[0] ?? "")).length, starts);
  const started = await launch(browser);
  try {
    const page = await started.newPage();
    await page.goto(origin);
    // A call for each text: one that holds all would outlast the driver's patience.
    for (const name of names) {
      const figures = await page.evaluate(async (name: string) => {
        const script = new URL("page.js", location.href).href;
        const measured = (await import(script)) as typeof Measured;
        return measured.measure(name);
      }, name);
      for (const { what, bytes, rounds } of figures) print(what, bytes, rounds);
    }
  } finally {
    await started.close();
  }
}
server.close();
server.closeAllConnections();
