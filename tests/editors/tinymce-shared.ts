// TinyMCE without a server: skin and icons come with the page.

import tinymce, { type Editor, type RawEditorOptions } from "tinymce/tinymce";
import "tinymce/models/dom/model";
import "tinymce/themes/silver/theme";
import "tinymce/icons/default/icons";
import "tinymce/plugins/lists/plugin";
import "tinymce/plugins/searchreplace/plugin";
import "tinymce/skins/ui/oxide/skin.js";
import "tinymce/skins/ui/oxide/content.js";
import "tinymce/skins/ui/oxide/content.inline.js";
import "tinymce/skins/content/default/content.js";
import { HTML, linesOf } from "./article.js";
import { mounted, place } from "./mount.js";

interface SearchReplace {
  find(text: string): number;
  replace(text: string, forward: boolean, all: boolean): boolean;
  done(): void;
}

export async function start(name: string, options: RawEditorOptions): Promise<void> {
  place().append(...new DOMParser().parseFromString(HTML, "text/html").body.childNodes);
  const [editor] = await tinymce.init({
    target: place(),
    license_key: "gpl",
    promotion: false,
    branding: false,
    plugins: "lists searchreplace",
    height: 420,
    ...options,
  });
  const tiny = editor as Editor;
  mounted({
    name,
    target: tiny,
    root: () => tiny.getBody(),
    content: () => tiny.getContent(),
    text: () => linesOf(tiny.getContent()),
    outside(text) {
      // Through its parser, but no step of the writer's own to undo.
      tiny.undoManager.ignore(() => {
        tiny.dom.add(tiny.getBody(), "p", {}, tiny.dom.encode(text));
      });
    },
    dirty: () => tiny.isDirty(),
    undoSteps: () => tiny.undoManager.data.length,
    replace(find, by) {
      const { find: search, replace, done } = tiny.plugins["searchreplace"] as SearchReplace;
      search(find);
      replace(by, true, true);
      done();
    },
    furniture() {
      // As its plugins put handles beside a table.
      tiny.getBody().append(tiny.dom.create("div", { "data-mce-bogus": "all" }, "88 sacks"));
    },
    destroy: () => tiny.destroy(),
  });
}
