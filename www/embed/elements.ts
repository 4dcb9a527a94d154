// Importing this file registers the elements; nothing else of the package does anything by being imported.

import { register } from "./element.js";

export { TickmarkArticle, TickmarkPanel } from "./element.js";

register();
