// Loads the core's WebAssembly and calls it.

import init, { type InitInput, __wbg_reset_state, addresses, against, also, checkTarget, exportClaims, exportReviewed, inUnit, scan, Session } from "../../target/wasm-bindgen/tickmark.js";
import type { Request, Results } from "./protocol.js";
import { unpackChange, unpackReport } from "./unpack.js";

export interface Engine {
  /** Throws an Error with one line where the request is wrong, and a WebAssembly.RuntimeError where the core traps. */
  answer(request: Request): Results[keyof Results];
  /**
   * Begins again with a fresh instance of the compiled module: gives the old one's memory back, and mends after a trap.
   * Sessions end.
   */
  renew(): void;
}

/** Starts the module, fetched where it is an address. */
export async function loadEngine(module: InitInput): Promise<Engine> {
  await init({ module_or_path: module });
  return { answer, renew };
}

const sessions = new Map<string, Session>();

function renew(): void {
  // What they point to goes with the old instance.
  sessions.clear();
  __wbg_reset_state();
}

function close(name: string): void {
  sessions.get(name)?.free();
  sessions.delete(name);
}

function answer(request: Request): Results[keyof Results] {
  switch (request.call) {
    case "scan":
      return unpackReport((take) => scan(request.text, take, undefined, request.date, request.targets));
    case "against":
      return against(request.text, request.source) as Results["against"];
    case "export": {
      const { text, format, date, url, told } = request;
      return (told ? exportReviewed(text, format, date, url, told.reviews, told.lost) : exportClaims(text, format, date, url)) as Results["export"];
    }
    case "target":
      try {
        checkTarget(request.label, request.template);
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    case "addresses":
      return addresses(request.text, request.url) as Results["addresses"];
    case "open": {
      close(request.session);
      const session = new Session(request.text, request.session, request.date, request.targets);
      sessions.set(request.session, session);
      return unpackReport((take) => session.report(take));
    }
    case "edit": {
      const change = sessions.get(request.session)?.edit(request.start, request.end, request.text);
      return change ? unpackChange(change) : null;
    }
    case "close":
      close(request.session);
      return null;
    case "also":
      return also(...request.value, request.unit, request.change) as Results["also"];
    case "inUnit":
      return inUnit(Float64Array.from(request.values), request.units, request.to) as Results["inUnit"];
  }
}
