// The source text beside the article: what was found of each claim is marked in both, and the chosen claim is brought
// into sight in both.

import { inSlices } from "../common/slices.js";
import type { Claim, Span } from "../engine/protocol.js";
import { ArticleView, nextFrame } from "../page/article.js";
import { paintNear } from "../page/near.js";
import { canPaint, verified } from "../page/paint.js";
import type { PartedView } from "../page/view.js";
import type { SourceFindings } from "../ui/against.js";

/** In the source: the same words, other words, the chosen claim. In the article: other words, words that are not there. */
const NAMES = ["tickmark-there", "tickmark-there-differs", "tickmark-there-current", "tickmark-here-differs", "tickmark-here-absent"] as const;
type Name = (typeof NAMES)[number];

/** The class of `main` with smaller letters. */
const NARROW = "narrow";

interface Mark {
  name: Name;
  span: Span;
}

/** The highlight of a name, which is begun where there is none. */
function highlight(name: Name): Highlight {
  let found = CSS.highlights.get(name);
  if (!found) {
    found = new Highlight();
    found.priority = 20 + NAMES.indexOf(name);
    CSS.highlights.set(name, found);
  }
  return found;
}

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
  async show(article: PartedView | undefined, claims: readonly Claim[], findings: SourceFindings | undefined): Promise<void> {
    this.#running?.abort();
    const { signal } = (this.#running = new AbortController());
    const { main, host, button } = this.#parts;
    // As it is now, wherever an earlier call was stopped.
    main.classList.toggle(NARROW, this.isOpen);
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
        const opens = findings.source !== this.#closedFor;
        if (opens !== this.isOpen) {
          // The list has just been drawn anew; all of the article gets other letters, and then other lines: each is work enough
          // for one frame.
          await nextFrame();
          signal.throwIfAborted();
          main.classList.toggle(NARROW, opens);
          await nextFrame();
          signal.throwIfAborted();
          this.#set(opens);
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
    for (const range of ranges) highlight("tickmark-there-current").add(range);
    if (!this.isOpen) return;
    const { pane } = this.#parts;
    // Twice: a part that was never in sight gets its true height only when it comes into it.
    ranges[0]?.startContainer.parentElement?.scrollIntoView({ block: "nearest", behavior: "instant" });
    const box = ranges[0]?.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    if (box) pane.scrollTop += box.top - frame.top - frame.height / 3;
  }

  /** Marks what is near the sight: Chromium looks through every marked range at each change of the page. */
  async #paint(article: PartedView, source: PartedView, claims: readonly Claim[], findings: SourceFindings, signal: AbortSignal): Promise<void> {
    const here: Mark[] = [];
    const there: Mark[] = [];
    const marks = function* (): Generator<void, void> {
      for (const claim of claims) {
        const places = findings.places(claim);
        if (places) {
          for (const span of places.there) there.push({ name: "tickmark-there", span });
          for (const span of places.differsThere) there.push({ name: "tickmark-there-differs", span });
          for (const span of places.differsHere) here.push({ name: "tickmark-here-differs", span });
          if (places.result === "absent") here.push({ name: "tickmark-here-absent", span: claim.span });
        }
        yield;
      }
    };
    await inSlices(marks(), signal);
    for (const [view, items, scroller] of [[article, here, undefined], [source, there, this.#parts.pane]] as const) {
      items.sort((a, b) => a.span[0] - b.span[0]);
      await paintNear(view, { items, spanOf: ({ span }) => span, highlightOf: ({ name }) => highlight(name), scroller }, signal);
    }
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
    main.classList.toggle(NARROW, isOpen);
    button.setAttribute("aria-pressed", String(isOpen));
    this.#resized();
    return true;
  }
}
