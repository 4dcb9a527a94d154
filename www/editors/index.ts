// Every adapter, in the order in which they are asked. The general ones come last.

import type { Adapter } from "./adapter.js";
import { ckeditor } from "./ckeditor.js";
import { contenteditable } from "./contenteditable.js";
import { editorjs } from "./editorjs.js";
import { frame } from "./frame.js";
import { gutenberg } from "./gutenberg.js";
import { koenig } from "./koenig.js";
import { lexical } from "./lexical.js";
import { prosemirror } from "./prosemirror.js";
import { quill } from "./quill.js";
import { slate } from "./slate.js";
import { textarea } from "./textarea.js";
import { tinymce } from "./tinymce.js";
import { tiptap } from "./tiptap.js";
import { trix } from "./trix.js";
import { ace, codemirror, monaco } from "./unserved.js";

export const ADAPTERS: readonly Adapter[] = [
  tinymce,
  ckeditor,
  tiptap,
  prosemirror,
  koenig,
  lexical,
  quill,
  slate,
  editorjs,
  trix,
  gutenberg,
  codemirror,
  monaco,
  ace,
  textarea,
  frame,
  contenteditable,
];
