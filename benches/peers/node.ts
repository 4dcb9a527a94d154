// One subject in a Node of its own: `node node.mjs turns|edit|cold|memory SUBJECT TEXT`; TEXT is a file. Prints a line of JSON for
// each figure. With `turns` it warms up, says so in an empty line, and makes a round for each line that it is sent: it prints its
// milliseconds.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

import { warmed, type Line } from "./measure.js";
import { SUBJECTS } from "./subjects.js";

/** Milliseconds of CPU that this process has used, those of its compiler and its garbage collector among them. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

const [, , task, subject = "", file = ""] = process.argv;

function print(what: Line["what"], rounds: number[]): void {
  const line: Line = { place: "node", subject, what, bytes: Buffer.byteLength(text), rounds };
  console.log(JSON.stringify(line));
}

async function own() {
  const { tickmark } = await import("./engine.js");
  return tickmark(readFileSync("target/wasm-bindgen/tickmark_bg.wasm"));
}

const start = performance.now();
const open = SUBJECTS[subject];
if (!open) throw new Error(`there is no subject ${subject}`);
const text = readFileSync(file, "utf8");

switch (task) {
  case "cold": {
    const read = await open();
    await read(text);
    print("cold", [performance.now() - start]);
    break;
  }
  case "memory": {
    // One pass over one text in a fresh process.
    if (subject === "tickmark") {
      const engine = await own();
      engine.scan(text);
      print("memory", [await engine.memory()]);
    } else {
      await (await open())(text);
    }
    print("resident", [process.resourceUsage().maxRSS * 1_024]);
    break;
  }
  case "edit": {
    const [alone, whole] = await (await own()).edit(text, cpu);
    print("edit", alone);
    print("edit and report", whole);
    break;
  }
  case "turns": {
    const read = await open();
    const round = await warmed(() => read(text), cpu);
    console.log();
    for await (const _ of createInterface({ input: process.stdin })) console.log(await round());
    break;
  }
  default:
    throw new Error(`there is no task ${task}`);
}
