// A page that changed: what has to be read again, and where the other claims went.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Claim } from "../../www/engine/protocol.js";
import { LiveText } from "../../www/page/anchor.js";
import type { Block } from "../../www/page/collect.js";
import { moved, runs, unchanged, withBlocks } from "../../www/page/merge.js";

const known = (before: string, next: string): (number | undefined)[] => unchanged([...before], [...next]);

test("a block that was put in, taken out or changed is found, and the others keep their places", () => {
  assert.deepEqual(known("abc", "abc"), [0, 1, 2]);
  assert.deepEqual(known("abc", "xabc"), [undefined, 0, 1, 2]);
  assert.deepEqual(known("abc", "abcx"), [0, 1, 2, undefined]);
  assert.deepEqual(known("abc", "ac"), [0, 2]);
  assert.deepEqual(known("abc", "axc"), [0, undefined, 2]);
  assert.deepEqual(known("", "ab"), [undefined, undefined]);
  assert.deepEqual(known("aa", "aaa"), [0, 1, undefined]);
});

test("blocks that changed places never change their order: the one that went back is read again", () => {
  assert.deepEqual(known("xaby", "xbay"), [0, 2, undefined, 3]);
});

test("only new blocks are read, with a few before them that tell who is meant", () => {
  assert.deepEqual(runs([0, 1, 2, 3, 4, undefined, undefined, 5, undefined]), [
    { from: 2, own: 5, to: 7 },
    { from: 5, own: 8, to: 9 },
  ]);
  assert.deepEqual(runs([0, 1]), []);
});

/** Texts without a page behind them. */
function live(...texts: string[]): LiveText {
  return new LiveText(texts.map((text): Block => ({ text, pieces: [], element: { ownerDocument: {} } as Element, linked: 0 })));
}

const claim = (span: [number, number], source: [number, number]): Claim => ({
  id: "a",
  kind: "quantity",
  span,
  sentence: span,
  worth: 0.5,
  reasons: [],
  source: { span: source, name: "Ana Ruiz" },
  links: [],
  related: [],
  checks: [],
  quantity: { value: [3, 4], unit: null, currency: null, dimension: null, modifier: "=", measured: null, when: null, place: null, time: null, numeral: span },
});

test("a claim goes with its block, and keeps its source's name where that block is gone", () => {
  const before = live("Ana Ruiz spoke.", "She saw 34 boats.", "The end.");
  const next = live("New.", "She saw 34 boats.", "The end.");
  const move = withBlocks(before, next, unchanged(before.blocks.map((block) => block.text), next.blocks.map((block) => block.text)));
  const at = before.text.indexOf("34");
  const found = moved(claim([at, at + 2], [0, 8]), move);
  assert.ok(found?.kind === "quantity");
  assert.equal(next.text.slice(...found.span), "34");
  assert.deepEqual(found.quantity.value, [3, 4], "a value is no span");
  assert.equal(found.source?.name, "Ana Ruiz");
});

test("a claim over two blocks is dropped where they are no more one after the other", () => {
  const before = live("“One", "two,” she said.", "The end.");
  const next = live("“One", "between", "two,” she said.", "The end.");
  const move = withBlocks(before, next, unchanged(before.blocks.map((block) => block.text), next.blocks.map((block) => block.text)));
  assert.equal(moved(claim([0, 9], [0, 9]), move), undefined);
  assert.ok(moved(claim([0, 4], [0, 4]), move));
});
