// Every adapter, in the order in which they are asked. The general ones come last.

import type { Adapter } from "./adapter.js";
import { contenteditable } from "./contenteditable.js";
import { frame } from "./frame.js";
import { textarea } from "./textarea.js";

export const ADAPTERS: readonly Adapter[] = [textarea, frame, contenteditable];
