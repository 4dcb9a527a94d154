// Tickmark as a page or a program uses it: the engine of www/engine, with what it holds of memory.

import init from "../../target/wasm-bindgen/tickmark.js";
import { applyChange } from "../../www/engine/change.js";
import { loadEngine } from "../../www/engine/engine.js";
import type { Change, Report } from "../../www/engine/protocol.js";
import { middle, rounds, type Clock } from "./measure.js";

export interface Tickmark {
  scan(text: string): Report;
  /** Begins again with empty memory. */
  renew(): void;
  /** Bytes of the instance's memory. It never shrinks, so that this is the most it held. */
  memory(): Promise<number>;
  /** Milliseconds for one key in the middle of `text`: in the engine alone, and with the whole report made new. */
  edit(text: string, now: Clock): Promise<[engine: number[], report: number[]]>;
}

export async function tickmark(module: URL | BufferSource): Promise<Tickmark> {
  const engine = await loadEngine(module);
  let seq = 0;
  const edit = (start: number, end: number, text: string): Change => {
    const change = engine.answer({ seq: ++seq, call: "edit", session: "bench", start, end, text }) as Change | null;
    if (!change) throw new Error("the engine knows no such session");
    return change;
  };
  return {
    scan: (text) => engine.answer({ seq: ++seq, call: "scan", text }) as Report,
    renew: () => engine.renew(),
    // Asked again, it gives the instance that runs.
    memory: async () => (await init({ module_or_path: module })).memory.buffer.byteLength,
    async edit(text, now) {
      const at = middle(text);
      let report = engine.answer({ seq: ++seq, call: "open", session: "bench", text }) as Report;
      const both = (keep: (change: Change) => void) => () => {
        keep(edit(at, at, "x"));
        keep(edit(at, at + 1, ""));
      };
      const alone = await rounds(both(() => undefined), now);
      const whole = await rounds(both((change) => (report = applyChange(report, change))), now);
      return [alone.map((each) => each / 2), whole.map((each) => each / 2)];
    },
  };
}
