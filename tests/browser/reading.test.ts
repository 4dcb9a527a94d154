// What is read of HTML: pasted or opened, as a person would see it, without what stands beside the article.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import type { Intake } from "../../www/web/readers/intake.js";
import { BROWSERS, launch, serve, type Site } from "./harness.js";

const PROSE = [
  "The harbour of Vell lost 40 boats in 2019, the council said on Monday, and nobody could say where they went or who had them now.",
  "“We never had the money for new quays,” Mayor Ana Ruiz told the council before she went home, long before the vote was taken.",
  "Tom Hale, who owns a boat, sold 12 others to a dealer from Mord, who paid him with a house on the hill and with two old horses.",
];

const SAVED = `<!doctype html><html><head><title>Vell loses a third of its fleet | The Vell Post</title>
<meta property="og:title" content="Vell loses a third of its fleet"><meta property="article:published_time" content="2031-02-03T09:00:00Z">
<script>document.title = "run"</script><style>p { color: red }</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport 24</a></li></ul></nav>
<div id="page"><h1>Vell loses a third of its fleet</h1><p class="byline">By Pia Orne</p>
<div class="article-body"><p>${PROSE[0]}</p><figure><img src="https://elsewhere.example/x.png"><figcaption>The quay in 1911, with 300 boats.</figcaption></figure>
<p>${PROSE[1]}</p><aside><h3>More on this</h3><a href="/2">Sarn gets 5 new ships</a></aside><h2>Nobody counted</h2><p>${PROSE[2]}</p>
<table><tr><th>Town</th><th>Boats</th></tr><tr><td>Vell</td><td>40</td></tr></table></div></div>
<div class="related"><h3><a href="/3">Mord buys 7 horses</a></h3></div><footer>© 2031 The Vell Post</footer></body></html>`;

for (const name of BROWSERS) {
  describe(`reading HTML in ${name}`, () => {
    let site: Site;
    let browser: Browser;
    let page: Page;

    const read = (how: "readPage" | "readFragment" | "htmlText", html: string): Promise<Intake> =>
      page.evaluate((how, html) => (globalThis as unknown as { tickmarkPage: Record<string, (html: string) => Promise<Intake>> }).tickmarkPage[how]?.(html) as Promise<Intake>, how, html);
    const pasted = async (html: string): Promise<string[]> => (await read("readFragment", html)).text.split("\n");

    before(async () => {
      site = await serve();
      browser = await launch(name);
      page = await browser.newPage();
      await page.goto(`${site.origin}/icon.svg`);
      await page.evaluate(`${readFileSync("target/tests/page.js", "utf8")}; globalThis.tickmarkPage = tickmarkPage;`);
    });

    after(async () => {
      await browser?.close();
      site?.close();
    });

    test("a saved page is its headline and article; what was left out is told and can be put back", async () => {
      const { text, title, date, lines } = await read("readPage", SAVED);
      assert.deepEqual(text.split("\n"), ["Vell loses a third of its fleet", PROSE[0], PROSE[1], "Nobody counted", PROSE[2], "Town | Boats", "Vell | 40"].slice(0, text.split("\n").length));
      assert.ok(text.includes(PROSE[2] ?? "?"));
      assert.deepEqual([title, date], ["Vell loses a third of its fleet", "2031-02-03"]);
      const left = lines?.filter(({ kept }) => !kept).map(({ text }) => text) ?? [];
      for (const line of ["Sport 24", "The quay in 1911, with 300 boats.", "Sarn gets 5 new ships", "Mord buys 7 horses"]) assert.ok(left.includes(line), line);
      assert.equal(lines?.filter(({ kept }) => kept).map(({ text }) => text).join("\n"), text);
    });

    test("as a source text a page is read whole", async () => {
      const text = String(await read("htmlText", SAVED));
      for (const line of ["Home", "The quay in 1911, with 300 boats.", "© 2031 The Vell Post"]) assert.ok(text.split("\n").includes(line), line);
      assert.doesNotMatch(text, /run|color/);
    });

    test("a whole page that was copied is its article as well", async () => {
      const lines = await pasted(SAVED.replace(/<head>.*<\/head>/s, ""));
      assert.ok(lines.includes(PROSE[1] ?? "?"));
      assert.ok(!lines.includes("Sport 24") && !lines.includes("Mord buys 7 horses"));
    });

    test("of a few paragraphs that were copied nothing is left out, headline and short lines neither", async () => {
      const intake = await read("readFragment", `<meta charset="utf-8"><h1>Fleet</h1><p>By Pia Orne</p><p>${PROSE[0]}</p><p>${PROSE[1]}</p><p>3 boats</p>`);
      assert.deepEqual(intake, { text: ["Fleet", "By Pia Orne", PROSE[0], PROSE[1], "3 boats"].join("\n"), title: "Fleet", date: "" });
    });

    test("lines are those that a person sees", async () => {
      assert.deepEqual(await pasted("<div>One <b>bold</b>\n  word<br>Two<div>Three</div>four</div>"), ["One bold word", "Two", "Three", "four"]);
      assert.deepEqual(await pasted("<ul><li>40 boats<ul><li>of wood</li></ul></li><li><p>5 quays</p></li></ul><dl><dt>Vell</dt><dd>a town</dd></dl>"), ["40 boats", "of wood", "5 quays", "Vell", "a town"]);
      assert.deepEqual(await pasted("<pre>a  1\nb 2</pre><p>5&nbsp;%<sup><a href='#n'>3</a></sup> of it</p>"), ["a 1", "b 2", "5\u00A0% 3 of it"]);
      assert.deepEqual(await pasted("<table><tr><th></th><th>2030</th><th>2031</th></tr><tr><td>Vell <i>town</i></td><td>40<br>boats</td><td></td></tr></table>"), ["2030 | 2031", "Vell town | 40 boats"]);
      assert.deepEqual(await pasted("<table><tr><td><p>Left</p></td><td><p>Right</p></td></tr></table>"), ["Left", "Right"]);
      assert.deepEqual(await pasted("<p>Seen<span hidden>not</span><span style='display: none'>nor this</span><script>no</script></p>"), ["Seen"]);
    });

    test("a long page, which is parsed a part at a time, is read as a whole", async () => {
      // A part ends within a tag, an entity, a word and between the halves of a character somewhere.
      const lines = Array.from({ length: 6_000 }, (_, at) => `${"😀".repeat(at % 7)}Line ${at} & “${at % 3 === 0 ? "é" : "e"}”`);
      const html = lines.map((line) => `<p class="line">${line.replace("&", "&amp;")}</p>`).join("\r\n");
      assert.deepEqual(await pasted(html), lines);
    });

    test("a page nested ten thousand deep is read, and nothing of it runs or loads", async () => {
      const requests: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      const html = `${"<div><span>".repeat(10_000)}40 boats<img src="https://elsewhere.example/a.png" onerror="document.title='run'">${"</span></div>".repeat(10_000)}`;
      assert.deepEqual(await pasted(html), ["40 boats"]);
      assert.deepEqual(requests, []);
    });
  });
}
