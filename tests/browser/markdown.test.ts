// A Markdown file as the text that a person would read.

import assert from "node:assert/strict";
import { test } from "node:test";
import { markdownIntake } from "../../www/web/readers/markdown.js";

const lines = (source: string): string[] => markdownIntake(source).text.split("\n");

test("markup goes, words and paragraphs stay", () => {
  assert.deepEqual(
    lines(`Harbour to lose boats
=====================

The harbour of **Vell** lost *40 boats*
in [2019](https://vell.example "page 4"), the council said.\\
It cost \`5%\` &amp; more.

1. 40 boats
2. 5 quays
   - of *stone*

> “We never had the money,” she said.

| Town | Boats |
|------|------:|
| Vell | 40    |
| Sarn | 5 \\| 6 |

![a quay](quay.png)
<div class="note">A <b>note</b> of 3 words<!-- not this --></div>

---
    12 lines of code
`),
    [
      "Harbour to lose boats",
      "The harbour of Vell lost 40 boats in 2019, the council said.",
      "It cost 5% & more.",
      "40 boats",
      "5 quays",
      "of stone",
      "“We never had the money,” she said.",
      "Town | Boats",
      "Vell | 40",
      "Sarn | 5 | 6",
      "A note of 3 words",
      "12 lines of code",
    ],
  );
});

test("numbers, stars and underscores that are no markup stay", () => {
  assert.deepEqual(lines("It was 3 * 4 = 12, and snake_case_name, and 5_000_000 boats.\n\n1986\\. A great year."), ["It was 3 * 4 = 12, and snake_case_name, and 5_000_000 boats.", "1986. A great year."]);
});

test("what stands before the text tells title and date", () => {
  assert.deepEqual(markdownIntake('---\ntitle: "Boats: a report"\ndate: 2031-02-03T10:00:00Z\n---\nVell lost 40 boats.\n'), { text: "Vell lost 40 boats.", title: "Boats: a report", date: "2031-02-03" });
  assert.equal(markdownIntake("# The *quay*\n\nText.").title, "The quay");
  assert.equal(markdownIntake("---\n\nA rule, then text.").text, "A rule, then text.");
});

test("hostile files are read to their end", () => {
  for (const piece of ["[a](", "*a ", "_a_ ", "<!--", "<", "> ", "- ", "![", "`a`` ", "|a"]) assert.equal(typeof markdownIntake(piece.repeat(20_000)).text, "string", piece);
});
