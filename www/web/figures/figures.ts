// Figures of the article: its dates on a line, its amounts on one scale for each dimension, and how much of it each
// speaker has. Each is drawn for the eye and stands in a table as well; in both a claim is pressed to go to it.

import { inSlices } from "../../common/slices.js";
import { type EngineClient, Superseded } from "../../engine/client.js";
import type { Claim } from "../../engine/protocol.js";
import { nextFrame } from "../../page/article.js";
import { el } from "../../ui/dom.js";
import { line } from "../need.js";
import { amounts } from "./amounts.js";
import type { FigureSource } from "./figure.js";
import { slowly } from "../slow.js";
import { speakers } from "./speakers.js";
import { timeline } from "./timeline.js";

/** The figures of the article on the table: drawn when they are looked at, and anew when it is another. */
export class Figures {
  #host: HTMLElement;
  #client: EngineClient;
  #choose: FigureSource["choose"];
  #drawn: { claims: readonly Claim[]; stop: AbortController } | undefined;

  constructor(host: HTMLElement, client: EngineClient, choose: FigureSource["choose"]) {
    this.#host = host;
    this.#client = client;
    this.#choose = choose;
  }

  async draw(text: string, claims: readonly Claim[]): Promise<void> {
    if (this.#host.hidden || this.#drawn?.claims === claims) return;
    this.#drawn?.stop.abort();
    const stop = new AbortController();
    this.#drawn = { claims, stop };
    try {
      const announce = (): void => {
        if (!stop.signal.aborted) this.#host.replaceChildren(el("p", { class: "hint", role: "status" }, "The figures are being drawn …"));
      };
      await drawFigures(this.#host, { text, claims, choose: this.#choose }, this.#client, announce, stop.signal);
    } catch (error) {
      if (stop.signal.aborted || error instanceof Superseded) return;
      // Asked for again with the next look at them.
      this.#drawn = undefined;
      this.#host.textContent = `The figures could not be drawn: ${line(error)}.`;
    }
  }
}

/** Draws the figures of an article in `host`. `signal`: the article is another by now. */
async function drawFigures(host: HTMLElement, source: FigureSource, client: EngineClient, announce: () => void, signal: AbortSignal): Promise<void> {
  const sections = await slowly(announce, async () => {
    const dates = await inSlices(timeline(source), signal);
    // A pause between two figures: each may go through many thousand claims.
    await nextFrame();
    const scales = await amounts(source, client);
    await nextFrame();
    return [dates, ...scales, speakers(source)].filter((section) => section !== undefined);
  });
  if (signal.aborted) return;
  host.replaceChildren();
  if (sections.length === 0) host.append(el("p", { class: "hint" }, "There is nothing to draw: the article has no two dates, amounts or speakers."));
  for (const section of sections) {
    for (const _ of put(host, section)) {
      await nextFrame();
      if (signal.aborted) return;
    }
  }
}

/** Shapes of a drawing that are put into the page at once: the thousand elements of a long text's dates took 24 ms to style. */
const AT_ONCE = 60;

/** Puts a figure into `host`; each step is drawn in a frame of its own. */
function* put(host: HTMLElement, section: HTMLElement): Generator<void> {
  const drawing = section.querySelector("svg");
  const late = [...(drawing?.children ?? [])].slice(AT_ONCE);
  for (const shape of late) shape.remove();
  host.append(section);
  yield;
  for (let at = 0; at < late.length; at += AT_ONCE) {
    drawing?.append(...late.slice(at, at + AT_ONCE));
    yield;
  }
}
