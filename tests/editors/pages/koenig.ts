// Ghost's editor.

import { KoenigComposer, KoenigEditor } from "@tryghost/koenig-lexical";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { PARAGRAPHS } from "../article.js";
import { mounted, place } from "../mount.js";

interface Api {
  editorInstance: { getRootElement(): HTMLElement | null; getEditorState(): { toJSON(): Saved }; parseEditorState(saved: string): unknown; setEditorState(state: unknown, options?: object): void };
  serialize(): string;
}

interface Saved {
  root: { children: { children?: { text?: string }[] }[] };
}

const block = (text: string) => ({
  children: [{ detail: 0, format: 0, mode: "normal", style: "", text, type: "extended-text", version: 1 }],
  direction: "ltr",
  format: "",
  indent: 0,
  type: "paragraph",
  version: 1,
});
const first = { root: { children: PARAGRAPHS.map(block), direction: "ltr", format: "", indent: 0, type: "root", version: 1 } };

const react = createRoot(place());
const api = await new Promise<Api>((resolve) => {
  react.render(
    createElement(
      KoenigComposer,
      { initialEditorState: JSON.stringify(first), fileUploader: { useFileUpload: () => ({ upload: () => Promise.resolve([]), progress: 0, isLoading: false, errors: [], filesNumber: 0 }), fileTypes: {} }, cardConfig: {} },
      createElement(KoenigEditor, { registerAPI: (api: Api | null) => api && resolve(api) }),
    ),
  );
});
const editor = api.editorInstance;
await new Promise<void>((resolve) => {
  const look = (): void => (editor.getRootElement()?.textContent ? resolve() : void setTimeout(look, 10));
  look();
});

mounted({
  name: "koenig",
  target: api,
  root: () => editor.getRootElement() as HTMLElement,
  content: () => api.serialize(),
  text: () => (JSON.parse(api.serialize()) as Saved).root.children.map((each) => (each.children ?? []).map(({ text }) => text ?? "\n").join("")).join("\n"),
  outside(text) {
    const saved = JSON.parse(api.serialize()) as { root: { children: unknown[] } };
    saved.root.children.push(block(text));
    editor.setEditorState(editor.parseEditorState(JSON.stringify(saved)), { tag: "collaboration" });
  },
  replace(find, by) {
    editor.setEditorState(editor.parseEditorState(api.serialize().replace(find, by)));
  },
  furniture() {
    // Cards that wait for what they are to show, and one that says where readers begin to pay.
    const saved = JSON.parse(api.serialize()) as { root: { children: unknown[] } };
    for (const type of ["image", "file", "audio", "bookmark", "html", "horizontalrule", "toggle", "callout", "signup", "email-cta", "paywall"]) saved.root.children.push({ type, version: 1 });
    editor.setEditorState(editor.parseEditorState(JSON.stringify(saved)), { tag: "collaboration" });
  },
  destroy: () => react.unmount(),
});
