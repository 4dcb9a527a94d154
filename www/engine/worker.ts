// The engine's side: one Worker, one module, one answer for each request, in order. One message says where the module is, or
// holds it; requests may come before it.

import { type Engine, loadEngine } from "./engine.js";
import type { Begin, Request } from "./protocol.js";
import { serve } from "./serve.js";

// TypeScript's DOM and Worker libraries cannot both type `self`.
const scope = self as unknown as DedicatedWorkerGlobalScope;

let begin: (engine: Promise<Engine>) => void;
const engine = new Promise<Engine>((resolve) => (begin = resolve));
const ask = serve(scope, engine);
scope.onmessage = ({ data }: MessageEvent<Begin | Request>) => {
  if ("module" in data) begin(loadEngine(data.module));
  else ask(data);
};
