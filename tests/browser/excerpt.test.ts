// Which part of a long text is edited, and that long work makes pauses.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inSlices } from "../../www/common/slices.js";
import { excerpt, WHOLE } from "../../www/web/excerpt.js";

test("a text that is not long is edited whole", () => {
  assert.deepEqual(excerpt("", 0), [0, 0]);
  assert.deepEqual(excerpt("a\n".repeat(WHOLE / 2), 7), [0, WHOLE]);
});

test("of a long text whole paragraphs around the place are edited", () => {
  const text = Array.from({ length: 4000 }, (_, at) => `Paragraph ${at} of a text that is long.`).join("\n");
  for (const place of [0, 5, text.length / 2, text.length - 1, text.length]) {
    const [start, end] = excerpt(text, place);
    assert.ok(start <= place && place <= end, `${place} is in it`);
    assert.ok(end - start <= WHOLE && end - start > 5_000);
    assert.ok(start === 0 || text[start - 1] === "\n");
    assert.ok(end === text.length || text[end] === "\n");
  }
});

test("a paragraph without end is cut between words, and never within a character", () => {
  for (const text of ["word ".repeat(60_000), "😀".repeat(150_000), `x${"😀".repeat(150_000)}`, "x".repeat(300_000)]) {
    const [start, end] = excerpt(text, 150_000);
    assert.ok(start <= 150_000 && 150_000 <= end && end - start <= WHOLE + 2_000, `${start} to ${end}`);
    assert.equal(text.slice(0, start) + text.slice(start, end) + text.slice(end), text);
    for (const border of [start, end]) assert.ok(!/[\uDC00-\uDFFF]/.test(text.charAt(border)));
  }
});

test("long work lets other work in between, ends with its answer, and stops when it is told", async () => {
  function* busy(): Generator<void, string> {
    for (let step = 0; step < 40; step += 1) {
      for (const until = performance.now() + 1; performance.now() < until; );
      yield;
    }
    return "done";
  }
  let others = 0;
  const other = setInterval(() => (others += 1), 0);
  assert.equal(await inSlices(busy()), "done");
  clearInterval(other);
  assert.ok(others >= 2, `${others} turns of others`);
  const stop = new AbortController();
  const stopped = inSlices(busy(), stop.signal);
  stop.abort();
  await assert.rejects(stopped, { name: "AbortError" });
});
