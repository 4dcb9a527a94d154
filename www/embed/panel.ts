// The list of a handle's claims in a shadow root: what <tickmark-panel> shows, for other hosts as well.

import sheet from "tickmark:style.css";
import { el } from "../ui/dom.js";
import { summary } from "../ui/format.js";
import { Panel } from "../ui/panel.js";
import type { AttachedClaim, Handle } from "./handle.js";
import { Rest } from "./rest.js";

const OWN = `
:host { display: block; color-scheme: light dark; }
:host([hidden]) { display: none; }
.tickmark { padding: 0.5rem 0.8rem 1rem; background: var(--paper); color: var(--ink); font: 0.95rem/1.5 var(--sans); overflow-wrap: anywhere; }
.tickmark p[role="status"] { margin: 0.2rem 0 0.6rem; }
`;

export class PanelHost {
  readonly #root: ShadowRoot;
  readonly #status = el("p", { role: "status", "aria-live": "polite" });
  readonly #panel: Panel;
  #handle: Handle | undefined;
  #claims: readonly AttachedClaim[] = [];
  #listening: AbortController | undefined;
  #frame: number | undefined;
  /** The list of the first report is there: later ones wait for the writer. */
  #isDrawn = false;
  readonly #rest = new Rest(() => this.#draw());

  constructor(root: ShadowRoot) {
    this.#root = root;
    const style = new CSSStyleSheet();
    style.replaceSync(sheet.replaceAll(":root", ":host") + OWN);
    root.adoptedStyleSheets = [style];
    const list = el("div", {});
    this.#panel = new Panel(list, {
      onSelect: (index) => {
        const id = index === undefined ? undefined : this.#claims[index]?.id;
        this.#rest.now();
        this.#panel.select(this.#indexOf(id), true);
        this.#handle?.reveal(id);
      },
      statusOf: (index) => this.#claims[index]?.status,
      onStatus: (index, status) => {
        const id = this.#claims[index]?.id;
        if (id !== undefined) this.#handle?.setStatus(id, status);
      },
    });
    root.replaceChildren(el("div", { class: "tickmark" }, this.#status, list));
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
    handle.addEventListener("state", () => this.#soon(), { signal });
    handle.addEventListener("report", () => (this.#isDrawn ? this.#rest.later() : this.#soon()), { signal });
    handle.addEventListener(
      "status",
      () => {
        this.#rest.now();
        this.#claims = handle.claims;
        this.#panel.refresh();
      },
      { signal },
    );
    handle.addEventListener(
      "select",
      () => {
        this.#rest.now();
        this.#panel.select(this.#indexOf(handle.selected), false);
      },
      { signal },
    );
    this.#draw();
  }

  /** Lists nothing from now on, and says why. */
  miss(line: string): void {
    this.#listening?.abort();
    this.#rest.end();
    this.#handle = undefined;
    this.#claims = [];
    this.#panel.show("", [], () => true);
    this.say(line);
  }

  dispose(): void {
    this.#listening?.abort();
    this.#rest.end();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#root.replaceChildren();
  }

  #indexOf(id: string | undefined): number | undefined {
    const index = id === undefined ? -1 : this.#claims.findIndex((claim) => claim.id === id);
    return index < 0 ? undefined : index;
  }

  /** Several things may happen to a handle at a time. */
  #soon(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#draw();
    });
  }

  #draw(): void {
    const handle = this.#handle;
    if (!handle) return;
    this.#rest.end();
    const { state, reason } = handle.status;
    this.#isDrawn = handle.report !== undefined;
    this.#claims = handle.claims;
    const { text = "", checks = [] } = handle.report ?? {};
    this.#panel.show(text, this.#claims, () => true, { checks }, this.#indexOf(handle.selected));
    if (state === "starting") this.say("Reading …");
    else if (state === "unserved" || state === "failed") this.say(`The text could not be marked: ${reason}.`);
    else this.say(this.#claims.length === 0 ? "No claims found." : `${summary(this.#claims)}.`);
  }
}
