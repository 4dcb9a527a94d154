// The engine in the background: started by the first press, begun again after a trap, and small while nobody asks.

import { type Engine, loadEngine } from "../engine/engine.js";
import type { Results } from "../engine/protocol.js";
import { asked, choose, type OwnTarget } from "../ui/choices.js";
import { api } from "./api.js";
import type { ScanAnswer } from "./messages.js";
import { settings } from "./settings.js";

/** Milliseconds after the last scan at which the memory that it took is given back. */
const IDLE = 2000;

let engine: Promise<Engine> | undefined;
let idle: ReturnType<typeof setTimeout> | undefined;

export function start(): Promise<Engine> {
  engine ??= loadEngine(new URL(api.runtime.getURL("tickmark.wasm"))).catch((error: unknown) => {
    engine = undefined;
    throw new Error(`the engine could not be started (${lineOf(error)})`);
  });
  return engine;
}

/** The report on a text, with the links that the person chose. */
export async function scan(text: string, date: string | undefined): Promise<ScanAnswer> {
  try {
    const [loaded, { links }] = await Promise.all([start(), settings()]);
    const report = ask(loaded, () => loaded.answer({ seq: 0, call: "scan", text, targets: asked(links), ...(date === undefined ? {} : { date }) }) as Results["scan"]);
    return { report: { ...report, claims: report.claims.map((claim) => choose(claim, links)) } };
  } catch (error) {
    return { error: lineOf(error) };
  }
}

/** What is wrong with a target of the person's own, or null. */
export async function faultOf(target: OwnTarget): Promise<string | null> {
  try {
    const loaded = await start();
    return ask(loaded, () => loaded.answer({ seq: 0, call: "target", ...target }) as Results["target"]);
  } catch (error) {
    return lineOf(error);
  }
}

function ask<T>(loaded: Engine, call: () => T): T {
  clearTimeout(idle);
  try {
    return call();
  } catch (error) {
    // After a trap the instance's memory cannot be trusted.
    if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
    loaded.renew();
    throw new Error(`the engine stopped (${lineOf(error)}) and was started anew; press again`);
  } finally {
    // WebAssembly's memory only ever grows: after a long text it is let go as a whole. The compiled module stays.
    idle = setTimeout(() => loaded.renew(), IDLE);
  }
}

export function lineOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
