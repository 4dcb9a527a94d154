// Which claims are shown: those that the filter lets through, listed in the panel and painted in the article.

import type { EngineClient } from "../engine/client.js";
import type { Claim } from "../engine/protocol.js";
import { canPaint } from "../page/paint.js";
import { summary } from "../ui/format.js";
import type { Panel } from "../ui/panel.js";
import type { Figures } from "./figures/figures.js";
import type { Filter } from "./filter.js";
import type { Marks } from "./marks.js";
import type { Rail } from "./rail.js";
import type { Reading } from "./reading.js";
import { slowly } from "./slow.js";

export interface ShownParts {
  client: EngineClient;
  reading: Reading;
  filter: Filter;
  panel: Panel;
  marks: Marks;
  rail: Rail;
  figures: Figures;
  /** The chosen claim, and the place that j and k go on from. */
  selected(): Claim | undefined;
  cursor(): number;
  /** A line for the person. */
  say(line: string): void;
}

/** How many claims in sight could not be painted; undefined where the browser can paint none. */
interface Marked {
  lost: number | undefined;
}

export class Shown {
  /** Claims that are painted and listed. */
  claims: readonly Claim[] = [];
  #parts: ShownParts;
  /** The list is by status, and a status has changed: it is made anew with the next step. */
  #isOld = false;

  constructor(parts: ShownParts) {
    this.#parts = parts;
  }

  /** Shows nothing until a text is read. */
  clear(): void {
    this.claims = [];
    this.#parts.panel.show("", [], () => false);
  }

  /** Lists what the filter lets through; the card of `keep`, or the open one, stays open. */
  list(keep = this.#parts.panel.selected): void {
    this.#isOld = false;
    const { client, reading, filter, panel, marks } = this.#parts;
    const { report, against, claims, text } = reading;
    const cursor = this.#parts.cursor();
    const passes = filter.passing();
    panel.show(
      text,
      claims,
      (claim, index) => passes(claim) || (index === keep && keep === cursor),
      { checks: report?.checks ?? [], against, also: ({ value, unit, modifier }) => client.also(Array.isArray(value) ? value : [value, value], unit ?? "", modifier === "up" || modifier === "down") },
      keep,
    );
    this.claims = panel.shown.flatMap((index) => claims[index] ?? []);
    const places = filter.places();
    marks.search(places, filter.words.length);
    filter.count(panel.shown.length, claims.length, places.length);
  }

  /** A status has changed. The list stays as it is until the person goes on. */
  reviewed(): void {
    this.#isOld ||= this.#parts.filter.asksStatus;
  }

  /** Lists and paints anew where a status has changed since. */
  renew(keep?: number): void {
    if (!this.#isOld) return;
    this.list(keep);
    void this.paint();
  }

  /** Lists and paints by another filter. */
  async refilter(): Promise<void> {
    const { panel, filter, reading } = this.#parts;
    panel.flush();
    const { claims } = reading;
    await slowly(() => filter.say("Searching …"), () => filter.look(claims));
    // The text is another by now, which lists its own.
    if (claims !== reading.claims) return;
    this.list();
    await this.paint();
  }

  /** Paints what the filter lets through, before it is listed. Undefined where a later call overtook this one. */
  async mark(): Promise<Marked | undefined> {
    const { reading, filter } = this.#parts;
    this.claims = reading.claims.filter(filter.passing());
    return this.#mark();
  }

  /** Paints what is listed, and tells. */
  async paint(): Promise<void> {
    const marked = await this.#mark();
    if (marked) this.tell(marked);
  }

  /** Once all is listed: paints what was chosen or searched, and says how many claims there are. */
  tell({ lost }: Marked): void {
    const { reading, marks, filter, rail, figures, say } = this.#parts;
    const { claims, text } = reading;
    if (lost === undefined) {
      say(`${summary(claims)}. This browser cannot paint marks in a text; use the list.`);
      return;
    }
    marks.select(this.#parts.selected());
    marks.search(filter.places(), filter.words.length);
    rail.draw();
    const note = lost > 0 ? ` ${lost} could not be painted; they are in the list.` : "";
    say(summary(claims) + (claims.length > 0 ? "." : "") + note);
    void figures.draw(text, claims);
  }

  async #mark(): Promise<Marked | undefined> {
    const { reading, marks } = this.#parts;
    if (!reading.view) return undefined;
    if (!canPaint()) return { lost: undefined };
    const lost = await marks.paint(reading.view, this.claims);
    return lost === undefined ? undefined : { lost };
  }
}
