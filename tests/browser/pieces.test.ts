// A long answer travels in pieces and arrives whole.

import assert from "node:assert/strict";
import { test } from "node:test";
import { EngineClient, type WorkerLike } from "../../www/engine/client.js";
import { cut, join } from "../../www/engine/pieces.js";
import type { Answer, Report, Request } from "../../www/engine/protocol.js";

const report = (claims: number): Report => ({ id: "r", offsets: "utf16", worth: 0, claims: Array.from({ length: claims }, (_, at) => ({ id: String(at) })) as unknown as Report["claims"], people: [], checks: [] });

test("what is cut is joined again, and no message holds more than 200 items", () => {
  for (const count of [0, 1, 200, 201, 5000]) {
    const { pieces, rest } = cut(report(count));
    for (const list of [...pieces.map(({ items }) => items), rest.claims]) assert.ok(list.length <= 200);
    assert.deepEqual(join(pieces, rest), report(count));
  }
});

test("a text, a list and nothing stay as they are", () => {
  for (const result of ["csv", null, [["a", "b"]]]) assert.deepEqual(cut(result), { pieces: [], rest: result });
});

test("the client answers once, with all pieces, and keeps answers apart", async () => {
  let worker: WorkerLike | undefined;
  const asked: Request[] = [];
  const client = new EngineClient(() => (worker = { onmessage: null, onerror: null, postMessage: (request) => void asked.push(request), terminate: () => undefined }));
  const say = (answer: Answer): void => worker?.onmessage?.({ data: answer } as MessageEvent<Answer>);
  const scanned = client.scan("text");
  const also = client.also([1, 1], "mile", false);
  const { pieces, rest } = cut(report(450));
  for (const [at, piece] of pieces.entries()) {
    say({ seq: asked[0]!.seq, ...piece });
    if (at === 0) say({ seq: asked[1]!.seq, result: [{ value: [1.6, 1.6], unit: "kilometre" }] });
  }
  say({ seq: asked[0]!.seq, result: rest });
  assert.equal((await scanned).claims.length, 450);
  assert.equal((await also)[0]?.unit, "kilometre");
});
