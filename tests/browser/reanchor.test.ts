// Reviews found again in an edited text: never moved to another claim, never dropped.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { anchorOf, reanchor, type Reanchored } from "../../www/desk/anchor.js";
import type { Kept } from "../../www/desk/record.js";
import { plain } from "../../www/desk/words.js";
import type { Claim } from "../../www/engine/protocol.js";
import { claim, claimsOf, random } from "./claims-of.js";

const TIME = "2031-02-03T04:05:06.007Z";

/** A review of a claim, whose note says where it stood. */
function kept(text: string, of: Claim): Kept {
  const anchor = anchorOf(text, of);
  return { key: of.id, anchor, seen: anchor.sentence, review: { status: "checked", note: `${anchor.position}`, evidence: "", initials: "", time: TIME }, earlier: [], changed: TIME };
}

/** Reviews `words` in `before` and looks for it in `after`; answers where it is found. */
function moved(before: string, after: string, words: string, nth = 1): { at: string | undefined; outcome: Reanchored } {
  const outcome = reanchor([kept(before, claim(before, words, nth))], after, claimsOf(after), before);
  const [found] = [...outcome.places.values()].flatMap((id) => claimsOf(after).filter((claim) => claim.id === id));
  return { at: found && after.slice(found.sentence[0], found.sentence[1]), outcome };
}

const ARTICLE = `Vell loses a third of its fleet

The harbour of Vell lost 40 boats in 2019, the council said. The harbour of Sarn lost 45 boats in the same year.

Prices rose by 5% in May and 5% in June, Mayor Ana Ruiz told the council. “We never had the money for new quays,” she said.

Nobody counted the nets. Tom Hale sold 40 boats to a dealer from Mord.`;

describe("a review goes where its claim went", () => {
  test("in the same text, to the same claims", () => {
    const all = claimsOf(ARTICLE).map((claim) => kept(ARTICLE, claim));
    const outcome = reanchor(all, ARTICLE, claimsOf(ARTICLE), ARTICLE);
    assert.equal(all.length, 7);
    assert.deepEqual([...outcome.places], claimsOf(ARTICLE).map(({ id }) => [id, id]));
    assert.deepEqual(outcome.lost, []);
    assert.deepEqual([...outcome.edited], []);
  });

  test("when a paragraph before it is put in, and when its own paragraph is moved", () => {
    const parts = ARTICLE.split("\n\n");
    assert.match(moved(ARTICLE, `A storm took 40 boats in the north.\n\n${ARTICLE}`, "40 boats").at ?? "", /Vell lost/);
    assert.match(moved(ARTICLE, [parts[0], parts[3], parts[2], parts[1]].join("\n\n"), "40 boats").at ?? "", /Vell lost/);
    assert.match(moved(ARTICLE, [parts[0], parts[3], parts[2], parts[1]].join("\n\n"), "40 boats", 2).at ?? "", /Hale sold/);
  });

  test("when its sentence is edited, and says so", () => {
    const after = ARTICLE.replace("the council said", "the council reported on its page");
    const { at, outcome } = moved(ARTICLE, after, "40 boats");
    assert.match(at ?? "", /Vell lost 40 boats in 2019, the council reported/);
    assert.deepEqual([...outcome.edited.values()], ["The harbour of Vell lost 40 boats in 2019, the council said."]);
  });

  test("whatever quotation marks, dashes and spaces the other program writes", () => {
    const after = ARTICLE.replace("“We", "„We").replaceAll(" boats", "\u00A0boats").replaceAll("harbour", "har\u00ADbour");
    const outcome = reanchor(claimsOf(ARTICLE).map((claim) => kept(ARTICLE, claim)), after, claimsOf(after), ARTICLE);
    assert.deepEqual(outcome.lost, []);
    assert.deepEqual([...outcome.edited], []);
  });

  test("with equal numbers in one sentence, each to its own", () => {
    const after = ARTICLE.replace("Mayor Ana Ruiz told", "Mayor Ana Ruiz wrote to").replace("Prices rose", "Prices of fish rose");
    for (const nth of [1, 2]) {
      const { outcome } = moved(ARTICLE, after, "5%", nth);
      assert.deepEqual([...outcome.places.values()], [`5%#${nth}`]);
    }
  });
});

describe("a review is lost rather than given to another claim", () => {
  for (const [name, before, after, words] of [
    ["its number was changed, and another sentence has the old number", ARTICLE, ARTICLE.replace("Vell lost 40", "Vell lost 41"), "40 boats"],
    ["two sentences exchanged their numbers", ARTICLE, ARTICLE.replace("Vell lost 40", "Vell lost 45").replace("Sarn lost 45", "Sarn lost 40"), "40 boats"],
    ["its sentence is now of another place", ARTICLE, ARTICLE.replace("harbour of Vell lost", "harbour of Mord lost"), "40 boats"],
    ["its sentence is now of another year", ARTICLE, ARTICLE.replace("in 2019,", "in 2018,"), "40 boats"],
    ["its sentence was taken out", ARTICLE, ARTICLE.replace(/The harbour of Vell.*?said\. /, ""), "40 boats"],
    ["the first of two equal numbers of a sentence was taken out", ARTICLE, ARTICLE.replace("5% in May and ", ""), "5%"],
    ["the rows of a table were changed about", "Catch\nVell\n5%\nSarn\n7%\nAll of it was cod.", "Catch\nSarn\n5%\nVell\n7%\nAll of it was cod.", "5%"],
    ["a row of a table has another name", "Catch\nVell\n5%\nSarn\n5%\nMord\n5%", "Catch\nDorn\n5%\nSarn\n5%\nMord\n5%", "5%"],
    ["a short sentence that stands twice lost one of them", "Vell caught cod. It rose by 5%. Sarn caught eel. It rose by 5%. All were glad.", "Sarn caught eel. It rose by 5%. All were glad.", "5%"],
    ["somebody else says the words now", "“Nobody asked the fishermen here,” said Tom Hale of Vell.", "“Nobody asked the fishermen here,” said Ana Ruiz of Vell.", "Nobody"],
  ] as const) {
    test(name, () => {
      const { at, outcome } = moved(before, after, words);
      assert.equal(at, undefined);
      assert.equal(outcome.reviews.size, 0);
      assert.equal(outcome.lost.length, 1);
      assert.equal(outcome.lost[0]?.review.status, "checked");
    });
  }

  test("and comes back when its words do", () => {
    const without = ARTICLE.replace(/The harbour of Vell.*?said\. /, "");
    const gone = moved(ARTICLE, without, "40 boats").outcome;
    const back = reanchor(gone.kept, ARTICLE, claimsOf(ARTICLE), without);
    assert.deepEqual([...back.reviews.keys()], ["40 boats#1"]);
    assert.deepEqual(back.lost, []);
  });

  test("a table's rows keep theirs when a row is put in", () => {
    const table = "Catch\nVell\n5%\nSarn\n5%\nMord\n5%\nAll of it was cod.";
    const after = table.replace("Sarn\n", "Dorn\n5%\nSarn\n");
    const outcome = reanchor(claimsOf(table).map((claim) => kept(table, claim)), after, claimsOf(after), table);
    for (const [key, id] of outcome.places) assert.equal({ "5%#1": "5%#1", "5%#2": "5%#3", "5%#3": "5%#4" }[key], id);
    assert.ok(outcome.places.size >= 1);
  });
});

/** Sentences that are told apart by their name, so that a test can see whether a review moved. */
function invented(next: (below: number) => number): string[] {
  const names = ["Vell", "Sarn", "Mord", "Dorn", "Hask", "Lund", "Orne", "Pell", "Quist", "Rook"];
  const verbs = ["lost", "sold", "built", "counted", "bought"];
  const ends = ["last year", "before the storm came", "", "as the council said", "and nobody asked why"];
  return Array.from({ length: 4 + next(20) }, (_, at) => `${names[next(names.length)]} number ${"abcdefghijklmnopqrstuvwxyz"[at]} ${verbs[next(verbs.length)]} ${1 + next(4)} boats ${ends[next(ends.length)]}`.trim());
}

test("random edits: same kind and words, no claim twice, none dropped, none given to a sentence of another name", () => {
  for (let seed = 1; seed <= 3000; seed += 1) {
    const next = random(seed);
    const sentences = invented(next);
    const write = (sentences: readonly string[]): string => sentences.map((sentence, at) => `${sentence}.${at % 3 === 2 ? "\n\n" : " "}`).join("").trim();
    const before = write(sentences);
    const edited = [...sentences];
    for (let edits = next(6); edits > 0; edits -= 1) {
      const at = next(edited.length);
      switch (next(6)) {
        case 0:
          edited.splice(at, 1);
          break;
        case 1:
          edited.splice(at, 0, `Nobody said that ${1 + next(4)} boats were there`);
          break;
        case 2:
          edited[at] = (edited[at] ?? "").replace(/\d+/, String(1 + next(4)));
          break;
        case 3:
          edited[at] = `${edited[at]} ${["indeed", "in the end", "after all that"][next(3)]}`;
          break;
        case 4:
          edited.push(...edited.splice(at, 1));
          break;
        case 5:
          edited[at] = (edited[at] ?? "").replace(/^\S+/, "Zorn");
          break;
      }
      if (edited.length === 0) edited.push("Nothing is left");
    }
    const after = write(edited);
    const all = claimsOf(before).map((claim) => kept(before, claim)).filter(() => next(3) > 0);
    const claims = claimsOf(after);
    const outcome = reanchor(all, after, claims, before);
    const said = `seed ${seed}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`;
    assert.equal(outcome.kept.length, all.length, said);
    assert.equal(outcome.places.size + outcome.lost.length, all.length, said);
    assert.equal(new Set(outcome.places.values()).size, outcome.places.size, said);
    for (const each of all) {
      const id = outcome.places.get(each.key);
      if (id === undefined) {
        assert.ok(outcome.lost.includes(each), said);
        // What stands in the text as it stood is found.
        assert.ok(!after.includes(each.anchor.sentence) || before.split(each.anchor.sentence).length > 2, `${each.anchor.sentence} ${said}`);
        continue;
      }
      const found = claims.find((claim) => claim.id === id) as Claim;
      assert.equal(found.kind, each.anchor.kind, said);
      assert.equal(plain(after.slice(...found.span)), plain(each.anchor.quote), said);
      const name = /^\S+ number ./.exec(each.anchor.sentence)?.[0] ?? "none";
      assert.ok(after.slice(...found.sentence).startsWith(name), `${each.anchor.sentence} went to ${after.slice(...found.sentence)} ${said}`);
    }
  }
});
