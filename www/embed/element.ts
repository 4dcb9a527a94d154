// <tickmark-article> and <tickmark-panel>, for a page that has a script tag and nothing else.

import { publishedOn } from "../page/published.js";
import { type AttachOptions, Handle, type SavedStatus } from "./handle.js";
import { PanelHost } from "./panel.js";

// Where there is no page (a server that renders), the classes are there and do nothing.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/** `date`: the article's, YYYY-MM-DD; without it, what the page tells machines. */
function optionsOf(element: HTMLElement): AttachOptions {
  const date = element.getAttribute("date") ?? publishedOn(element.ownerDocument);
  return date ? { date } : {};
}

/**
 * Calls `gone` where an element has left the page for good. What is moved, as frameworks do to put a list in order, is there
 * again before the script that moves it has ended.
 */
function unlessMoved(element: Element, gone: () => void): void {
  queueMicrotask(() => element.isConnected || gone());
}

/** Marks what is in it. */
export class TickmarkArticle extends Base {
  #handle: Handle | undefined;
  /** What was said of its claims when it left the page: it may be put in again. */
  #statuses: readonly SavedStatus[] = [];

  /** Undefined while the element is in no page. */
  get handle(): Handle | undefined {
    return this.#handle;
  }

  connectedCallback(): void {
    if (getComputedStyle(this).display === "inline") this.style.display = "block";
    // Moved: the handle follows by itself.
    if (this.#handle && this.#handle.status.state !== "disposed") return;
    this.#keep();
    this.#handle = new Handle(this, { ...optionsOf(this), statuses: this.#statuses });
    // Panels wait for it.
    this.dispatchEvent(new Event("tickmark-attached", { bubbles: true, composed: true }));
  }

  disconnectedCallback(): void {
    unlessMoved(this, () => {
      this.#keep();
      this.#handle?.dispose();
      this.#handle = undefined;
    });
  }

  #keep(): void {
    this.#statuses = this.#handle?.statuses ?? this.#statuses;
  }
}

/** Lists the claims of the element that `for` names: a <tickmark-article>, or a field or editor, which it marks. */
export class TickmarkPanel extends Base {
  static readonly observedAttributes = ["for", "date"];
  #host: PanelHost | undefined;
  #owner: AbortController | undefined;
  #root: Node | undefined;
  /** What `for` named when it began. */
  #name = "";
  /** What was said of the claims of the element of a name, which may come again, or another in its place. */
  #kept: { name: string; statuses: readonly SavedStatus[] } = { name: "", statuses: [] };

  /** The handle whose claims are listed, or undefined where there is none yet. */
  get handle(): Handle | undefined {
    return this.#host?.handle;
  }

  connectedCallback(): void {
    // Moved among the same elements: there is nothing to begin.
    if (!this.#owner || this.#root !== this.getRootNode()) this.#begin();
  }

  disconnectedCallback(): void {
    unlessMoved(this, () => this.#end());
  }

  attributeChangedCallback(): void {
    if (this.isConnected && this.#owner) this.#begin();
  }

  #begin(): void {
    this.#end();
    const owner = (this.#owner = new AbortController());
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const host = (this.#host = new PanelHost(root));
    const around = (this.#root = this.getRootNode() as Document | ShadowRoot);
    const name = (this.#name = this.getAttribute("for") ?? "");
    const find = (): Element | null => (name ? around.getElementById(name) : null);
    // Looked for only while it is missing.
    const coming = new MutationObserver(() => find() && look());
    owner.signal.addEventListener("abort", () => coming.disconnect());
    const show = (handle: Handle): void => {
      host.show(handle);
      const gone = (): void => {
        if (handle.status.state !== "disposed" || owner.signal.aborted || host.handle !== handle || find() === handle.target) return;
        this.#keep(name);
        look();
      };
      handle.addEventListener("state", gone, { signal: owner.signal });
    };
    const look = (): void => {
      const target = find();
      coming.disconnect();
      if (!target) {
        host.miss(name ? `There is no element with the id “${name}” to list the claims of.` : "Name an element’s id in the attribute “for”.");
        if (name) coming.observe(around, { childList: true, subtree: true, attributeFilter: ["id"] });
        return;
      }
      if (target.localName === "tickmark-article") {
        const { handle } = target as TickmarkArticle;
        if (handle && handle !== host.handle) show(handle);
      } else if (host.handle?.target !== target) {
        const statuses = this.#kept.name === name ? this.#kept.statuses : [];
        show(new Handle(target, { ...optionsOf(this), statuses, signal: owner.signal }));
      }
    };
    this.ownerDocument.addEventListener("tickmark-attached", look, { signal: owner.signal });
    // What stands behind it in the page is not there yet.
    if (this.ownerDocument.readyState === "loading") this.ownerDocument.addEventListener("DOMContentLoaded", look, { signal: owner.signal });
    else look();
  }

  #end(): void {
    this.#keep(this.#name);
    this.#owner?.abort();
    this.#host?.dispose();
    this.#owner = this.#host = this.#root = undefined;
  }

  /** An article keeps its own. */
  #keep(name: string): void {
    const { handle } = this;
    if (handle && (handle.target as Element).localName !== "tickmark-article") this.#kept = { name, statuses: handle.statuses };
  }
}

/** From now on the page's elements of these names are these. */
export function register(): void {
  if (!globalThis.customElements) return;
  if (!customElements.get("tickmark-article")) customElements.define("tickmark-article", TickmarkArticle);
  if (!customElements.get("tickmark-panel")) customElements.define("tickmark-panel", TickmarkPanel);
}
