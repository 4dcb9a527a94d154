// The engine's client: the newest text wins, and a broken Worker is replaced.

import assert from "node:assert/strict";
import { test } from "node:test";
import { EngineClient, Superseded, type WorkerLike } from "../../www/engine/client.js";
import type { Answer, Report, ScanRequest } from "../../www/engine/protocol.js";

class FakeWorker implements WorkerLike {
  onmessage: ((event: MessageEvent<Answer>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  asked: ScanRequest[] = [];
  ended = false;
  postMessage(message: ScanRequest): void {
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
  workers[0]!.answer({ seq: 1, report: report("a") });
  assert.equal((await first).id, "a");
  const second = client.scan("b", "2026-01-02");
  assert.deepEqual(workers[0]!.asked[1], { seq: 2, text: "b", date: "2026-01-02" });
  workers[0]!.answer({ seq: 2, report: report("b") });
  assert.equal((await second).id, "b");
  assert.equal(workers.length, 1);
});

test("a newer text overtakes one that is still read, and its late answer is dropped", async () => {
  const { client, workers } = make();
  const first = client.scan("long");
  const second = client.scan("short");
  await assert.rejects(first, Superseded);
  assert.ok(workers[0]!.ended);
  workers[0]!.answer({ seq: 1, report: report("long") });
  workers[1]!.answer({ seq: 2, report: report("short") });
  assert.equal((await second).id, "short");
});

test("after a trap the next text gets a new Worker", async () => {
  const { client, workers } = make();
  const first = client.scan("a");
  workers[0]!.answer({ seq: 1, error: "the engine stopped (unreachable)", fatal: true });
  await assert.rejects(first, /the engine stopped/);
  assert.ok(workers[0]!.ended);
  const second = client.scan("b");
  workers[1]!.answer({ seq: 2, report: report("b") });
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
