// Several reports on one page: each claim keeps its own sums, whatever was read when.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Check, Claim, Report } from "../../www/engine/protocol.js";
import { extended, type Found, joined, movedTo, NOTHING, placed } from "../../www/page/found.js";

function report(claims: { at: number; id: string; checks?: number[]; related?: string[] }[], sums: [sum: string, ...claims: string[]][]): Report {
  return {
    id: "a",
    offsets: "utf16",
    worth: 0,
    people: [],
    claims: claims.map(({ at, id, checks = [], related = [] }): Claim => ({
      id,
      kind: "date",
      span: [at, at + 4],
      sentence: [at, at + 4],
      worth: 0.5,
      reasons: [],
      source: null,
      links: [],
      related,
      checks,
      date: { value: "1999", precision: "year" },
    })),
    checks: sums.map(([sum, ...claims]): Check => ({ kind: "parts", result: "differs", claims, sum, value: null, unit: null, currency: null })),
  };
}

/** Each claim's place with its sums. */
const sums = ({ claims, checks }: Found): Record<number, string[]> => Object.fromEntries(claims.map((claim) => [claim.span[0], claim.checks.map((index) => checks[index]?.sum ?? "none")]));

const first = report([{ at: 0, id: "x", checks: [0], related: ["y"] }, { at: 10, id: "y", checks: [0, 1] }, { at: 20, id: "z", checks: [1] }], [["one", "x", "y"], ["two", "y", "z"]]);
const second = report([{ at: 0, id: "x", checks: [0] }, { at: 10, id: "w", checks: [0] }], [["three", "x", "w"]]);

test("claims of two parts keep their sums, and equal ids stay apart", () => {
  const found = joined([placed(first, 0, "0"), placed(second, 100, "1")]);
  assert.deepEqual(sums(found), { 0: ["one"], 10: ["one", "two"], 20: ["two"], 100: ["three"], 110: ["three"] });
  assert.equal(new Set(found.claims.map((claim) => claim.id)).size, 5);
  assert.deepEqual(found.claims[0]?.related, [found.claims[1]?.id]);
  assert.deepEqual(found.checks[2]?.claims, [found.claims[3]?.id, found.claims[4]?.id]);
});

test("a sum goes with the first of its claims that is gone, and the others keep theirs", () => {
  const found = movedTo(placed(first, 0, "0"), (span) => (span[0] === 0 ? undefined : span));
  assert.deepEqual(sums(found), { 10: ["two"], 20: ["two"] });
  assert.equal(found.checks.length, 1);
});

test("a new claim shares its sum with one that was read once more, which stays as it was", () => {
  const known = movedTo(placed(first, 0, "0"), (span) => (span[0] === 20 ? undefined : span));
  // Read again from 10 on: "two" has gone with z; y makes a sum with a new claim, and one with x is known already.
  const again = placed(report([{ at: 0, id: "y", checks: [0] }, { at: 20, id: "v", checks: [0], related: ["y"] }], [["four", "y", "v"]]), 10, "1");
  const found = extended(known, again, 30);
  assert.deepEqual(sums(found), { 0: ["one"], 10: ["one", "four"], 30: ["four"] });
  assert.deepEqual(found.claims[2]?.related, [found.claims[1]?.id]);
  assert.equal(new Set(found.claims.map((claim) => claim.id)).size, 3);
});

test("sums among what was known are not told twice", () => {
  const known = placed(first, 0, "0");
  const again = placed(report([{ at: 10, id: "y", checks: [0] }, { at: 20, id: "z", checks: [0] }, { at: 30, id: "v" }], [["two", "y", "z"]]), 0, "1");
  const found = extended(known, again, 30);
  assert.deepEqual(sums(found), { 0: ["one"], 10: ["one", "two"], 20: ["two"], 30: [] });
  assert.deepEqual(sums(extended(NOTHING, again, 0)), { 10: ["two"], 20: ["two"], 30: [] });
});
