// The text of a PDF file, its lines joined into paragraphs.

import { getDocumentProxy } from "unpdf";

/** A gap between two lines that is this much larger than the letters are high starts a paragraph. */
const PARAGRAPH = 1.75;

interface Line {
  text: string;
  /** Height above the foot of the page, in points, and that of the letters. */
  y: number;
  height: number;
}

export async function pdfText(bytes: ArrayBuffer): Promise<string> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(paragraphs(lines(items)));
    page.cleanup();
  }
  return pages.join("\n");
}

/** What of an item of a page's text is used here; marked content has none of it. */
interface Item {
  type?: string;
  str?: string;
  transform?: number[];
  height?: number;
  hasEOL?: boolean;
}

function lines(items: readonly Item[]): Line[] {
  const lines: Line[] = [];
  let text = "";
  let y = 0;
  let height = 0;
  for (const item of items) {
    if (item.str === undefined) continue;
    if (text === "" && item.str.trim() !== "") [y, height] = [item.transform?.[5] ?? 0, item.height ?? 0];
    text += item.str;
    if (!item.hasEOL) continue;
    if (text.trim() !== "") lines.push({ text: text.trim(), y, height });
    text = "";
  }
  if (text.trim() !== "") lines.push({ text: text.trim(), y, height });
  return lines;
}

function paragraphs(lines: readonly Line[]): string {
  let text = "";
  let before: Line | undefined;
  for (const line of lines) {
    const gap = before ? before.y - line.y : 0;
    const high = Math.max(line.height, before?.height ?? 0, 1);
    if (!before) text = line.text;
    else if (gap > high * PARAGRAPH || gap < 0) text += `\n${line.text}`;
    // "govern-" at the end of a line goes on with a small letter: the hyphen was set by the printer.
    else if (/[a-z]-$/.test(text) && /^[a-z]/.test(line.text)) text = text.slice(0, -1) + line.text;
    else text += ` ${line.text}`;
    before = line;
  }
  return text;
}
