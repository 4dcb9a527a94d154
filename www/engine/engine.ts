// Loads the core's WebAssembly and calls it.

import init, { __wbg_reset_state, addresses, against, also, checkTarget, exportClaims, inUnit, scan } from "../../target/wasm-bindgen/tickmark.js";
import type { Request, Results } from "./protocol.js";

export interface Engine {
  /** Throws an Error with one line where the request is wrong, and a WebAssembly.RuntimeError where the core traps. */
  answer(request: Request): Results[keyof Results];
  /** Begins again with a fresh instance of the compiled module: gives the old one's memory back, and mends after a trap. */
  renew(): void;
}

/** Fetches and starts the module at `address`. */
export async function loadEngine(address: URL): Promise<Engine> {
  await init({ module_or_path: address });
  return { answer, renew: __wbg_reset_state };
}

function answer(request: Request): Results[keyof Results] {
  switch (request.call) {
    case "scan":
      return scan(request.text, undefined, request.date, request.targets) as Results["scan"];
    case "against":
      return against(request.text, request.source) as Results["against"];
    case "export":
      return exportClaims(request.text, request.format, request.date, request.url) as Results["export"];
    case "target":
      try {
        checkTarget(request.label, request.template);
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    case "addresses":
      return addresses(request.text, request.url) as Results["addresses"];
    case "also":
      return also(...request.value, request.unit, request.change) as Results["also"];
    case "inUnit":
      return inUnit(Float64Array.from(request.values), request.units, request.to) as Results["inUnit"];
  }
}
