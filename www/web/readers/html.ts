// The article of an HTML file or of what was copied from a page. The document is parsed inert: nothing in it runs or
// loads. The article is found as the extension finds it in a live page (page/scope), without the layout.

import type { Block } from "../../page/collect.js";
import { publishedOn } from "../../page/published.js";
import { beside, scope } from "../../page/scope.js";
import { parseInert } from "../trusted.js";
import { blocksOf } from "./blocks.js";
import type { Intake, Line } from "./intake.js";

/** All that a person would see of a document, a line for each block. */
export function htmlText(html: string): string {
  return blocksOf(parseInert(html).body)
    .map(({ text }) => text)
    .join("\n");
}

/** The article of a page that was saved, with its headline. */
export function readPage(html: string): Intake {
  const document = parseInert(html);
  return pageOf(document, blocksOf(document.body));
}

function pageOf(document: Document, blocks: readonly Block[]): Intake {
  const article = new Set(scope(blocks));
  const title = titleOf(document);
  // The headline makes claims as well.
  const headline = blocks.find((block) => block.element.localName === "h1" && (title.includes(block.text) || block.text.includes(title)));
  if (headline) article.add(headline);
  return intake(document, title, blocks, article);
}

/** Lines that are marked as something beside the article, from which what was copied is a whole page. */
const PAGE = 5;

/** What was copied from a page or a document: all of it, but for what is marked as beside an article. */
export function readFragment(html: string): Intake {
  const document = parseInert(html);
  const blocks = blocksOf(document.body);
  const out = beside(blocks);
  if (out.filter(Boolean).length >= PAGE) return pageOf(document, blocks);
  return intake(document, titleOf(document), blocks, new Set(blocks.filter((_, at) => !out[at])));
}

function intake(document: Document, title: string, blocks: readonly Block[], article: ReadonlySet<Block>): Intake {
  const lines: Line[] = blocks.map((block) => ({ text: block.text, kept: article.has(block) }));
  const kept = lines.filter(({ kept }) => kept);
  const text = kept.map(({ text }) => text).join("\n");
  const told = { text, title, date: publishedOn(document) ?? "" };
  return kept.length === lines.length ? told : { ...told, lines };
}

/** The headline, as the page tells machines or as it stands over the text. */
function titleOf(document: Document): string {
  const told = [
    document.querySelector('meta[property="og:title"]')?.getAttribute("content"),
    document.querySelector('[itemprop="headline"]')?.textContent,
    document.querySelector("h1")?.textContent,
    document.querySelector("title")?.textContent,
  ];
  for (const title of told) {
    const line = (title ?? "").replace(/\s+/g, " ").trim();
    if (line !== "") return line;
  }
  return "";
}
