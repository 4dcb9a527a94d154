// The block editor with its canvas in the page.

import { start } from "../gutenberg-shared.js";

void start("gutenberg", false);
