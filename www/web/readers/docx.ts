// The text of a Word file.

import mammoth from "mammoth";

/** Paragraphs, each on a line of its own. */
export async function docxText(arrayBuffer: ArrayBuffer): Promise<string> {
  const { value } = await mammoth.extractRawText({ arrayBuffer });
  return value.replace(/\n{2,}/g, "\n");
}
