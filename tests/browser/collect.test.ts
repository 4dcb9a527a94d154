// The text of live pages, block by block, and which of it is the article: in both browsers, on pages without scripts.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";
import { BROWSERS, launch } from "./harness.js";

/** What is in the body, and its blocks. */
const COLLECTED: Record<string, [html: string, blocks: string[]]> = {
  "blocks end at the borders of block elements": ["<div>One<p>two</p>three</div>", ["One", "two", "three"]],
  "a line break ends a block": ["<p>Bread 3 marks<br>Milk 2 marks</p>", ["Bread 3 marks", "Milk 2 marks"]],
  "cells and list items are blocks": ["<table><tr><td>1990</td><td>4,000</td></tr></table><ul><li>5 cats</li><li>6 dogs</li></ul>", ["1990", "4,000", "5 cats", "6 dogs"]],
  "white space is one space, and none at the ends": ["<p>\n  Some\n\t 40   <b> boats </b> left. </p>", ["Some 40 boats left."]],
  "white space that is kept is kept as lines": ["<pre>rain 3\nsnow 4</pre>", ["rain 3", "snow 4"]],
  "words that elements part by look only are one word": ["<p><b>T</b>he h<i>ar</i>bour</p>", ["The harbour"]],
  "a floating first letter belongs to its word": ["<p><span style='float:left;font-size:3em'>T</span>he quay is dry.</p>", ["The quay is dry."]],
  "inline runs that would glue two words are parted": ["<p><span>By Ana Ruiz</span><span>4 May 2027</span></p>", ["By Ana Ruiz 4 May 2027"]],
  "links that touch are parted": ["<p><a href='#a'>boats</a><a href='#b'>quays</a></p>", ["boats quays"]],
  "a link inside a word is not": ["<p>Brevik’<a href='#a'>s</a> and the <a href='#a'>boat</a>s</p>", ["Brevik’s and the boats"]],
  "a margin between inline elements is a gap": ["<p><span style='margin-right:1em'>price</span><span>up</span></p>", ["price up"]],
  "inline blocks are parted, their punctuation is not": ["<p><span style='display:inline-block'>12</span><span style='display:inline-block'>May</span>, noon</p>", ["12 May, noon"]],
  "a footnote's number does not run into the figure": ["<p>It lost 90%<sup><a href='#1'>1</a></sup> and 40<sup><a href='#2'>2</a></sup> boats.</p>", ["It lost 90%1 and 40 2 boats."]],
  "an exponent stays": ["<p>An area of 9 m<sup>2</sup>.</p>", ["An area of 9 m2."]],
  "hidden text is left out": [
    "<p>Seen <span style='display:none'>one</span><span style='visibility:hidden'>two</span><span hidden>three</span> text</p><p style='position:absolute;width:1px;height:1px;overflow:hidden'>for readers of screens</p><p style='position:absolute;left:-9999px'>far away</p>",
    ["Seen text"],
  ],
  "what is visible inside a hidden element is read": ["<p style='visibility:hidden'>no <b style='visibility:visible'>9 yes</b></p>", ["9 yes"]],
  "elements without a box are looked through": ["<div style='display:contents'><p>Open 7 days</p></div>", ["Open 7 days"]],
  "closed details keep their text to themselves": ["<details><summary>The sum</summary><p>is 12</p></details>", ["The sum"]],
  "scripts, styles, fields and pictures are no text": ["<p>A <script>var a = 1</script><style>b {}</style><input value='3'><select><option>4</option></select><svg><text>5</text></svg>text</p><textarea>6</textarea>", ["A text"]],
  "editable parts are the writer's": ["<p>Read 3 lines.</p><div contenteditable>Not 4.</div>", ["Read 3 lines."]],
  "readings above a word are left out": ["<p><ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby> 3 times</p>", ["東京 3 times"]],
  "slotted text stands where its slot is": ["<div><template shadowrootmode='open'><p>before</p><slot></slot><p>after</p></template><p>between 5</p></div>", ["before", "between 5", "after"]],
  "frames of the same origin are read": ["<p>Out.</p><iframe srcdoc='<p>In 7.</p>'></iframe>", ["Out.", "In 7."]],
};

const LONG = "The quay of Brevik was dry that year, and the people of the town slept on behind their shutters, the council wrote.";

/** What is on a page, the words that are of the article, and those that are not. */
const SCOPED: Record<string, [html: string, article: string[], beside: string[]]> = {
  "navigation, asides, comments, captions and footers are beside the article": [
    `<nav><a href="#">Menu one</a></nav><div><h1>Title</h1><p>Alpha. ${LONG}</p><figure><figcaption>Caption two. ${LONG}</figcaption></figure><p>Beta. ${LONG}</p></div><aside>Aside three. ${LONG}</aside><div class="comments"><p>Comment four. ${LONG}</p></div><footer>Footer five. ${LONG}</footer>`,
    ["Alpha", "Beta"],
    ["Menu", "Caption", "Aside", "Comment", "Footer", "Title"],
  ],
  "names are read in camel case and with hyphens": [`<article><p>Alpha. ${LONG}</p><p class="imageCaption">Caption. ${LONG}</p><div class="page-related-box"><p>Related. ${LONG}</p></div><p>Beta. ${LONG}</p></article>`, ["Alpha", "Beta"], ["Caption", "Related"]],
  "subheadings and lists inside the article stay, lists of links go": [
    `<div><p>Alpha. ${LONG}</p><h2>Sub one</h2><ul><li>Item two</li></ul><ul><li><a href="#">Link three</a></li><li><a href="#">Link four</a></li></ul><p>Beta. ${LONG}</p></div>`,
    ["Alpha", "Sub one", "Item two", "Beta"],
    ["Link"],
  ],
  "a linked heading and its teaser tell of another page": [`<div><p>Alpha. ${LONG}</p><p>Beta. ${LONG}</p><div><h3><a href="#">Other title</a></h3><p>Teaser. ${LONG}</p></div></div>`, ["Alpha", "Beta"], ["Other", "Teaser"]],
  "an article without paragraphs, parted by line breaks": [`<div id="x">Alpha. ${LONG}<br><br>Beta. ${LONG}<br><br>Gamma. ${LONG}</div><div class="sidebar"><p>Side. ${LONG}</p></div>`, ["Alpha", "Beta", "Gamma"], ["Side"]],
  "an article filed under a name, with more said below it, is no small part": [
    `<div class="tag-health latest"><p>Alpha. ${LONG}</p><p>Beta. ${LONG} ${LONG} ${LONG} ${LONG} ${LONG} ${LONG} ${LONG} ${LONG} ${LONG} ${LONG} ${LONG} ${LONG}</p><div class="author-bio"><p>Bio. ${LONG}</p></div></div><div id="comments">${`<p>Comment. ${LONG}</p>`.repeat(30)}</div>`,
    ["Alpha", "Beta"],
    ["Bio", "Comment"],
  ],
  "an article whose element is called as something else is found all the same": [`<div class="widget"><p>Alpha. ${LONG}</p><p>Beta. ${LONG}</p></div>`, ["Alpha", "Beta"], []],
  "beside the only long paragraph of an article its short ones are of it, and nothing else": [
    `<nav><a href="#">Menu</a></nav><article><p>Short one.</p><p>Alpha. ${LONG}</p><p>Short two.</p><div class="share">Share it.</div></article><div>Elsewhere.</div>`,
    ["Short one", "Alpha", "Short two"],
    ["Menu", "Share", "Elsewhere"],
  ],
  "a page without prose is read whole": [`<ul><li>Bread 3</li><li>Milk 4</li></ul>`, ["Bread 3", "Milk 4"], []],
};

for (const name of BROWSERS) {
  describe(`text of live pages in ${name}`, () => {
    let browser: Browser;
    let page: Page;
    const script = readFileSync("target/tests/page.js", "utf8");

    before(async () => {
      browser = await launch(name);
      page = await browser.newPage();
    });

    after(() => browser?.close());

    async function show(html: string): Promise<void> {
      await page.goto("about:blank");
      await page.evaluate((html: string) => {
        // Shadow trees are made from markup by this alone.
        (document.body as unknown as { setHTMLUnsafe(html: string): void }).setHTMLUnsafe(html);
        return Promise.all([...document.querySelectorAll("iframe")].map((frame) => new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }))));
      }, html);
    }

    for (const [behaviour, [html, blocks]] of Object.entries(COLLECTED)) {
      test(behaviour, async () => {
        await show(html);
        assert.deepEqual(await page.evaluate(`${script}; tickmarkPage.collect(document.body).map((block) => block.text)`), blocks);
        const wrong = await page.evaluate(`${script}; (() => {
          const text = new tickmarkPage.LiveText(tickmarkPage.collect(document.body));
          const squeeze = (words) => words.replace(/\\s+/g, "");
          return [...text.text.matchAll(/[^\\s]+(?: [^\\s]+)?/g)].flatMap(({ index, 0: words }) => {
            const found = text.ranges(index, index + words.length).map(String).join("");
            return squeeze(found) === squeeze(words) ? [] : [words + " is " + found];
          });
        })()`);
        assert.deepEqual(wrong, [], "the text under every range is the text's");
      });
    }

    for (const [behaviour, [html, article, beside]] of Object.entries(SCOPED)) {
      test(behaviour, async () => {
        await show(html);
        const text = (await page.evaluate(`${script}; tickmarkPage.scope(tickmarkPage.collect(document.body)).map((block) => block.text).join("\\n")`)) as string;
        for (const words of article) assert.ok(text.includes(words), `${words} in ${text}`);
        for (const words of beside) assert.ok(!text.includes(words), `${words} in ${text}`);
      });
    }

    test("a page that nests deeper than calls may is read to its end", async () => {
      await show("");
      await page.evaluate(() => {
        let at: Element = document.body;
        for (let depth = 0; depth < 3000; depth += 1) {
          const inner = document.createElement("b");
          at.append(inner);
          at = inner;
        }
        at.textContent = "The end 9.";
      });
      assert.deepEqual(await page.evaluate(`${script}; tickmarkPage.scope(tickmarkPage.collect(document.body)).map((block) => block.text)`), ["The end 9."]);
    });

    test("the day of publication is read where the page tells it", async () => {
      const days: [string, string | null][] = [
        ['<meta property="article:published_time" content="2027-06-02T08:00:00Z">', "2027-06-02"],
        ['<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-12-31T23:00:00+01:00"</script>', "2026-12-31"],
        ['<article><time datetime="2025-02-03">3 Feb</time></article>', "2025-02-03"],
        ['<meta name="date" content="2027-02-30">', null],
        ["<p>3 May 2027</p>", null],
      ];
      for (const [html, day] of days) {
        await show(html);
        assert.equal(await page.evaluate(`${script}; tickmarkPage.publishedOn(document) ?? null`), day, html);
      }
    });
  });
}
