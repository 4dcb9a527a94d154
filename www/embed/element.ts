// <tickmark-article> and <tickmark-panel>, for a page that has a script tag and nothing else.

import { publishedOn } from "../page/published.js";
import { type AttachOptions, Handle } from "./handle.js";
import { PanelHost } from "./panel.js";

// Where there is no page (a server that renders), the classes are there and do nothing.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/** `date`: the article's, YYYY-MM-DD; without it, what the page tells machines. */
function optionsOf(element: HTMLElement): AttachOptions {
  const date = element.getAttribute("date") ?? publishedOn(element.ownerDocument);
  return date ? { date } : {};
}

/** Marks what is in it. */
export class TickmarkArticle extends Base {
  #handle: Handle | undefined;

  /** Undefined while the element is in no page. */
  get handle(): Handle | undefined {
    return this.#handle;
  }

  connectedCallback(): void {
    if (getComputedStyle(this).display === "inline") this.style.display = "block";
    this.#handle = new Handle(this, optionsOf(this));
    // Panels wait for it.
    this.dispatchEvent(new Event("tickmark-attached", { bubbles: true, composed: true }));
  }

  disconnectedCallback(): void {
    this.#handle?.dispose();
    this.#handle = undefined;
  }
}

/** Lists the claims of the element that `for` names: a <tickmark-article>, or a field or editor, which it marks. */
export class TickmarkPanel extends Base {
  static readonly observedAttributes = ["for", "date"];
  #host: PanelHost | undefined;
  #owner: AbortController | undefined;

  /** The handle whose claims are listed, or undefined where there is none yet. */
  get handle(): Handle | undefined {
    return this.#host?.handle;
  }

  connectedCallback(): void {
    this.#begin();
  }

  disconnectedCallback(): void {
    this.#end();
  }

  attributeChangedCallback(): void {
    if (this.isConnected && this.#owner) this.#begin();
  }

  #begin(): void {
    this.#end();
    const owner = (this.#owner = new AbortController());
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const host = (this.#host = new PanelHost(root));
    const look = (): void => {
      const name = this.getAttribute("for") ?? "";
      const target = name ? (this.getRootNode() as Document | ShadowRoot).getElementById(name) : null;
      if (!target) {
        host.say(name ? `There is no element with the id “${name}” to list the claims of.` : "Name an element’s id in the attribute “for”.");
        return;
      }
      if (target.localName === "tickmark-article") {
        const { handle } = target as TickmarkArticle;
        if (handle && handle !== host.handle) host.show(handle);
      } else if (!host.handle) {
        const handle = new Handle(target, { ...optionsOf(this), signal: owner.signal });
        host.show(handle);
      }
    };
    this.ownerDocument.addEventListener("tickmark-attached", look, { signal: owner.signal });
    // What stands behind it in the page is not there yet.
    if (this.ownerDocument.readyState === "loading") this.ownerDocument.addEventListener("DOMContentLoaded", look, { signal: owner.signal });
    else look();
  }

  #end(): void {
    this.#owner?.abort();
    this.#host?.dispose();
    this.#owner = this.#host = undefined;
  }
}

/** From now on the page's elements of these names are these. */
export function register(): void {
  if (!globalThis.customElements) return;
  if (!customElements.get("tickmark-article")) customElements.define("tickmark-article", TickmarkArticle);
  if (!customElements.get("tickmark-panel")) customElements.define("tickmark-panel", TickmarkPanel);
}
