// The text of an HTML file, with a line for each block. The document is parsed inert: nothing in it runs or loads.

import { parseInert } from "../trusted.js";

/** Elements that start and end a line. */
const BLOCK = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL".split(" "),
);
/** Elements whose text nobody reads. */
const SILENT = new Set("HEAD SCRIPT STYLE TEMPLATE NOSCRIPT TEXTAREA SELECT BUTTON SVG IFRAME OBJECT".split(" "));

export function htmlText(html: string): string {
  const { body } = parseInert(html);
  const lines: string[] = [];
  let line = "";
  const end = (): void => {
    const text = line.replace(/[ \t\r\n\f]+/g, " ").trim();
    if (text !== "") lines.push(text);
    line = "";
  };
  // A walk without recursion: a hostile file may be nested ten thousand deep.
  let node: Node | null = body;
  while (node) {
    const element = node instanceof Element ? node : undefined;
    if (node.nodeType === Node.TEXT_NODE) line += node.nodeValue ?? "";
    if (element && (BLOCK.has(element.tagName) || element.tagName === "BR")) end();
    const silent = element !== undefined && SILENT.has(element.tagName.toUpperCase());
    if (node.firstChild && !silent) {
      node = node.firstChild;
      continue;
    }
    while (node && !node.nextSibling) {
      node = node === body ? null : node.parentNode;
      if (node instanceof Element && BLOCK.has(node.tagName)) end();
      if (node === body) node = null;
    }
    node = node ? node.nextSibling : null;
  }
  end();
  return lines.join("\n");
}
