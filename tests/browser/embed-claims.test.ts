// Which claims a live text remembers when their words are gone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Claims } from "../../www/embed/live/claims.js";
import type { Lost } from "../../www/embed/live/identity.js";
import type { Marks } from "../../www/embed/live/marks.js";

const lost = (from: number, count: number): Lost[] =>
  Array.from({ length: count }, (_, at) => ({ id: `q${from + at}`, kind: "quantity", words: `${from + at} sacks`, before: "", after: "" }));

test("of claims that are gone those with a status are never forgotten, and of the others the last 2,000 are known", () => {
  const said = new Set(["q0", "q7", "q4000"]);
  // Nothing is painted of what is gone.
  const claims = new Claims({} as Marks, (id) => (said.has(id) ? "checked" : undefined));
  claims.remember(lost(0, 3000));
  claims.remember(lost(3000, 2000));
  const known = claims.all().map(({ id }) => id);
  assert.deepEqual(known.slice(0, 3), ["q0", "q7", "q2999"]);
  assert.equal(known.length, 2000 + said.size);
  assert.equal(known.at(-1), "q4999");
});
