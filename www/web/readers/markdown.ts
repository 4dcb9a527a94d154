// The text of a Markdown file: what a person would read of it, a line for each paragraph, heading, list item or row.

import MarkdownIt, { type Token } from "markdown-it";
import type { Intake } from "./intake.js";

/** Front matter is looked for in so many characters. */
const FRONT = 10_000;

export function markdownIntake(source: string): Intake {
  const { body, title, date } = front(source.replace(/\r\n?/g, "\n"));
  const tokens = new MarkdownIt({ html: true }).parse(body, {});
  const lines: string[] = [];
  let row: string[] | undefined;
  for (const token of tokens) {
    if (token.type === "tr_open") row = [];
    else if (token.type === "tr_close" && row) {
      lines.push(row.join(" | "));
      row = undefined;
    } else if (token.type === "inline") {
      const text = inline(token.children ?? []);
      if (row) row.push(text.replace(/\s+/g, " ").trim());
      else lines.push(...text.split("\n"));
    } else if (token.type === "fence" || token.type === "code_block") lines.push(...token.content.split("\n"));
    else if (token.type === "html_block") lines.push(...withoutTags(token.content).split("\n"));
  }
  const text = lines.map((line) => line.trim()).filter((line) => line !== "").join("\n");
  return { text, title: title || heading(tokens), date };
}

function inline(tokens: readonly Token[]): string {
  let text = "";
  for (const { type, content } of tokens) {
    if (type === "text" || type === "code_inline") text += content;
    else if (type === "softbreak") text += " ";
    else if (type === "hardbreak" || (type === "html_inline" && /^<br\b/i.test(content))) text += "\n";
  }
  return text;
}

/** The first heading of the first rank. */
function heading(tokens: readonly Token[]): string {
  const at = tokens.findIndex(({ type, tag }) => type === "heading_open" && tag === "h1");
  return at < 0 ? "" : inline(tokens[at + 1]?.children ?? []).replace(/\s+/g, " ").trim();
}

/** The text between tags; comments go. In linear time, also where nothing is closed. */
function withoutTags(html: string): string {
  let text = "";
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf("<!--", at);
    text += html.slice(at, open < 0 ? undefined : open);
    const close = open < 0 ? -1 : html.indexOf("-->", open);
    at = close < 0 ? html.length : close + 3;
  }
  return text.replace(/<[^<>]*>/g, "");
}

/** The lines between "---" with which many systems begin a file, and what they say of title and date. */
function front(source: string): { body: string; title: string; date: string } {
  const found = source.startsWith("---\n") ? source.slice(0, FRONT).indexOf("\n---\n", 3) : -1;
  if (found < 0) return { body: source, title: "", date: "" };
  const told = source.slice(4, found + 1);
  const value = (name: string): string => new RegExp(`^${name}:[ \\t]*["']?(.*?)["']?[ \\t]*$`, "m").exec(told)?.[1] ?? "";
  return { body: source.slice(found + 5), title: value("title"), date: /^\d{4}-\d{2}-\d{2}/.exec(value("date"))?.[0] ?? "" };
}
