// What each page says of its editor, by the editor's own public interface: the test drives and judges by this alone.

export interface Mounted {
  name: string;
  /** What `attach` is given. */
  target: unknown;
  /** The element that holds the text, in the page or in the editor's frame. */
  root(): HTMLElement;
  /** The content as it would be saved. */
  content(): string | Promise<string>;
  /** The content's words as the editor holds them, a line for each block. */
  text(): string | Promise<string>;
  /** A colleague's paragraph, put at the end by the editor's interface. */
  outside(text: string): void | Promise<void>;
  /** Whether the editor holds itself for changed since it began, where it says so. */
  dirty?(): boolean;
  /** How many steps it could take back, where it says so. */
  undoSteps?(): number;
  /** Its own find and replace, where it has one. */
  replace?(find: string, by: string): void | Promise<void>;
  /** Whether its own selection is the page's already, where it hears of a new one only later. */
  heard?(): boolean;
  /** Ctrl+B makes nothing bold here. */
  plain?: true;
  destroy(): void | Promise<void>;
}

declare global {
  interface Window {
    mounted?: Mounted;
  }
}

/** The page's editor is ready. */
export function mounted(editor: Mounted): void {
  window.mounted = editor;
  document.documentElement.dataset["editor"] = editor.name;
}

/** The place that the page has for its editor. */
export function place(): HTMLElement {
  const element = document.getElementById("editor");
  if (!element) throw new Error("the page has no element with the id editor");
  return element;
}
