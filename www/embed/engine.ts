// The package's engine: one for all texts, in a Worker or on this thread, begun by `init` or by the first use.

import { EngineClient, type WorkerLike } from "../engine/client.js";
import { type Engine, loadEngine } from "../engine/engine.js";
import type { Begin, Change, Report, Request, Results } from "../engine/protocol.js";
import { EngineSession, type SessionEngine } from "../engine/session.js";
import { moduleHere, workerHere } from "./here.js";

export interface InitOptions {
  /** Where tickmark.wasm is, or what it holds. Without it, the file beside this one. */
  module_or_path?: URL | string | BufferSource | WebAssembly.Module;
  /**
   * `true`, or where worker.js is: the engine runs in a Worker, and cannot run where none can be started. `false`: on the
   * thread that calls. Without it, in the Worker beside this file, or on this thread where none can be started, as in
   * Node.
   */
  worker?: boolean | URL | string;
}

export interface ScanOptions {
  /** The article's date, YYYY-MM-DD: "on Tuesday" is resolved against it. */
  date?: string;
  /** Own link targets: {q} in a template stands for the words to search for. */
  targets?: readonly { label: string; template: string }[];
}

interface Running extends SessionEngine {
  scan(text: string, options: { date?: string; targets?: string[] }): Promise<Report>;
}

let running: Promise<Running> | undefined;
/** What `init` was asked for last: what uses the engine without asking begins it so, also after a failure. */
let wanted: InitOptions = {};

/** Loads the engine. A second call finds it loaded, whatever its options; one that failed may be repeated. */
export async function init(options: InitOptions = wanted): Promise<void> {
  wanted = options;
  await start();
}

/** The report on a text; spans count UTF-16 units. Loads the engine where `init` has not. */
export async function scan(text: string, options: ScanOptions = {}): Promise<Report> {
  const engine = await start();
  return engine.scan(text, asked(options));
}

/** A text that changes: only what differs is read again. */
export async function session(options: ScanOptions = {}): Promise<EngineSession> {
  return new EngineSession(await start(), asked(options));
}

function asked({ date, targets = [] }: ScanOptions): { date?: string; targets?: string[] } {
  return { ...(date === undefined ? {} : { date }), ...(targets.length > 0 ? { targets: targets.flatMap(({ label, template }) => [label, template]) } : {}) };
}

function start(): Promise<Running> {
  running ??= begin(wanted).catch((error: unknown) => {
    running = undefined;
    throw error;
  });
  return running;
}

async function begin({ module_or_path, worker }: InitOptions): Promise<Running> {
  // An address counts from the page, not from the Worker's file.
  const module = typeof module_or_path === "string" ? new URL(module_or_path, globalThis.location?.href ?? import.meta.url) : (module_or_path ?? (await moduleHere()));
  if (worker === false || (worker === undefined && typeof Worker !== "function")) return onThisThread(module);
  try {
    return await inWorker(worker === true || worker === undefined ? workerHere() : worker, module);
  } catch (error) {
    if (worker !== undefined) throw error;
    return onThisThread(module);
  }
}

async function inWorker(address: URL | string, module: Begin["module"]): Promise<Running> {
  const make = (): WorkerLike => {
    const worker = new Worker(trusted(address) as string, { type: "module" });
    worker.postMessage({ module: module instanceof URL ? module.href : module } satisfies Begin);
    return worker;
  };
  const client = new EngineClient(make);
  // Says whether a Worker could be started and has its module.
  await client.read("");
  return { scan: (text, options) => client.read(text, options), open: (...call) => client.open(...call), edit: (...call) => client.edit(...call), close: (name) => client.close(name) };
}

async function onThisThread(module: Begin["module"]): Promise<Running> {
  const engine = await loadEngine(module);
  const ask = <C extends keyof Results>(request: Omit<Extract<Request, { call: C }>, "seq">): Results[C] => answer(engine, { seq: 0, ...request } as unknown as Request) as Results[C];
  return {
    scan: async (text, options) => ask<"scan">({ call: "scan", text, ...options }),
    open: async (session, text, options) => ask<"open">({ call: "open", session, text, ...options }),
    edit: async (session, start, end, text): Promise<Change | null> => ask<"edit">({ call: "edit", session, start, end, text }),
    close: async (session) => void ask<"close">({ call: "close", session }),
  };
}

function answer(engine: Engine, request: Request): Results[keyof Results] {
  try {
    return engine.answer(request);
  } catch (error) {
    // After a trap the instance's memory cannot be trusted; sessions are opened anew.
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
      engine.renew();
      throw new Error(`the engine stopped (${error.message}) and was started anew`);
    }
    throw error;
  }
}

/** Where Trusted Types are enforced, a Worker's address must come from a policy; ours lets through what `init` was given. */
function trusted(address: URL | string): unknown {
  const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(address: string): unknown } } }).trustedTypes;
  if (!factory) return String(address);
  policy ??= factory.createPolicy("tickmark-embed", { createScriptURL: (address: string) => address });
  return policy.createScriptURL(String(address));
}

let policy: { createScriptURL(address: string): unknown } | undefined;
