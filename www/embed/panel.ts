// The list of a handle's claims in a shadow root: what <tickmark-panel> shows, for other hosts as well.

import sheet from "tickmark:style.css";
import { el } from "../ui/dom.js";
import { summary } from "../ui/format.js";
import { Panel } from "../ui/panel.js";
import type { AttachedClaim, Handle } from "./handle.js";

const OWN = `
:host { display: block; color-scheme: light dark; }
:host([hidden]) { display: none; }
main { padding: 0.5rem 0.8rem 1rem; background: var(--paper); color: var(--ink); font: 0.95rem/1.5 var(--sans); overflow-wrap: anywhere; }
main p[role="status"] { margin: 0.2rem 0 0.6rem; }
`;

export class PanelHost {
  readonly #root: ShadowRoot;
  readonly #status = el("p", { role: "status", "aria-live": "polite" });
  readonly #panel: Panel;
  #handle: Handle | undefined;
  #claims: readonly AttachedClaim[] = [];
  #listening: AbortController | undefined;
  #frame: number | undefined;

  constructor(root: ShadowRoot) {
    this.#root = root;
    const style = new CSSStyleSheet();
    style.replaceSync(sheet.replaceAll(":root", ":host") + OWN);
    root.adoptedStyleSheets = [style];
    const list = el("div", {});
    this.#panel = new Panel(list, {
      onSelect: (index) => {
        const id = index === undefined ? undefined : this.#claims[index]?.id;
        this.#panel.select(index, true);
        this.#handle?.reveal(id);
      },
      statusOf: (index) => this.#claims[index]?.status,
      onStatus: (index, status) => {
        const id = this.#claims[index]?.id;
        if (id !== undefined) this.#handle?.setStatus(id, status);
      },
    });
    root.replaceChildren(el("main", {}, this.#status, list));
  }

  get handle(): Handle | undefined {
    return this.#handle;
  }

  say(line: string): void {
    if (this.#status.textContent !== line) this.#status.textContent = line;
  }

  /** Lists the claims of a handle from now on. */
  show(handle: Handle): void {
    this.#listening?.abort();
    const { signal } = (this.#listening = new AbortController());
    this.#handle = handle;
    for (const event of ["state", "report"]) handle.addEventListener(event, () => this.#soon(), { signal });
    handle.addEventListener(
      "status",
      () => {
        this.#claims = handle.claims;
        this.#panel.refresh();
      },
      { signal },
    );
    handle.addEventListener(
      "select",
      () => {
        const index = this.#claims.findIndex(({ id }) => id === handle.selected);
        this.#panel.select(index < 0 ? undefined : index, false);
      },
      { signal },
    );
    this.#draw();
  }

  dispose(): void {
    this.#listening?.abort();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#root.replaceChildren();
  }

  /** A text that is typed is read many times a second; the list is drawn with the next frame. */
  #soon(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#draw();
    });
  }

  #draw(): void {
    const handle = this.#handle;
    if (!handle) return;
    const { state, reason } = handle.status;
    this.#claims = handle.claims;
    const { text = "", checks = [] } = handle.report ?? {};
    const selected = this.#claims.findIndex(({ id }) => id === handle.selected);
    this.#panel.show(text, this.#claims, () => true, { checks }, selected < 0 ? undefined : selected);
    if (state === "starting") this.say("Reading …");
    else if (state === "unserved" || state === "failed") this.say(`The text could not be marked: ${reason}.`);
    else this.say(this.#claims.length === 0 ? "No claims found." : `${summary(this.#claims)}.`);
  }
}
