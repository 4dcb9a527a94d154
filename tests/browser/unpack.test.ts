// What crosses to JavaScript in one buffer is what the command line writes as JSON.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { loadEngine, type Engine } from "../../www/engine/engine.js";
import type { Report } from "../../www/engine/protocol.js";
import sample from "../../www/web/sample.txt";

const TEXTS: Record<string, string> = {
  "the sample": sample,
  "nothing": "",
  "a mark of byte order, an emoji, a quotation": "\ufeff🚢 5% of boats, “gone 🚢 for good”, Mara Voss said.\n“She said: 5%,” said Voss. In May 1991 it was 5 to 6 million euros.",
  "numbers of every kind":
    "The fund lost −5 degrees, 0 boats, 1.5 to 2.5 million tonnes, $1,200.75, 5e3, ½, three days ago and 123456789012345678901234567890 crowns. " +
    "It rose 3% to 45,000 from 43,700, the largest rise since 1991, a third straight year; a record €90 million, smaller than the €140 million loan.",
};

let engine: Engine;
before(async () => {
  engine = await loadEngine(readFileSync("target/wasm-bindgen/tickmark_bg.wasm"));
});

for (const [name, text] of Object.entries(TEXTS)) {
  test(`${name}: the same report as the command line's`, () => {
    const packed = engine.answer({ seq: 0, call: "scan", text, date: "2026-03-14" }) as Report;
    const written = execFileSync("target/debug/tickmark", ["scan", "-", "--format", "json", "--date", "2026-03-14"], { input: text, encoding: "utf8" });
    assert.deepEqual(packed, JSON.parse(written));
    assert.ok(text === "" || packed.claims.length > 2);
  });
}

test("links to a target of the person's own have their address and name, with and without exact words", () => {
  const targets = ["Our archive", "https://desk.example/find?text={phrase}", "Örtlich", "https://b.example/#{q}"];
  const report = engine.answer({ seq: 0, call: "scan", text: "“We sold it all,” Mara Voss said. It lost 40 boats.", targets }) as Report;
  const [quotation, quantity] = report.claims.map((claim) => claim.links.slice(-2));
  assert.deepEqual(quotation![0], {
    label: "Our archive",
    url: "https://desk.example/find?text=%22We%20sold%20it%20all%22",
    target: "own",
    why: "a target of your own",
    group: "own",
  });
  assert.equal(quantity![0]!.url, "https://desk.example/find?text=lost%2040%20boats");
  assert.deepEqual([quotation![1]!.label, quotation![1]!.url], ["Örtlich", "https://b.example/#Voss%20%22We%20sold%20it%20all%22"]);
});
