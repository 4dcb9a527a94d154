// CKEditor 5, its classic editor.

import { Autoformat, Bold, ClassicEditor, Essentials, FindAndReplace, Heading, Italic, List, Paragraph } from "ckeditor5";
import "ckeditor5/ckeditor5.css";
import { HTML, linesOf } from "../article.js";
import { shared } from "../ckeditor-shared.js";
import { mounted, place } from "../mount.js";

const editor = await ClassicEditor.create(place(), {
  licenseKey: "GPL",
  plugins: [Essentials, Paragraph, Heading, Bold, Italic, List, Autoformat, FindAndReplace],
  toolbar: ["undo", "redo", "|", "heading", "|", "bold", "italic", "bulletedList", "|", "findAndReplace"],
  initialData: HTML,
});

mounted({
  name: "ckeditor",
  target: editor,
  root: () => editor.editing.view.getDomRoot() as HTMLElement,
  content: () => editor.getData(),
  text: () => linesOf(editor.getData()),
  ...shared(editor),
});
