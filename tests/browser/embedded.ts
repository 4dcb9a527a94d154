// Pages with the built package in them, served on localhost under the policy that a test asks for.

import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import type { Page } from "puppeteer-core";

const ROOT = "dist/embed";
const TYPES: Record<string, string> = { ".js": "text/javascript; charset=utf-8", ".wasm": "application/wasm", ".html": "text/html; charset=utf-8" };

export interface EmbedSite {
  origin: string;
  /** Serves `html` at `path`. */
  page(path: string, html: string, policy?: string): void;
  close(): void;
}

/** Serves dist/embed at /tickmark/, and the pages that are put in. */
export async function serveEmbed(): Promise<EmbedSite> {
  const pages = new Map<string, { html: string; policy: string | undefined }>();
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    const page = pages.get(path);
    const file = path.startsWith("/tickmark/") ? join(ROOT, path.slice("/tickmark/".length)) : "";
    if (page) {
      response.writeHead(200, { "content-type": path.endsWith(".js") ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8", ...(page.policy ? { "content-security-policy": page.policy } : {}) });
      response.end(page.html);
    } else if (file.startsWith(ROOT) && existsSync(file)) {
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
      createReadStream(file).pipe(response);
    } else {
      // Browsers ask for a picture of the site by themselves.
      response.writeHead(path === "/favicon.ico" ? 204 : 404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    page(path, html, policy) {
      pages.set(path, { html, policy });
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Attaches to what `expression` gives, as `window.handle`, and waits for the first report or for a refusal. */
export async function attachTo(page: Page, expression: string, options = "{}"): Promise<{ state: string; editor: string; reason?: string }> {
  return page.evaluate(`(async () => {
    const { attach } = await import("/tickmark/index.js");
    const handle = (window.handle = attach(${expression}, ${options}));
    while (handle.status.state === "starting") await new Promise((resolve) => handle.addEventListener("state", resolve, { once: true }));
    return handle.status;
  })()`) as Promise<{ state: string; editor: string; reason?: string }>;
}

/** What is painted in a document, by kind, against a scan of its text from the beginning. */
export interface Marked {
  painted: Record<string, string[]>;
  fresh: Record<string, string[]>;
  text: string;
}

/**
 * Waits until the marks have followed, and returns what is painted and what a fresh scan of the handle's text says has to
 * be. `shown`: an expression for the window that shows the text.
 */
export async function marksOf(page: Page, shown = "window"): Promise<Marked> {
  return page.evaluate(`(async () => {
    const { scan } = await import("/tickmark/index.js");
    const handle = window.handle;
    await handle.settled();
    const { text } = handle.report;
    const report = await scan(text);
    const fresh = {};
    for (const claim of report.claims) {
      const isIndirect = claim.kind === "quotation" && claim.quotation.form === "indirect";
      const name = "tickmark-" + (isIndirect ? "indirect" : claim.kind);
      const isMixed = claim.kind === "quotation" && claim.quotation.form === "mixed" && claim.quotation.quoted.length > 0;
      for (const [start, end] of isMixed ? claim.quotation.quoted : [claim.span]) {
        for (const line of text.slice(start, end).split("\\n")) if (line !== "") (fresh[name] ??= []).push(line);
      }
    }
    const painted = {};
    for (const [name, highlight] of (${shown}).CSS.highlights) {
      if (!name.startsWith("tickmark-") || name === "tickmark-current" || highlight.size === 0) continue;
      painted[name] = [...highlight].map((range) => range.toString().replace(/\\s+/g, " "));
    }
    for (const set of [fresh, painted]) for (const name of Object.keys(set)) set[name].sort();
    return { painted, fresh, text };
  })()`) as Promise<Marked>;
}

/** The README's examples of a kind: what stands behind the backticks. */
export function examples(kind: string): { code: string }[] {
  const found = readFileSync("www/embed/README.md", "utf8").matchAll(/^```(.+)\n([\s\S]*?)^```$/gm);
  return [...found].filter(([, name]) => name === kind).map(([, , code = ""]) => ({ code }));
}
