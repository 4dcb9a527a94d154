// Pages that the extension is tried on, each served with its own headers. Every page counts what its scripts can see.

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Counts every change that the page's own scripts can see, from before anything else. */
const WATCH = `<script>window.records = 0; new MutationObserver((list) => { records += list.length; }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });</script>`;

const ARTICLE = `<h1>Harbour of Brevik sold</h1>
<p>The harbour of Brevik lost nearly <b>€90 million</b> in May 2027, and some 310 boats have left it since, Ana Ruiz told the council.</p>
<p>“We had 40 boats at sea and no <a href="/pier">pier</a> to come home to,” she said, and the hall was quiet for a while.</p>
<p>By the end of 2028 the quay is to hold 75% of the old fleet, with 1,200 workers in three shifts, the owners wrote.</p>`;

const AROUND = {
  before: `<nav><a href="/">Home</a> <a href="/most">The 25 most read</a></nav>`,
  after: `<aside class="related"><h3><a href="/ice">Ice on 600 lakes</a></h3><p>Some 600 lakes froze over in one night of January 2027, and 30 skaters had to be brought in by sledge.</p></aside>
<section id="comments"><p>I have counted 55 boats myself, and I do not believe a word of what Ms Ruiz says about the other ones, sorry.</p></section>
<footer>© 2027 Brevik Courier, 12 employees</footer>`,
};

function page(body: string, head = WATCH): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Brevik Courier</title><meta property="article:published_time" content="2027-06-02T08:00:00Z">${head}</head><body>${body}</body></html>`;
}

const shadow = (mode: string, text: string): string => `{ const host = document.createElement("brevik-note"); document.querySelector("article").append(host); host.attachShadow({ mode: "${mode}" }).innerHTML = "<p>${text}</p>"; }`;

/** About `size` characters of prose, no two paragraphs alike. */
export function prose(size: number): string {
  const parts: string[] = [];
  for (let length = 0, n = 1; length < size; n += 1) {
    const part = `Harbour ${n} took ${n * 7} tonnes of herring in ${1950 + (n % 70)}, its master wrote to the council of the town. The quay was dry that year, and the people of the town slept on behind their shutters.`;
    parts.push(part);
    length += part.length;
  }
  return parts.map((part) => `<p>${part}</p>`).join("\n");
}

interface Fixture {
  body: string;
  type?: string;
  policy?: string;
}

export const FIXTURES: Record<string, () => Fixture> = {
  "/plain": () => ({ body: page(`${AROUND.before}<article>${ARTICLE}</article>${AROUND.after}`) }),
  "/sums": () => ({
    body: page(`<article><h1>Boats of Brevik</h1><p id="weekday">The new pier was opened on Friday, 12 March 2026, and the whole town of Brevik came to see it, the owners wrote.</p>
<p>The town sold 40 of its 400 boats, or 30%, in one week, and nobody in the town could tell the paper why that is so.</p><p>Nothing else was known of it by the evening, and the hall was quiet for a while before the council went home again.</p></article>`),
  }),
  "/strict": () => ({ body: page(`<article>${ARTICLE}</article>`, ""), policy: "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'" }),
  "/trees": () => ({
    body: page(`<article>${ARTICLE}<iframe srcdoc="<p>In the frame, 17 cranes were sold for €3 million in 2026, and nobody said a word about it, Bo Lind wrote.</p>"></iframe></article>
<script>${shadow("open", "In the open tree, 23 ferries were sold in 2025, and their crews were sent home without a word, Bo Lind wrote.")}${shadow("closed", "In the closed tree, 29 tugs were sold in 2024, and their crews were sent home without a word, Bo Lind wrote.")}</script>`),
  }),
  "/fields": () => ({ body: page(`<article>${ARTICLE}<textarea>A draft of 91 words.</textarea><p contenteditable>This draft has 92 words, and nobody but its writer is to read it before it is done, she wrote.</p></article>`) }),
  "/xhtml": () => ({
    type: "application/xhtml+xml",
    body: `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Brevik Courier</title></head><body><div>${ARTICLE}</div></body></html>`,
  }),
  "/rtl": () => ({ body: page(`<article dir="rtl" style="zoom: 1.5">${ARTICLE}</article>`) }),
  "/app": () => ({
    body: page(`<main><article>${ARTICLE}</article></main><script>
function go() { history.pushState({}, "", "/app/second"); document.querySelector("main").innerHTML = "<article><h1>Snow in Halden</h1><p>In Halden, 64 centimetres of snow fell in one night of March 2027, and 9 roads were closed until noon, the town wrote.</p><p>Some 2,500 people had no power until the evening, Pia Berg told the paper, and 18 of them spent the day in the school.</p></article>"; }
</script>`),
  }),
  "/long": () => ({ body: page(`<article>${prose(2_100_000)}</article>`) }),
  "/opener": () => ({ body: page(`<article>${ARTICLE}</article><button onclick="open('/plain', '', 'popup,width=700,height=600')">Open</button>`) }),
};

export interface Fixtures {
  origin: string;
  close(): void;
}

export async function serveFixtures(): Promise<Fixtures> {
  const server: Server = createServer((request, response) => {
    const found = FIXTURES[new URL(request.url ?? "/", "http://localhost").pathname]?.();
    if (!found) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": `${found.type ?? "text/html"}; charset=utf-8`, ...(found.policy ? { "content-security-policy": found.policy } : {}) });
    response.end(found.body);
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
