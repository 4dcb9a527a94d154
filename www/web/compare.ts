// The source text beside the article: what was found of each claim is marked in both, and the chosen claim is brought
// into sight in both.

import type { Claim, Span } from "../engine/protocol.js";
import { ArticleView, nextFrame } from "../page/article.js";
import { canPaint, verified } from "../page/paint.js";
import type { TextView } from "../page/view.js";
import type { SourceFindings } from "../ui/against.js";

/** In the source: the same words, other words, the chosen claim. In the article: other words, words that are not there. */
const NAMES = ["tickmark-there", "tickmark-there-differs", "tickmark-there-current", "tickmark-here-differs", "tickmark-here-absent"] as const;
type Name = (typeof NAMES)[number];

/** Claims looked at before the browser may draw. */
const CHUNK = 500;

export interface CompareParts {
  main: HTMLElement;
  pane: HTMLElement;
  host: HTMLElement;
  button: HTMLButtonElement;
}

export class Compare {
  #parts: CompareParts;
  #resized: () => void;
  #findings: SourceFindings | undefined;
  #view: ArticleView | undefined;
  #running: AbortController | undefined;
  /** The source that a person has closed the pane for. */
  #closedFor: string | undefined;

  /** `resized` is called when the pane has come or gone. */
  constructor(parts: CompareParts, resized: () => void) {
    this.#parts = parts;
    this.#resized = resized;
    parts.button.addEventListener("click", () => this.toggle());
  }

  get isOpen(): boolean {
    return !this.#parts.pane.hidden;
  }

  /** Opens or closes the pane, where there is a source. */
  toggle(): void {
    if (!this.#findings) return;
    this.#closedFor = this.isOpen ? this.#findings.source : undefined;
    this.#set(!this.isOpen);
  }

  /** Shows what a source says, or nothing where there is none. The pane opens with a new source. */
  async show(article: TextView | undefined, claims: readonly Claim[], findings: SourceFindings | undefined): Promise<void> {
    this.#running?.abort();
    const { signal } = (this.#running = new AbortController());
    const { host, button } = this.#parts;
    button.hidden = findings === undefined;
    this.#clear();
    if (!findings) {
      this.#findings = this.#view = undefined;
      host.replaceChildren();
      this.#set(false);
      return;
    }
    try {
      if (findings.source !== this.#findings?.source || !this.#view) {
        this.#view = undefined;
        host.replaceChildren();
        if (this.#set(findings.source !== this.#closedFor)) {
          // The article becomes narrower, which is work enough for one frame.
          await nextFrame();
          signal.throwIfAborted();
        }
        this.#view = await ArticleView.show(host, findings.source, signal);
      }
      this.#findings = findings;
      if (article && canPaint()) await this.#paint(article, this.#view, claims, findings, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** The article is being read anew: what is marked is void, and the source stays beside it. */
  wait(): void {
    this.#running?.abort();
    this.#clear();
  }

  /** Brings what was found of a claim into sight. */
  select(claim: Claim | undefined): void {
    if (canPaint()) CSS.highlights.delete("tickmark-there-current");
    const there = claim && this.#findings?.places(claim)?.there;
    const view = this.#view;
    if (!there || !view || !canPaint()) return;
    const ranges = there.flatMap((span) => verified(view, span));
    if (ranges.length === 0) return;
    this.#mark("tickmark-there-current", ranges);
    if (!this.isOpen) return;
    const { pane } = this.#parts;
    // Twice: a part that was never in sight gets its true height only when it comes into it.
    ranges[0]?.startContainer.parentElement?.scrollIntoView({ block: "nearest", behavior: "instant" });
    const box = ranges[0]?.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    if (box) pane.scrollTop += box.top - frame.top - frame.height / 3;
  }

  async #paint(article: TextView, source: TextView, claims: readonly Claim[], findings: SourceFindings, signal: AbortSignal): Promise<void> {
    const marks = new Map<Name, Range[]>(NAMES.map((name) => [name, []]));
    const add = (name: Name, view: TextView, spans: readonly Span[]): void => {
      for (const span of spans) for (const range of verified(view, span)) marks.get(name)?.push(range);
    };
    let count = 0;
    for (const claim of claims) {
      const places = findings.places(claim);
      if (places) {
        add("tickmark-there", source, places.there);
        add("tickmark-there-differs", source, places.differsThere);
        add("tickmark-here-differs", article, places.differsHere);
        if (places.result === "absent") add("tickmark-here-absent", article, [claim.span]);
      }
      if (++count % CHUNK > 0) continue;
      await nextFrame();
      signal.throwIfAborted();
    }
    for (const [name, ranges] of marks) this.#mark(name, ranges);
  }

  #mark(name: Name, ranges: readonly Range[]): void {
    CSS.highlights.delete(name);
    if (ranges.length === 0) return;
    const highlight = new Highlight();
    for (const range of ranges) highlight.add(range);
    highlight.priority = 20 + NAMES.indexOf(name);
    CSS.highlights.set(name, highlight);
  }

  #clear(): void {
    if (canPaint()) for (const name of NAMES) CSS.highlights.delete(name);
  }

  /** Whether that is a change. */
  #set(isOpen: boolean): boolean {
    const { main, pane, button } = this.#parts;
    if (isOpen === this.isOpen) return false;
    pane.hidden = !isOpen;
    main.classList.toggle("comparing", isOpen);
    button.setAttribute("aria-pressed", String(isOpen));
    this.#resized();
    return true;
  }
}
