// The demo: every editor in a tab, with the list of its claims beside it. Each editor is a page of its own, in a frame, that
// is opened with its tab and stays as it was left.

import type { Handle } from "../handle.js";
import { PanelHost } from "../panel.js";

/** Pages by name, with the names that their makers gave the editors. */
const EDITORS: [page: string, name: string][] = [
  ["tinymce", "TinyMCE"],
  ["tinymce-inline", "TinyMCE inline"],
  ["ckeditor", "CKEditor 5"],
  ["ckeditor-roots", "CKEditor 5 with two roots"],
  ["gutenberg", "Gutenberg"],
  ["gutenberg-framed", "Gutenberg in a frame"],
  ["koenig", "Koenig"],
  ["tiptap", "Tiptap"],
  ["prosemirror", "ProseMirror"],
  ["lexical", "Lexical"],
  ["quill", "Quill"],
  ["slate", "Slate"],
  ["editorjs", "Editor.js"],
  ["trix", "Trix"],
  ["contenteditable", "contenteditable"],
  ["textarea", "textarea"],
  ["input", "input"],
  ["codemirror", "CodeMirror"],
  ["monaco", "Monaco"],
  ["ace", "Ace"],
];

type EditorPage = Window & { mounted?: { content(): string | Promise<string> }; handle?: Handle };

const tabs = found("tabs");
const editors = found("editors");
const saved = found("saved") as HTMLDetailsElement;
const claims = found("claims");
const panel = new PanelHost(claims.attachShadow({ mode: "open" }));
const frames = new Map<string, HTMLIFrameElement>();
let shown = "";

function found(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element with the id ${id}`);
  return element;
}

for (const [page, name] of EDITORS) {
  const tab = document.createElement("button");
  Object.assign(tab, { type: "button", role: "tab", id: `tab-${page}`, textContent: name });
  tab.setAttribute("aria-controls", "editors");
  tab.addEventListener("click", () => show(page));
  tabs.append(tab);
}

/** Arrows go from tab to tab, as in any list of tabs. */
tabs.addEventListener("keydown", (event) => {
  const at = EDITORS.findIndex(([page]) => page === shown);
  const next: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: EDITORS.length - 1 };
  const to = next[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const [page] = EDITORS[(to + EDITORS.length) % EDITORS.length] as [string, string];
  show(page);
  document.getElementById(`tab-${page}`)?.focus();
});

function show(page: string): void {
  if (page === shown) return;
  shown = page;
  history.replaceState(null, "", `#${page}`);
  for (const [each] of EDITORS) {
    const tab = found(`tab-${each}`);
    tab.setAttribute("aria-selected", String(each === page));
    tab.tabIndex = each === page ? 0 : -1;
    if (each === page) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    frames.get(each)?.toggleAttribute("hidden", each !== page);
  }
  editors.setAttribute("aria-labelledby", `tab-${page}`);
  const frame = frames.get(page) ?? open(page);
  const handle = (frame.contentWindow as EditorPage | null)?.handle;
  if (handle) list(handle);
  else panel.say("Opening the editor …");
}

function open(page: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.title = EDITORS.find(([each]) => each === page)?.[1] ?? page;
  frame.src = `editors/${page}.html?live`;
  frames.set(page, frame);
  frame.addEventListener("load", () => {
    const inner = frame.contentWindow as EditorPage;
    const attached = (): void => {
      const { handle } = inner;
      if (!handle) return;
      handle.addEventListener("report", () => void write());
      if (shown === page) list(handle);
    };
    if (inner.handle) attached();
    else inner.addEventListener("attached", attached, { once: true });
  });
  editors.append(frame);
  return frame;
}

function list(handle: Handle): void {
  panel.show(handle);
  void write();
}

/** What the editor in sight would save, while somebody looks. */
async function write(): Promise<void> {
  if (!saved.open) return;
  const page = shown;
  const inner = frames.get(page)?.contentWindow as EditorPage | null | undefined;
  const content = (await inner?.mounted?.content()) ?? "";
  const place = saved.querySelector("pre");
  if (place && page === shown) place.textContent = content;
}

saved.addEventListener("toggle", () => void write());
const asked = location.hash.slice(1);
show(EDITORS.some(([page]) => page === asked) ? asked : "tinymce");
