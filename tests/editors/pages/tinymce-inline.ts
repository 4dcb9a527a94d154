// TinyMCE in an element of the page.

import { start } from "../tinymce-shared.js";

void start("tinymce-inline", { inline: true });
