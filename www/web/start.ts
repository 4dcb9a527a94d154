// Runs before the rest of the page's program has come, of which most is not needed for the first marks but has to be read before
// any of it runs. Begins what takes long elsewhere: the core is compiled, the engine's Worker started, the desk's database opened.
// A script of its own, which the rest imports by trusted.ts; it holds the only policy for Trusted Types.
//
// The Worker is asked to scan a few lines as well. A browser compiles each function of the core when it is called first; with
// these lines it has done so for most of them by the time that the page asks for its article. The answer has a number that nobody
// waits for. What all this saves stands in docs/responsiveness.md.

import { openStore } from "../desk/indexeddb.js";
import type { Begin, ScanRequest } from "../engine/protocol.js";
import { startEngine } from "./policy.js";

export { parseInert, startReader, startServiceWorker } from "./policy.js";

const CORE = new URL("tickmark.wasm", document.baseURI).href;

/** One claim of each kind, and what the rules for names, sums and links look at. */
const LINES = `The harbour of Ostvik moved 4.2 million tonnes in 2025, 12% more than the 3.75 million of a year before, said Ida Holm, its director.
“We have never had so many ships,” Holm told reporters on Tuesday, 3 March. The board expects costs of between $40m and €45 million.
It was the highest figure since 1998; about one in five of the 310 berths stood empty, according to a report by the Ministry of Trade.`;

/** The core, compiled once for all Workers that there will be; its address where that fails, which the Worker then tells. */
const core: Promise<Begin["module"]> = WebAssembly.compileStreaming(fetch(CORE)).catch(() => CORE);

/** The desk's database. */
export const store = openStore("tickmark");
// Who opens the desk is told.
store.catch(() => undefined);

/** A Worker that was started before anybody listened, and what it has said since. */
interface Early {
  worker: Worker;
  said: Event[];
  hear(event: Event): void;
}

let early = startEarly();

function start(): Worker {
  const worker = startEngine();
  void core.then((module) => worker.postMessage({ module } satisfies Begin));
  return worker;
}

function startEarly(): Early | undefined {
  try {
    const said: Event[] = [];
    const worker = start();
    const hear = (event: Event): void => {
      // It is told when somebody asks, and is none of the console's.
      event.preventDefault();
      said.push(event);
    };
    for (const kind of ["message", "error"]) worker.addEventListener(kind, hear);
    worker.postMessage({ seq: 0, call: "scan", text: LINES } satisfies ScanRequest);
    return { worker, said, hear };
  } catch {
    // It is tried again, and the failure told, when the engine is asked.
    return undefined;
  }
}

/** The Worker that holds the engine: at first the one that was started here, which then tells anew what it has said. */
export function startWorker(): Worker {
  if (!early) return start();
  const { worker, said, hear } = early;
  early = undefined;
  for (const kind of ["message", "error"]) worker.removeEventListener(kind, hear);
  // Once the caller listens.
  queueMicrotask(() => {
    for (const event of said) worker.dispatchEvent(event);
  });
  return worker;
}
