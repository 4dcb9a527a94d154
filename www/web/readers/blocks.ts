// The blocks of a parsed document that is never laid out: what a person would see as lines, by the elements' names.

import type { Block } from "../../page/collect.js";

/** Elements that start and end a line. */
const BLOCKS = new Set(
  "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre search section summary table tbody td tfoot th thead tr ul".split(" "),
);
/** Elements whose text nobody reads in the page. */
const SILENT = new Set("head script style template noscript textarea select datalist button svg math iframe frame object embed canvas video audio map meter progress rp rt input".split(" "));
const SPACE = /[ \t\n\r\f]+/g;
/** Between two cells; no parsed text holds it. */
const CELL = "\0";

/** Nodes read in one step. */
const SOME = 50;

/** The lines of `root`, in steps, in time linear in its nodes. A row of a table of plain cells is one line, its cells parted
 * by " | ". */
export function* blocksOf(root: Element): Generator<void, Block[]> {
  const blocks: Block[] = [];
  let text = "";
  let linked = 0;
  let links = 0;
  /** Elements around that keep their line breaks. */
  let kept = 0;
  /** The elements around, from the root in, and those of them that are blocks. */
  const around: Element[] = [];
  const homes: Element[] = [root];
  /** The row that is read as one line, and whether it has a cell already. */
  let row: Element | undefined;
  const end = (): void => {
    const cells = text.split(CELL).map((cell) => cell.replace(SPACE, " ").trim());
    const line = cells.filter((cell) => cell !== "").join(" | ");
    // White space that is gone counts on neither side.
    if (line !== "") blocks.push({ text: line, pieces: [], element: homes.at(-1) ?? root, linked: Math.min(linked, line.length) });
    text = "";
    linked = 0;
  };
  const open = (element: Element): boolean => {
    const tag = element.localName;
    if (SILENT.has(tag) || isHidden(element)) return false;
    if (tag === "br") {
      if (row) text += " ";
      else end();
    } else if (tag === "tr" && !row && isPlainRow(element)) {
      end();
      homes.push(element.firstElementChild ?? element);
      row = element;
    } else if (row && (tag === "td" || tag === "th")) {
      if (element.previousElementSibling) text += CELL;
    } else if (BLOCKS.has(tag)) {
      end();
      homes.push(element);
    } else if (tag === "sup" && element.querySelector("a") !== null) {
      // The number of a note is no part of the word before it.
      text += " ";
    }
    if (tag === "a" && element.hasAttribute("href")) links += 1;
    if (tag === "pre") kept += 1;
    return true;
  };
  const close = (element: Element): void => {
    const tag = element.localName;
    if (tag === "a" && element.hasAttribute("href")) links -= 1;
    if (tag === "pre") kept -= 1;
    if (element === row) {
      end();
      homes.pop();
      row = undefined;
    } else if (!row && BLOCKS.has(tag)) {
      end();
      homes.pop();
    }
  };
  // No recursion: a hostile file is nested ten thousand deep.
  let node: Node | null = root;
  for (let count = 1; node; count += 1) {
    if (count % SOME === 0) yield;
    if (node.nodeType === Node.TEXT_NODE) {
      const data = node.nodeValue ?? "";
      const lines = kept > 0 ? data.split("\n") : [data];
      for (const [at, line] of lines.entries()) {
        if (at > 0) end();
        text += line;
        if (links > 0) linked += line.replace(SPACE, " ").length;
      }
    }
    const element: Element | undefined = node.nodeType === Node.ELEMENT_NODE ? (node as Element) : undefined;
    const isRead = element !== undefined && open(element);
    if (element && isRead && element.firstChild) {
      around.push(element);
      node = element.firstChild;
      continue;
    }
    if (element && isRead) close(element);
    while (node && !node.nextSibling) {
      const parent = around.pop();
      if (!parent) {
        node = null;
        break;
      }
      close(parent);
      node = parent;
    }
    if (!node || node === root) break;
    node = node.nextSibling;
  }
  end();
  return blocks;
}

function isHidden(element: Element): boolean {
  if (element.hasAttribute("hidden")) return true;
  const style = element.getAttribute("style");
  return style !== null && /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style);
}

/** A row with two cells or more, of which none holds lines of its own. */
function isPlainRow(row: Element): boolean {
  if (row.childElementCount < 2) return false;
  for (const cell of row.children) {
    if (cell.localName !== "td" && cell.localName !== "th") return false;
    // Tables that lay out a page hold all of it in a cell.
    if (cell.childElementCount > 0 && cell.querySelector("div, p, ul, ol, table, section, article, h1, h2, h3, h4, h5, h6, form, blockquote") !== null) return false;
  }
  return true;
}
