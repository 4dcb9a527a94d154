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
  /** Replaces words, by its own find and replace where it has one, else as a host's would do it. */
  replace?(find: string, by: string): void | Promise<void>;
  /** Makes what is selected bold where Ctrl+B does not: in Firefox it is the browser's own. */
  bold?(): void;
  /** Whether its own selection is the page's already, where it hears of a new one only later. */
  heard?(): boolean;
  /** Shows what it draws into its text and is none: buttons, menus. */
  furniture?(): void | Promise<void>;
  /** Puts a further root of its text in, "At last 71 sacks were left.", or takes that one out. */
  further?(isIn: boolean): void;
  /** Lays its text out elsewhere, as the views of its host do, or nowhere; resolves when it is there. */
  show?(where: "page" | "frame" | "nowhere"): Promise<void>;
  /** Ctrl+Shift+Z redoes, and Ctrl+Y does not. */
  shiftRedoes?: true;
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

/** Replaces words in the text node that holds them. */
export function replaceInNodes(root: Element, find: string, by: string): void {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const at = node.data.indexOf(find);
    if (at >= 0) node.replaceData(at, find.length, by);
  }
}

/** For editors that leave it to the browser. */
export function makeBold(): void {
  if (!document.queryCommandState("bold")) document.execCommand("bold");
}

/** The place that the page has for its editor. */
export function place(): HTMLElement {
  const element = document.getElementById("editor");
  if (!element) throw new Error("the page has no element with the id editor");
  return element;
}
