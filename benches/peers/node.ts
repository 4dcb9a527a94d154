// One subject in a Node of its own: `node node.mjs scan|cold|memory SUBJECT TEXT...`; each TEXT is a file. Prints a line
// of JSON for each figure, as soon as it is there.

import { readFileSync } from "node:fs";

import { rounds, type Line } from "./measure.js";
import { SUBJECTS } from "./subjects.js";

/** A text of which one pass is expected to take longer is left out. */
const LONGEST = 30_000;

/** Milliseconds of CPU that this process has used, those of its compiler and its garbage collector among them. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

const [, , task, subject = "", ...files] = process.argv;

function print(what: Line["what"], bytes: number, rounds: number[], note?: string): void {
  const line: Line = { place: "node", subject, what, bytes, rounds, ...(note === undefined ? {} : { note }) };
  console.log(JSON.stringify(line));
}

const start = performance.now();
const open = SUBJECTS[subject];
if (!open) throw new Error(`there is no subject ${subject}`);
const texts = files.map((file) => readFileSync(file, "utf8"));
const bytes = (text: string): number => Buffer.byteLength(text);

if (task === "cold") {
  const read = await open();
  await read(texts[0] ?? "");
  print("cold", bytes(texts[0] ?? ""), [performance.now() - start]);
} else if (task === "memory") {
  // One pass over one text in a fresh process.
  const text = texts[0] ?? "";
  if (subject === "tickmark") {
    const { tickmark } = await import("./engine.js");
    const engine = await tickmark(readFileSync("target/wasm-bindgen/tickmark_bg.wasm"));
    engine.scan(text);
    print("memory", bytes(text), [await engine.memory()]);
  } else {
    await (await open())(text);
  }
  print("resident", bytes(text), [process.resourceUsage().maxRSS * 1_024]);
} else {
  const read = await open();
  let rate = 0;
  for (const text of texts) {
    const expected = rate * text.length;
    if (expected > LONGEST) {
      print("skipped", bytes(text), [], `one pass would take about ${Math.round(expected / 1_000)} s`);
      continue;
    }
    const taken = await rounds(() => read(text), cpu);
    rate = Math.min(...taken) / text.length;
    print("scan", bytes(text), taken);
  }
  if (subject === "tickmark") {
    const { tickmark } = await import("./engine.js");
    const engine = await tickmark(readFileSync("target/wasm-bindgen/tickmark_bg.wasm"));
    const text = texts.find((text) => text.length > 90_000);
    if (text === undefined) throw new Error("none of the texts is long enough to be edited");
    const [alone, whole] = await engine.edit(text, cpu);
    print("edit", bytes(text), alone);
    print("edit and report", bytes(text), whole);
  }
}
