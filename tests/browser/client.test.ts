// The engine's client: the newest text wins, and a broken Worker is replaced.

import assert from "node:assert/strict";
import { test } from "node:test";
import { EngineClient, Superseded, type WorkerLike } from "../../www/engine/client.js";
import type { Against, Answer, Report, Request } from "../../www/engine/protocol.js";

class FakeWorker implements WorkerLike {
  onmessage: ((event: MessageEvent<Answer>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  asked: Request[] = [];
  ended = false;
  postMessage(message: Request): void {
    this.asked.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  answer(answer: Answer): void {
    this.onmessage?.({ data: answer } as MessageEvent<Answer>);
  }
}

function make(): { client: EngineClient; workers: FakeWorker[] } {
  const workers: FakeWorker[] = [];
  const client = new EngineClient(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  });
  return { client, workers };
}

const report = (id: string): Report => ({ id, offsets: "utf16", worth: 0, claims: [], people: [], checks: [] });

test("texts that come one after the other share one Worker", async () => {
  const { client, workers } = make();
  const first = client.scan("a");
  workers[0]!.answer({ seq: 1, result: report("a") });
  assert.equal((await first).id, "a");
  const second = client.scan("b", "2026-01-02");
  assert.deepEqual(workers[0]!.asked[1], { seq: 2, call: "scan", text: "b", date: "2026-01-02" });
  workers[0]!.answer({ seq: 2, result: report("b") });
  assert.equal((await second).id, "b");
  assert.equal(workers.length, 1);
});

test("a newer text overtakes one that is still read, and its late answer is dropped", async () => {
  const { client, workers } = make();
  const first = client.scan("long");
  const second = client.scan("short");
  await assert.rejects(first, Superseded);
  assert.ok(workers[0]!.ended);
  workers[0]!.answer({ seq: 1, result: report("long") });
  workers[1]!.answer({ seq: 2, result: report("short") });
  assert.equal((await second).id, "short");
});

test("after a trap the next text gets a new Worker", async () => {
  const { client, workers } = make();
  const first = client.scan("a");
  workers[0]!.answer({ seq: 1, error: "the engine stopped (unreachable)", fatal: true });
  await assert.rejects(first, /the engine stopped/);
  assert.ok(workers[0]!.ended);
  const second = client.scan("b");
  workers[1]!.answer({ seq: 2, result: report("b") });
  assert.equal((await second).id, "b");
});

test("an ordinary error keeps the Worker", async () => {
  const { client, workers } = make();
  const first = client.scan("a", "soon");
  workers[0]!.answer({ seq: 1, error: "“soon” is not a date", fatal: false });
  await assert.rejects(first, /not a date/);
  assert.equal(workers[0]!.ended, false);
});

test("a Worker whose program cannot be loaded is one clear error", async () => {
  const { client, workers } = make();
  const first = client.scan("a");
  workers[0]!.onerror?.({ message: "", preventDefault: () => undefined } as ErrorEvent);
  await assert.rejects(first, /could not be loaded/);
});

const found: Against = { offsets: "utf16", quotations: [], numbers: [] };

test("a comparison and an export are answered beside each other", async () => {
  const { client, workers } = make();
  const compared = client.against("a", "b");
  const exported = client.export("a", "csv", { url: "https://a.example/" });
  assert.deepEqual(workers[0]!.asked, [
    { seq: 1, call: "against", text: "a", source: "b" },
    { seq: 2, call: "export", text: "a", format: "csv", url: "https://a.example/" },
  ]);
  workers[0]!.answer({ seq: 1, result: found });
  workers[0]!.answer({ seq: 2, result: "id" });
  assert.equal(await compared, found);
  assert.equal(await exported, "id");
  assert.equal(workers.length, 1);
});

test("a newer source overtakes an older one and keeps the Worker", async () => {
  const { client, workers } = make();
  const first = client.against("a", "long");
  const second = client.against("a", "short");
  await assert.rejects(first, Superseded);
  workers[0]!.answer({ seq: 1, result: found });
  workers[0]!.answer({ seq: 2, result: { ...found, numbers: [] } });
  assert.equal((await second).offsets, "utf16");
  assert.equal(workers.length, 1);
});

test("a new text overtakes a comparison with the old one", async () => {
  const { client, workers } = make();
  const compared = client.against("a", "long");
  const scanned = client.scan("b");
  await assert.rejects(compared, Superseded);
  assert.ok(workers[0]!.ended);
  workers[1]!.answer({ seq: 2, result: report("b") });
  assert.equal((await scanned).id, "b");
});

test("a trap rejects all who wait", async () => {
  const { client, workers } = make();
  const compared = client.against("a", "b");
  const exported = client.export("a", "schema");
  workers[0]!.answer({ seq: 1, error: "the engine stopped (unreachable)", fatal: true });
  await assert.rejects(compared, /stopped/);
  await assert.rejects(exported, /stopped/);
  assert.ok(workers[0]!.ended);
});
