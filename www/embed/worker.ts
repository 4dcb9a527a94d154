// The package's Worker. The first message says where the module is, or holds it; requests follow.

import { loadEngine } from "../engine/engine.js";
import { serve } from "../engine/serve.js";
import type { Begin } from "./engine.js";

const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.onmessage = ({ data }: MessageEvent<Begin>) => serve(scope, loadEngine(data.module));
