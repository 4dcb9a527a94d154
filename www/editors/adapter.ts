// What the live engine asks of an editor: where its text is laid out, and what happens to it. An adapter knows an editor by
// its public interface, never by importing it, and touches nothing.

/** Where a target's text is laid out. */
export interface Surface {
  /** The element that holds the text. It may stand in a shadow tree or in a frame of the same origin. */
  root: Element;
  /** Elements that hold what follows, where the text is laid out in several. */
  more?: readonly Element[];
  /** Elements inside `root` that are the editor's own, and no text. */
  skip?: (element: Element) => boolean;
  /** Where an input method composes, where that is not `root`. */
  input?: EventTarget;
  /** How marks look on it, where not as in other text. */
  style?: string;
  /** Scrolls what is painted by a range into sight, where that is not a matter of the page's. */
  reveal?: (range: Range) => void;
  /** Takes over a text that has changed unseen. */
  refresh?: () => void;
  /** Takes away what was made to lay the text out. */
  dispose?: () => void;
}

/** The target is of this editor, which cannot be served; `reason` says why in one line. */
export class Unserved extends Error {}

export interface Adapter {
  /** The editor's name, as it is written by its makers. */
  readonly name: string;
  /**
   * The surface of a target, or undefined where the target is none of this editor's. May wait until the editor is there,
   * or reject with `Unserved`. `signal` aborts when nobody waits any more.
   */
  find(target: unknown, signal: AbortSignal): Surface | Promise<Surface> | undefined;
  /** Calls `changed` where the text may have changed unseen by a MutationObserver on the surface. */
  listen?(target: unknown, changed: () => void, signal: AbortSignal): void;
  /** Calls `moved` when the text is laid out in another surface from now on: `find` is asked again. */
  moved?(target: unknown, moved: () => void, signal: AbortSignal): void;
  /** Calls `gone` when the editor is destroyed. */
  gone?(target: unknown, gone: () => void, signal: AbortSignal): void;
}

/** Whether a value is an element, of whichever window. */
export function isElement(value: unknown): value is Element {
  return typeof value === "object" && value !== null && (value as Partial<Node>).nodeType === 1;
}
