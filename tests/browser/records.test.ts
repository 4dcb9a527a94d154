// The desk without a browser: what is said of claims, undone, merged, written to a file and read again.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { OpenArticle } from "../../www/desk/article.js";
import { Desk } from "../../www/desk/desk.js";
import { readDesk, writeDesk } from "../../www/desk/file.js";
import { merge } from "../../www/desk/merge.js";
import { type ArticleRecord, evidenceProblem, FIELDS, progress, type Status, STATUSES } from "../../www/desk/record.js";
import { shared, sketchOf } from "../../www/desk/sketch.js";
import { hash } from "../../www/desk/words.js";
import { claim, claimsOf, random } from "./claims-of.js";

const ARTICLE = `Vell loses a third of its fleet

The harbour of Vell lost 40 boats in 2019, the council said on its page. The harbour of Sarn lost 45 boats in the same year, and nobody knows where they are now.

Mayor Ana Ruiz told the council that prices had risen by 5% since then. “We never had the money for new quays,” she said, and went home before the vote.

Nobody counted the nets. Tom Hale sold 12 boats to a dealer from Mord, who paid him with a house on the hill and two old horses.`;

const desk = (): Promise<Desk> => Desk.open({ memory: true });
const take = async (desk: Desk, text: string, options = {}): Promise<OpenArticle> => desk.take(text, claimsOf(text), options);
const forty = claim(ARTICLE, "40 boats");
const quote = claim(ARTICLE, "We never");

describe("reviews", () => {
  test("count as progress, and are found again by the next who pastes the text", async () => {
    const home = await desk();
    const article = await take(home, ARTICLE, { title: "Fleet", date: "2031-02-03" });
    assert.equal(article.found, "new");
    assert.equal(article.review(forty, { status: "checked", note: "page 4", evidence: "https://vell.example/fleet", initials: "AR" }), undefined);
    article.review(quote, { status: "wrong" });
    article.review(claim(ARTICLE, "5%"), { note: "ask her office" });
    assert.deepEqual(progress(claimsOf(ARTICLE), article.reviews), { done: 2, of: 6 });
    await home.settled();
    const again = await take(home, ARTICLE);
    assert.equal(again.found, "same");
    assert.deepEqual(again.reviews, article.reviews);
    assert.equal(again.record.title, "Fleet");
    const [head] = await home.list();
    assert.deepEqual([head?.title, head?.claims, head?.done, head?.opening], ["Fleet", 6, 2, "Vell loses a third of its fleet"]);
  });

  test("nothing is kept of a text that nobody did anything with", async () => {
    const home = await desk();
    await take(home, ARTICLE);
    await home.settled();
    assert.deepEqual(await home.list(), []);
  });

  test("a text that was not kept yet is edited and then kept, as one article", async () => {
    const home = await desk();
    const article = await take(home, ARTICLE);
    const edited = await take(home, `${ARTICLE}\n\nMord sold 3 horses.`, { as: article.id });
    assert.equal(edited.id, article.id);
    await home.settled();
    edited.review(forty, { status: "checked" });
    await home.settled();
    assert.deepEqual((await home.list()).map(({ id, done }) => [id, done]), [[article.id, 1]]);
    const again = await take(home, ARTICLE, { as: article.id });
    assert.equal(again.reviews.get(forty.id)?.status, "checked");
    await home.settled();
    assert.equal((await home.load(article.id))?.text, ARTICLE);
  });

  test("an evidence address that is none is refused, what stood there stays, and what else was said is kept", async () => {
    const article = await take(await desk(), ARTICLE);
    article.review(forty, { evidence: "https://vell.example/" });
    assert.match(article.review(forty, { evidence: "javascript:alert(1)", status: "wrong" }) ?? "", /no web address/);
    assert.match(article.review(forty, { evidence: "page 4" }) ?? "", /no address/);
    assert.deepEqual([article.reviews.get(forty.id)?.evidence, article.reviews.get(forty.id)?.status], ["https://vell.example/", "wrong"]);
    assert.match(article.review(forty, { evidence: "page 4", note: "Ask the council." }) ?? "", /no address/);
    assert.deepEqual([article.reviews.get(forty.id)?.evidence, article.reviews.get(forty.id)?.note], ["https://vell.example/", "Ask the council."]);
    assert.equal(evidenceProblem(""), undefined);
  });

  test("are undone and done again step by step; typing a note is one step", async () => {
    const article = await take(await desk(), ARTICLE);
    const states: unknown[] = [];
    const look = (): unknown => [...article.reviews].map(([id, { status, note }]) => [id, status, note].join(" ")).sort();
    states.push(look());
    article.review(forty, { status: "checked" });
    states.push(look());
    for (const note of ["p", "pa", "page", "page 4"]) article.review(forty, { note });
    states.push(look());
    article.reviewAll(claimsOf(ARTICLE).slice(1, 4), "unverifiable");
    states.push(look());
    article.review(forty, { status: "open", note: "" });
    states.push(look());
    for (let at = states.length - 2; at >= 0; at -= 1) {
      assert.ok(article.undo());
      assert.deepEqual(look(), states[at]);
    }
    assert.equal(article.undo(), undefined);
    for (let at = 1; at < states.length; at += 1) {
      assert.ok(article.redo());
      assert.deepEqual(look(), states[at]);
    }
    assert.equal(article.canRedo, false);
  });

  test("of other initials stay behind the one that replaces them; one's own do not", async () => {
    const article = await take(await desk(), ARTICLE);
    article.review(forty, { status: "checked", initials: "AR" });
    article.review(forty, { status: "wrong", initials: "AR" });
    assert.deepEqual(article.earlier(forty.id), []);
    article.review(forty, { status: "checked", initials: "TH" });
    assert.deepEqual(article.earlier(forty.id).map(({ status, initials }) => [status, initials]), [["wrong", "AR"]]);
  });

  test("whose claim was edited out are listed, come back, can be let go and given to a claim", async () => {
    const home = await desk();
    const article = await take(home, ARTICLE);
    article.review(forty, { status: "checked" });
    article.review(quote, { status: "wrong", note: "she said any" });
    await home.settled();
    const edited = ARTICLE.replace("lost 40 boats", "lost 41 boats").replace("prices had risen", "the prices of fish had risen");
    const again = await take(home, edited);
    assert.equal(again.found, "edited");
    assert.deepEqual(again.lost.map(({ anchor }) => anchor.quote), ["40 boats"]);
    assert.equal(again.reviews.get(claim(edited, "We never").id)?.note, "she said any");
    // The text on the desk is the old one until something is done with the new.
    assert.equal((await home.load(again.id))?.text, ARTICLE);
    again.attach(again.lost[0]?.key ?? "", claim(edited, "41 boats"));
    assert.equal(again.lost.length, 0);
    assert.equal(again.reviews.get(claim(edited, "41 boats").id)?.status, "checked");
    again.undo();
    assert.equal(again.lost.length, 1);
    again.forget(again.lost[0]?.key ?? "");
    assert.equal(again.lost.length, 0);
    again.undo();
    await home.settled();
    assert.equal((await home.load(again.id))?.text, edited);
    const back = await take(home, ARTICLE);
    assert.equal(back.id, article.id);
    assert.equal(back.reviews.get(forty.id)?.status, "checked");
  });

  test("a claim whose sentence was edited is told until its status is said again", async () => {
    const article = await take(await desk(), ARTICLE);
    article.review(forty, { status: "checked" });
    const edited = ARTICLE.replace("the council said on its page", "the council said on its old page");
    await article.retake(edited, claimsOf(edited));
    const there = claim(edited, "40 boats");
    assert.match(article.edited.get(there.id) ?? "", /on its page/);
    article.review(there, { note: "still so" });
    assert.equal(article.edited.size, 1);
    article.review(there, { status: "checked" });
    assert.equal(article.edited.size, 0);
  });
});

describe("an article is found again", () => {
  const found = async (before: string, after: string): Promise<number> => shared(await sketchOf(before), await sketchOf(after));

  test("with a paragraph rewritten, put in or left out, and in another order, but not for another article", async () => {
    const home = await desk();
    const article = await take(home, ARTICLE);
    article.review(forty, { status: "checked" });
    await home.settled();
    const parts = ARTICLE.split("\n\n");
    for (const edited of [
      ARTICLE.replace(parts[2] ?? "", "The mayor was not there, and her office did not answer the calls that were made to it all day long."),
      parts.toReversed().join("\n\n"),
      parts.slice(0, 3).join("\n\n"),
      `${ARTICLE}\n\nAn earlier version of this article did not say that the quays were built by the father of the mayor.`,
    ]) {
      assert.equal((await home.find(edited))?.head.id, article.id, edited);
    }
    const other = "Orne builds a bridge\n\nThe town of Orne will build a bridge over the Quist, the council said on its page. Mayor Ana Ruiz told the council that prices had risen. Nobody counted the cars that pass there, and the old ferry was sold to a dealer.";
    assert.equal(await home.find(other), undefined);
  });

  test("a sketch is the least hashes of all runs of four words, each once", async () => {
    const next = random(3);
    for (const length of [0, 1, 3, 4, 40, 4000]) {
      // Few words, so that runs come again; spaces and cases that are nothing to a word.
      const all = Array.from({ length }, () => ["Quay", "quay", "boat", "1,200", "of", "l'eau"][next(6)] ?? "");
      const seen = all.map((word) => word.toLowerCase());
      const runs = seen.length < 4 ? [seen.join(" ")].filter((run) => run !== "") : seen.slice(3).map((_, at) => seen.slice(at, at + 4).join(" "));
      const wanted = [...new Set(runs.map((run) => hash(run)))].sort((a, b) => a - b);
      const { least, count } = await sketchOf(all.join(next(2) === 0 ? " " : " \n "));
      assert.deepEqual({ least, count }, { least: wanted.slice(0, 256), count: wanted.length }, `${length} words`);
    }
  });

  test("the share is that of the shorter text, estimated where the texts are long", async () => {
    const next = random(7);
    const text = (words: number): string => Array.from({ length: words }, () => `w${next(1e9)}`).join(" ");
    const [a, b] = [text(3000), text(3000)];
    assert.equal(await found(a, a), 1);
    assert.ok((await found(a, b)) < 0.05);
    const half = await found(a, `${a.split(" ").slice(0, 1500).join(" ")} ${b.split(" ").slice(0, 1500).join(" ")}`);
    assert.ok(half > 0.4 && half < 0.6, String(half));
    const part = await found(a, a.split(" ").slice(0, 1500).join(" "));
    assert.ok(part > 0.85, String(part));
    assert.equal(await found(a, a.split(" ").slice(0, 300).join(" ")), 0);
  });
});

/** Copies of one article that went apart. */
function copies(seed: number, count: number): ArticleRecord[] {
  const next = random(seed);
  const time = (): string => new Date(Date.UTC(2031, 1, 3, 0, 0, next(5))).toISOString();
  return Array.from({ length: count }, (): ArticleRecord => {
    const claims = claimsOf(ARTICLE).filter(() => next(2) > 0);
    return {
      id: "a",
      title: ["", "Fleet", "Boats"][next(3)] ?? "",
      text: [ARTICLE, `${ARTICLE} More.`][next(2)] ?? "",
      date: "",
      source: "",
      created: time(),
      changed: time(),
      stamps: { title: time(), text: time(), date: time(), source: time() },
      claims: 6,
      kept: claims.map((claim) => {
        const said = time();
        return {
          key: claim.id,
          anchor: { kind: claim.kind, quote: ARTICLE.slice(...claim.span), sentence: ARTICLE.slice(...claim.sentence), at: claim.span[0] - claim.sentence[0], prefix: "", suffix: "", position: claim.span[0], id: claim.id },
          seen: "",
          review: { status: STATUSES[next(4)] as Status, note: ["", "no"][next(2)] ?? "", evidence: "", initials: ["AR", "TH"][next(2)] ?? "", time: said },
          earlier: [],
          changed: said,
        };
      }),
    };
  });
}

describe("two copies become one", () => {
  const sorted = (record: ArticleRecord): unknown => ({ ...record, kept: record.kept.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map((kept) => ({ ...kept, anchor: kept.anchor.quote })) });

  test("the same whichever comes first, however often", () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const [a, b, c] = copies(seed, 3) as [ArticleRecord, ArticleRecord, ArticleRecord];
      assert.deepEqual(sorted(merge(a, b)), sorted(merge(b, a)), `seed ${seed}`);
      assert.deepEqual(sorted(merge(merge(a, b), b)), sorted(merge(a, b)), `seed ${seed}`);
      const [left, right] = [merge(merge(a, b), c), merge(a, merge(b, c))];
      // Who replaced whom depends on the order; what holds does not.
      assert.deepEqual(left.kept.map(({ key, review }) => [key, review]).sort(), right.kept.map(({ key, review }) => [key, review]).sort(), `seed ${seed}`);
      for (const field of FIELDS) assert.equal(left[field], right[field]);
    }
  });

  test("the later of each holds, no claim is lost, and another person's review stays behind", () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const [a, b] = copies(seed, 2) as [ArticleRecord, ArticleRecord];
      const merged = merge(a, b);
      for (const kept of [...a.kept, ...b.kept]) {
        const held = merged.kept.find(({ key }) => key === kept.key);
        assert.ok(held && held.changed >= kept.changed, `seed ${seed}`);
        const { review } = kept;
        const isSaid = review.status !== "open" || review.note !== "";
        if (isSaid && review.initials !== held.review.initials) assert.ok(held.earlier.some((other) => JSON.stringify(other) === JSON.stringify(review)), `seed ${seed}`);
      }
      assert.ok(merged.stamps.title >= a.stamps.title && merged.stamps.title >= b.stamps.title);
    }
  });
});

describe("the desk as a file", () => {
  test("comes out as it went in, and is merged where it is there already", async () => {
    const home = await desk();
    const article = await take(home, ARTICLE, { title: "Fleet", source: "The minutes." });
    article.review(forty, { status: "checked", note: "“p. 4”\n& more", evidence: "https://vell.example/?a=1", initials: "AR" });
    await home.settled();
    const file = await home.exportAll();
    const away = await desk();
    assert.deepEqual(await away.importAll(file), { articles: 1, added: 1, merged: 0, reviews: 1 });
    assert.deepEqual(await away.load(article.id), article.record);
    const there = await take(away, ARTICLE);
    there.review(quote, { status: "wrong", initials: "TH" });
    await away.settled();
    assert.deepEqual(await home.importAll(await away.exportAll()), { articles: 1, added: 0, merged: 1, reviews: 2 });
    // The article lies open: it shows what came in.
    assert.equal(article.reviews.get(quote.id)?.status, "wrong");
    assert.deepEqual(await home.importAll(file), { articles: 1, added: 0, merged: 1, reviews: 1 });
    assert.equal(article.reviews.get(quote.id)?.status, "wrong");
  });

  test("the same words taken up on two desks become one article", async () => {
    const [home, away] = [await desk(), await desk()];
    for (const [each, words] of [[home, forty], [away, quote]] as const) {
      (await take(each, ARTICLE)).review(words, { status: "checked" });
      await each.settled();
    }
    assert.deepEqual(await home.importAll(await away.exportAll()), { articles: 1, added: 0, merged: 1, reviews: 1 });
    const heads = await home.list();
    assert.deepEqual(heads.map(({ done }) => done), [2]);
  });

  test("what a clock that goes ahead wrote is overtaken all the same", async () => {
    const home = await desk();
    const article = await take(home, ARTICLE);
    article.review(forty, { status: "checked" });
    await home.settled();
    const ahead = new Date(Date.now() + 3_600_000).toISOString();
    const file = (await (await home.exportAll()).text()).replaceAll(/"(time|changed)":"[^"]+"/g, `"$1":"${ahead}"`);
    await home.importAll(new Blob([file]));
    article.review(forty, { status: "wrong" });
    await home.settled();
    assert.equal((await home.load(article.id))?.kept[0]?.review.status, "wrong");
  });

  const good = async (): Promise<{ articles: ArticleRecord[] }> => {
    const home = await desk();
    const article = await take(home, ARTICLE, { title: "Fleet" });
    article.review(forty, { status: "checked" });
    await home.settled();
    return JSON.parse(await (await home.exportAll()).text()) as { articles: ArticleRecord[] };
  };

  for (const [name, spoil, line] of [
    ["is cut off", (text: string) => text.slice(0, 300), /^the file is no JSON/],
    ["is another program's", () => "[1, 2]", /no desk of Tickmark/],
    ["is of the next version", (text: string) => text.replace('"version":1', '"version":2'), /version 2, this page reads version 1/],
    ["has a status that is none", (text: string) => text.replace('"status":"checked"', '"status":"fine"'), /^article 1 \(“Fleet”\), claim 1, has “fine” as “status”; it must be one of/],
    ["has an address that runs", (text: string) => text.replace('"evidence":""', '"evidence":"javascript:alert(1)"'), /evidence address that cannot be kept/],
    ["has a time that is none", (text: string) => text.replace(/"created":"[^"]+"/, '"created":"yesterday"'), /“yesterday” as “created”, which is no time/],
    ["was written in the future", (text: string) => text.replaceAll(/"changed":"[^"]+"/g, '"changed":"9999-12-31T23:59:59.999Z"'), /in the future/],
    ["has no text", (text: string) => text.replace('"text":', '"body":'), /^article 1 \(“Fleet”\) has no text as “text”/],
    ["has a quote that is not in its sentence", (text: string) => text.replace('"quote":"40 boats"', '"quote":"41 boats"'), /not in its sentence/],
  ] as const) {
    test(`a file that ${name} is refused in one line, and nothing of it is taken`, async () => {
      const home = await desk();
      const file = JSON.stringify(await good());
      await assert.rejects(home.importAll(new Blob([spoil(file)])), (error: Error) => line.test(error.message) && !error.message.includes("\n"));
      assert.deepEqual(await home.list(), []);
    });
  }

  test("no file whatever is taken for another reason than that it is right", async () => {
    const file = JSON.stringify(await good());
    const [record] = (await good()).articles;
    assert.deepEqual(readDesk(await writeDesk(record ? [record] : [], "2031-02-03T04:05:06.007Z").text(), new Date()), [record]);
    const next = random(3);
    for (let tries = 0; tries < 2000; tries += 1) {
      const at = next(file.length);
      const spoilt = file.slice(0, at) + ["", "null", "0", '"', "[]", "{}"][next(6)] + file.slice(at + next(30));
      try {
        for (const article of readDesk(spoilt, new Date())) assert.equal(typeof article.text, "string");
      } catch (error) {
        assert.ok(error instanceof Error && error.name === "Error" && error.message !== "", String(error));
      }
    }
  });
});
