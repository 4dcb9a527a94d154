// The package's engine: one for all texts, begun by `init` or by the first use.

import { type Engine, loadEngine } from "../engine/engine.js";
import type { Report } from "../engine/protocol.js";

export interface InitOptions {
  /** Where tickmark.wasm is, or what it holds. Without it, the file beside this one. */
  module_or_path?: URL | string | BufferSource | WebAssembly.Module;
}

export interface ScanOptions {
  /** The article's date, YYYY-MM-DD: "on Tuesday" is resolved against it. */
  date?: string;
  /** Own link targets: {q} in a template stands for the words to search for. */
  targets?: readonly { label: string; template: string }[];
}

let engine: Promise<Engine> | undefined;

/** Loads the engine. Only the first call counts; one that failed may be repeated. */
export async function init(options: InitOptions = {}): Promise<void> {
  await started(options);
}

function started(options: InitOptions = {}): Promise<Engine> {
  engine ??= loadEngine(new URL(String(options.module_or_path ?? "tickmark.wasm"), import.meta.url)).catch((error: unknown) => {
    engine = undefined;
    throw error;
  });
  return engine;
}

/** The report on a text; spans count UTF-16 units. */
export async function scan(text: string, { date, targets = [] }: ScanOptions = {}): Promise<Report> {
  const loaded = await started();
  return loaded.answer({
    seq: 0,
    call: "scan",
    text,
    ...(date === undefined ? {} : { date }),
    targets: targets.flatMap(({ label, template }) => [label, template]),
  }) as Report;
}
