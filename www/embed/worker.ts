// The package's Worker, a file that a bundler may copy as it is.

import "../engine/worker.js";
