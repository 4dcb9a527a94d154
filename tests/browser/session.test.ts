// Sessions with the engine itself: the report that is kept in step by changes is that of a fresh scan.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { loadEngine, type Engine } from "../../www/engine/engine.js";
import type { Change, Report, Request, Results } from "../../www/engine/protocol.js";
import { EngineSession, type SessionEngine, type Update } from "../../www/engine/session.js";

const WORDS = [
  "Ferry fund loses 40 boats",
  "The harbour fund of Norway lost 40 boats and €90 million in May, Mara Voss said.",
  "Voss said that 40 boats were “gone for good” 🚢 and that the €90 million loan was small.",
  "“We sold the first ship in March.",
  "“Then we sold the second,” said Pieter van der Meer, the fund’s lawyer.",
  "She continued:",
  "He told reporters the package was smaller than the €140 million of 2019.",
  "Finnish exports to Norway rose 3% to 45,000 from 43,700 in Finland.",
  "",
  "40 boats \ud83d of 5%",
];

let engine: Engine;
before(async () => {
  engine = await loadEngine(readFileSync("target/wasm-bindgen/tickmark_bg.wasm"));
});

function ask<C extends Request["call"]>(request: Omit<Extract<Request, { call: C }>, "seq">): Results[C] {
  return engine.answer({ seq: 0, ...request } as unknown as Request) as Results[C];
}

/** The engine without a Worker, which counts what it is asked. */
class Direct implements SessionEngine {
  opened = 0;
  sent = 0;
  async open(session: string, text: string, options: object): Promise<Report> {
    this.opened += 1;
    return ask<"open">({ call: "open", session, text, ...options });
  }
  async edit(session: string, start: number, end: number, text: string): Promise<Change | null> {
    this.sent += text.length;
    return ask<"edit">({ call: "edit", session, start, end, text });
  }
  async close(session: string): Promise<void> {
    ask<"close">({ call: "close", session });
  }
}

function fresh(session: EngineSession): Report {
  const report = ask<"scan">({ call: "scan", text: session.blocks.join("\n"), date: "2026-03-14" });
  return { ...report, id: session.report?.id ?? "" };
}

/** Numbers that are the same in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

for (const seed of [1, 2, 3, 4]) {
  test(`any splices give the report of a fresh scan (${seed})`, async () => {
    const direct = new Direct();
    const session = new EngineSession(direct, { date: "2026-03-14" });
    const below = numbers(seed);
    const words = (): string => {
      const line = WORDS[below(WORDS.length)]!;
      return below(3) === 0 ? line.slice(below(line.length + 1)) : line;
    };
    await session.set(Array.from({ length: 12 }, words));
    assert.deepEqual(session.report, fresh(session));
    for (let step = 0; step < 60; step += 1) {
      const at = below(session.blocks.length + 1);
      const count = below(Math.min(3, session.blocks.length - at) + 1);
      const before: Report = session.report!;
      const copy: Report = structuredClone(before);
      const { change }: Update = await session.splice(at, count, Array.from({ length: below(3) }, words));
      assert.ok(change);
      // Asked for now and then: several edits move the spans at once.
      if (below(3) > 0) continue;
      assert.deepEqual(session.report, fresh(session), `step ${step}`);
      assert.deepEqual(before, copy, "the report before was altered");
    }
    assert.deepEqual(session.report, fresh(session));
    assert.equal(direct.opened, 1);
    await session.close();
  });
}

test("edits that nobody asks the report of, more than are kept apart, give that of a fresh scan", async () => {
  const session = new EngineSession(new Direct(), { date: "2026-03-14" });
  await session.set(WORDS);
  const below = numbers(5);
  for (let step = 0; step < 600; step += 1) {
    const at = below(WORDS.length - 1);
    await session.splice(at, 1, [WORDS[at]!.slice(0, below(WORDS[at]!.length + 1))]);
  }
  assert.deepEqual(session.report, fresh(session));
});

test("only the blocks that differ are sent, and claims before them are the same objects", async () => {
  const direct = new Direct();
  const session = new EngineSession(direct, { date: "2026-03-14" });
  await session.set(WORDS);
  const before = session.report!;
  const blocks = WORDS.with(7, WORDS[7]!.replace("45,000", "45,100"));
  const { change } = await session.set(blocks);
  assert.equal(direct.sent, WORDS[7]!.length + 1);
  assert.ok(change && change.added.length > 0);
  assert.equal(session.report?.claims[0], before.claims[0]);
  assert.deepEqual(session.report, fresh(session));
});

test("calls that do not wait for each other are answered in order", async () => {
  const session = new EngineSession(new Direct(), { date: "2026-03-14" });
  const updates = [session.set(["5%"]), session.set(["5%", "6%"]), session.splice(0, 1, []), session.splice(1, 0, ["7%"])];
  const counts = await Promise.all(updates.map((update) => update.then(() => session.report?.claims.length)));
  assert.deepEqual(counts, [1, 2, 1, 2]);
  assert.deepEqual(session.report, fresh(session));
});

test("after the engine was begun anew the session is opened again with the whole text", async () => {
  const direct = new Direct();
  const session = new EngineSession(direct, { date: "2026-03-14" });
  await session.set(["The fund lost 5%.", "It lost 6%."]);
  engine.renew();
  const { change } = await session.splice(1, 1, ["It lost 7%."]);
  assert.equal(change, null);
  assert.equal(direct.opened, 2);
  assert.deepEqual(session.report, fresh(session));
});

test("a closed session and blocks that are not there are refused", async () => {
  const session = new EngineSession(new Direct());
  await session.set(["5%"]);
  await assert.rejects(session.splice(1, 1, []), /there are no 1 blocks from 1 on/);
  await session.close();
  await assert.rejects(session.set(["6%"]), /this session is closed/);
});
