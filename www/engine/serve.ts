// Answers requests in a Worker, in their order.

import type { Engine } from "./engine.js";
import { cut } from "./pieces.js";
import { live } from "./lifeline.js";
import { fileOf } from "./file.js";
import type { Answer, Exported, Request } from "./protocol.js";

/** What answers each request that it is given, through `scope`. */
export function serve(scope: DedicatedWorkerGlobalScope, engine: Promise<Engine>): (request: Request) => void {
  const known = live((message) => scope.postMessage(message));
  // A failed load is reported with each request; without this line it would be logged as unhandled as well.
  engine.catch(() => undefined);
  return (request) => {
    void answer(engine, known, request).then((reply) => {
      if (!("result" in reply)) {
        scope.postMessage(reply);
        return;
      }
      const { pieces, rest } = cut(reply.result);
      for (const piece of pieces) scope.postMessage({ seq: reply.seq, ...piece } satisfies Answer);
      scope.postMessage({ seq: reply.seq, result: rest } satisfies Answer);
    });
  };
}

async function answer(engine: Promise<Engine>, known: Promise<void>, request: Request): Promise<Answer> {
  const { seq } = request;
  let loaded: Engine;
  try {
    loaded = await engine;
    await known;
  } catch (error) {
    return { seq, error: `the engine could not be loaded (${message(error)})`, fatal: true };
  }
  try {
    const result = loaded.answer(request);
    return { seq, result: request.call === "export" && request.file ? fileOf(result as Exported, request.format) : result };
  } catch (error) {
    // After a trap the module's memory cannot be trusted.
    const fatal = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    return { seq, error: fatal ? `the engine stopped (${message(error)})` : message(error), fatal };
  }
}

function message(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
