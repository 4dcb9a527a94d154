// The article of an HTML file or of what was copied from a page, from a document that was parsed inert (`parseInert`): nothing in
// it runs or loads. It is gone through a part at a time, so that no length of it holds the page up. The article is found as the
// extension finds it in a live page (page/scope), without the layout.

import { inSlices, pause } from "../../common/slices.js";
import type { Block } from "../../page/collect.js";
import { publishedOn } from "../../page/published.js";
import { beside, scope } from "../../page/scope.js";
import { blocksOf } from "./blocks.js";
import type { Intake, Line } from "./intake.js";

/** All that a person would see of a document, a line for each block. */
export async function htmlText(document: Document): Promise<string> {
  const blocks = await read(document);
  return blocks.map(({ text }) => text).join("\n");
}

/** The article of a page that was saved, with its headline. */
export async function readPage(document: Document): Promise<Intake> {
  const blocks = await read(document);
  await pause();
  return pageOf(document, blocks);
}

async function read(document: Document): Promise<Block[]> {
  // A set of frames has no body.
  return document.body ? await inSlices(blocksOf(document.body)) : [];
}

async function pageOf(document: Document, blocks: readonly Block[]): Promise<Intake> {
  const article = new Set(scope(blocks));
  await pause();
  const title = titleOf(document);
  // The headline makes claims as well.
  const headline = blocks.find((block) => block.element.localName === "h1" && (title.includes(block.text) || block.text.includes(title)));
  if (headline) article.add(headline);
  return intake(document, title, blocks, article);
}

/** Lines that are marked as something beside the article, from which what was copied is a whole page. */
const PAGE = 5;

/** What was copied from a page or a document: all of it, but for what is marked as beside an article. */
export async function readFragment(document: Document): Promise<Intake> {
  const blocks = await read(document);
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
