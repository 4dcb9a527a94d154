// The engine's client: the newest text wins, and a broken Worker is replaced.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { EngineClient, Superseded, type WorkerLike } from "../../www/engine/client.js";
import type { Against, Alive, Answer, Report, Request } from "../../www/engine/protocol.js";
import { EngineSession } from "../../www/engine/session.js";

class FakeWorker implements WorkerLike {
  onmessage: ((event: MessageEvent<Answer | Alive>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  asked: Request[] = [];
  ended = false;
  postMessage(message: Request): void {
    this.asked.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  answer(answer: Answer | Alive): void {
    this.onmessage?.({ data: answer } as MessageEvent<Answer | Alive>);
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

/** Locks as a browser has them, as far as one may be waited for and had. */
class FakeLocks {
  waited = new Map<string, () => void>();
  async request(name: string, { signal }: { signal: AbortSignal }, had: () => void): Promise<void> {
    this.waited.set(name, had);
    signal.addEventListener("abort", () => this.waited.delete(name));
  }
}

const honest = Object.getOwnPropertyDescriptor(globalThis, "navigator");
function lock(locks: unknown): void {
  Object.defineProperty(globalThis, "navigator", { value: { locks }, configurable: true });
}
afterEach(() => {
  if (honest) Object.defineProperty(globalThis, "navigator", honest);
  else delete (globalThis as { navigator?: unknown }).navigator;
});

test("what a Worker was asked that the browser ended is asked once more of a new one", async () => {
  const locks = new FakeLocks();
  lock(locks);
  const { client, workers } = make();
  const compared = client.against("a", "b");
  const exported = client.export("a", "csv");
  workers[0]!.answer({ alive: "first" });
  workers[0]!.answer({ seq: 2, result: "id" });
  assert.equal(await exported, "id");
  locks.waited.get("first")?.();
  assert.ok(workers[0]!.ended);
  assert.deepEqual(workers[1]!.asked, [{ seq: 1, call: "against", text: "a", source: "b" }]);
  workers[0]!.answer({ seq: 1, error: "too late", fatal: false });
  workers[1]!.answer({ seq: 1, result: found });
  assert.equal(await compared, found);
});

test("what ends two Workers is told, and what was asked since is asked once more", async () => {
  const locks = new FakeLocks();
  lock(locks);
  const { client, workers } = make();
  const compared = client.against("a", "b");
  workers[0]!.answer({ alive: "first" });
  locks.waited.get("first")?.();
  workers[1]!.answer({ alive: "second" });
  const exported = client.export("a", "csv");
  locks.waited.get("second")?.();
  await assert.rejects(compared, /^Error: the engine stopped \(the browser has ended it\)$/);
  assert.deepEqual(workers[2]!.asked, [{ seq: 2, call: "export", text: "a", format: "csv" }]);
  workers[2]!.answer({ seq: 2, result: "id" });
  assert.equal(await exported, "id");
});

test("a Worker that was replaced is not waited for any more", async () => {
  const locks = new FakeLocks();
  lock(locks);
  const { client, workers } = make();
  const first = client.scan("long");
  workers[0]!.answer({ alive: "first" });
  const second = client.scan("short");
  await assert.rejects(first, Superseded);
  assert.equal(locks.waited.size, 0);
  workers[1]!.answer({ seq: 2, result: report("short") });
  assert.equal((await second).id, "short");
  assert.equal(workers.length, 2);
});

test("a session whose Worker the browser ended is opened anew", async () => {
  const locks = new FakeLocks();
  lock(locks);
  const { client, workers } = make();
  const session = new EngineSession(client);
  const opened = session.set(["a"]);
  await new Promise(setImmediate);
  workers[0]!.answer({ alive: "first" });
  workers[0]!.answer({ seq: 1, result: report("a") });
  await opened;
  const edited = session.set(["b"]);
  await new Promise(setImmediate);
  locks.waited.get("first")?.();
  assert.deepEqual(workers[1]!.asked.map(({ call }) => call), ["edit"]);
  // It knows no such session.
  workers[1]!.answer({ seq: 2, result: null });
  await new Promise(setImmediate);
  assert.deepEqual(workers[1]!.asked.map(({ call }) => call), ["edit", "open"]);
  workers[1]!.answer({ seq: 3, result: report("b") });
  await edited;
  assert.equal(session.report?.id, "b");
});

for (const [what, locks] of [
  ["absent", undefined],
  ["refused", { request: () => Promise.reject(new DOMException("not here", "SecurityError")) }],
  ["broken", { request: () => { throw new TypeError("no"); } }],
] as const) {
  test(`where locks are ${what} the engine answers all the same`, async () => {
    lock(locks);
    const { client, workers } = make();
    const first = client.scan("a");
    workers[0]!.answer({ alive: "first" });
    workers[0]!.answer({ seq: 1, result: report("a") });
    assert.equal((await first).id, "a");
  });
}
