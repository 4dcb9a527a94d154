// TinyMCE in its frame.

import { start } from "../tinymce-shared.js";

void start("tinymce", {});
