// The block editor with its canvas in a frame.

import { start } from "../gutenberg-shared.js";

void start("gutenberg-framed", true);
