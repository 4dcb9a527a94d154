// The engine's side: one Worker, one module, one answer for each request, in order.

import { loadEngine } from "./engine.js";
import { serve } from "./serve.js";

// TypeScript's DOM and Worker libraries cannot both type `self`.
const scope = self as unknown as DedicatedWorkerGlobalScope;

serve(scope, loadEngine(new URL("tickmark.wasm", scope.location.href)));
