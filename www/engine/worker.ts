// The engine's side: one Worker, one module, one answer for each request, in order.

import { loadEngine, type Engine } from "./engine.js";
import { cut } from "./pieces.js";
import type { Answer, Request } from "./protocol.js";

// TypeScript's DOM and Worker libraries cannot both type `self`.
const scope = self as unknown as DedicatedWorkerGlobalScope;

const engine: Promise<Engine> = loadEngine(new URL("tickmark.wasm", scope.location.href));
// A failed load is reported with each request; without this line it would be logged as unhandled as well.
engine.catch(() => undefined);

async function answer(request: Request): Promise<Answer> {
  const { seq } = request;
  let loaded: Engine;
  try {
    loaded = await engine;
  } catch (error) {
    return { seq, error: `the engine could not be loaded (${message(error)})`, fatal: true };
  }
  try {
    return { seq, result: loaded.answer(request) };
  } catch (error) {
    // After a trap the module's memory cannot be trusted.
    const fatal = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    return { seq, error: fatal ? `the engine stopped (${message(error)})` : message(error), fatal };
  }
}

function message(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}

scope.onmessage = (event: MessageEvent<Request>) => {
  void answer(event.data).then((reply) => {
    if (!("result" in reply)) {
      scope.postMessage(reply);
      return;
    }
    const { pieces, rest } = cut(reply.result);
    for (const piece of pieces) scope.postMessage({ seq: reply.seq, ...piece } satisfies Answer);
    scope.postMessage({ seq: reply.seq, result: rest } satisfies Answer);
  });
};
