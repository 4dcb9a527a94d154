// Loads the core's WebAssembly and calls it.

import init, { scan } from "../../target/wasm-bindgen/tickmark.js";
import type { Report } from "./protocol.js";

export interface Engine {
  /** Throws an Error with one line where `date` is no date, and a WebAssembly.RuntimeError where the core traps. */
  scan(text: string, date?: string): Report;
}

/** Fetches and starts the module at `address`. */
export async function loadEngine(address: URL): Promise<Engine> {
  await init({ module_or_path: address });
  return { scan: (text, date) => scan(text, undefined, date) as Report };
}
