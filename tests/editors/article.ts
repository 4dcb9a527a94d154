// The article that each editor begins with.

export const PARAGRAPHS = [
  "The Pell mill ground 310 tonnes of rye in 2024, its owner Mara Vint said.",
  "“We sold 42 percent of it abroad,” Vint told the Pell Gazette on 5 May 2025.",
  "The council wants to pay 1.2 million euros for the weir by 2027.",
] as const;

export const HTML = PARAGRAPHS.map((text) => `<p>${text}</p>`).join("");

/** The lines of saved HTML: one for each element that is laid out as a block, and none for an empty one. */
export function linesOf(html: string): string {
  const read = new DOMParser().parseFromString(html, "text/html");
  for (const br of read.querySelectorAll("br")) br.replaceWith("\n");
  for (const block of read.querySelectorAll("p, div, li, h1, h2, h3, h4, h5, h6, blockquote, pre")) block.append("\n");
  return (read.body.textContent ?? "").replace(/\n+/g, "\n").trim();
}
