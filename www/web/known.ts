// A pasted text that was known: the page says so, since that could be wrong.

import type { OpenArticle } from "../desk/article.js";
import { notice, type Way } from "./notice.js";

/** Characters of a name that are said. */
const NAME = 60;

/** Says which article a text was found to be, what came back, and what was lost. `opening`: its name where it has no title. */
export function tellKnown(article: OpenArticle, opening: string, ways: { showLost(): void; other(): void }): void {
  const { found, reviews, lost, record } = article;
  if (found === "new" || reviews.size + lost.length === 0) return;
  const since = found === "edited" ? ", edited since you had it here" : "";
  const again = `${reviews.size} claim${reviews.size === 1 ? "" : "s"} found again with what you said of ${reviews.size === 1 ? "it" : "them"}.`;
  const gone = lost.length > 0 ? ` ${lost.length} that you reviewed ${lost.length === 1 ? "is" : "are"} not in this text any more.` : "";
  const name = record.title || opening;
  const offered: Way[] = [];
  if (lost.length > 0) offered.push({ label: "Show what was lost", run: ways.showLost });
  if (found === "edited") offered.push({ label: "It is another article", run: ways.other });
  notice(`Known: “${name.slice(0, NAME)}${name.length > NAME ? " …" : ""}”${since}. ${again}${gone}`, ...offered);
}
