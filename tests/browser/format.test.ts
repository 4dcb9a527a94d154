// What was read, in words for people.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Claim, Quantity } from "../../www/engine/protocol.js";
import { lines } from "../../www/page/article.js";
import { plural, quantity, summary } from "../../www/ui/format.js";

const read = (value: Quantity["value"], unit: string | null, more: Partial<Quantity> = {}): string =>
  quantity({ value, unit, currency: null, dimension: null, modifier: "=", measured: null, when: null, place: null, time: null, numeral: [0, 1], ...more });

test("values are grouped, ranges have two ends, hedges are words", () => {
  assert.equal(read(90_000_000_000, "euro", { modifier: "~" }), "about 90,000,000,000 euros");
  assert.equal(read([5, 10], "square kilometre"), "5 to 10 square kilometres");
  assert.equal(read(1, "mile"), "1 mile");
  assert.equal(read(3, "percentage", { modifier: "up", dimension: "share" }), "up 3 percent");
  assert.equal(read(-2.5, "celsius"), "−2.5 °C");
  assert.equal(read(0.00001, null), "0.00001");
});

test("plurals", () => {
  const cases = { "barrel per day": "barrels per day", foot: "feet", "pound sterling": "pounds sterling", country: "countries", day: "days", boss: "bosses", "square mile": "square miles" };
  for (const [one, many] of Object.entries(cases)) assert.equal(plural(one), many);
});

test("the line over all claims names the kinds that are there", () => {
  const claims = (...kinds: string[]): Claim[] => kinds.map((kind) => ({ kind }) as Claim);
  assert.equal(summary(claims("quantity", "quotation", "quotation")), "3 claims: 1 number, 2 quotations");
  assert.equal(summary(claims("comparison", "date")), "2 claims: 1 date, 1 comparison");
});

test("lines part where the core's blocks part", () => {
  const text = "a\r\nb\n\u2028c\u0085";
  assert.deepEqual([...lines(text)].map(([start, end]) => text.slice(start, end)), ["a", "b", "", "c", ""]);
});
