// What was found out about an article, as an export takes it.

import type { Told } from "../engine/protocol.js";
import type { OpenArticle } from "./article.js";
import type { Review } from "./record.js";

/** The reviews of `article`, with those whose claims are not in its text any more. */
export function told(article: OpenArticle): Told {
  const said = ({ status, note, evidence, initials, time }: Review): string[] => [status, note, evidence, initials, time];
  return {
    reviews: [...article.reviews].flatMap(([claim, review]) => [claim, ...said(review)]),
    lost: article.lost.flatMap(({ anchor: { kind, quote, sentence }, review }) => [kind, quote, sentence, ...said(review)]),
  };
}
