// tickmark-elements.js: all in one file, for a script tag without a bundler. tickmark.wasm lies beside it, or where the
// tag's data-wasm says.

import { register } from "./element.js";
import { init } from "./engine.js";

const tag = document.currentScript as HTMLScriptElement | null;
if (tag) {
  // Before the elements begin it. A Worker may not come from another origin, as such files mostly do.
  void init({ module_or_path: new URL(tag.dataset["wasm"] ?? "tickmark.wasm", tag.src), worker: false }).catch(() => {
    // Each element says by itself that the engine could not be loaded.
  });
}
register();
