// The article as it was last read: its text, its claims, and what the source text says of them.

import { inSlices, pause } from "../common/slices.js";
import { type EngineClient, Superseded } from "../engine/client.js";
import type { Claim, Report } from "../engine/protocol.js";
import { ArticleView } from "../page/article.js";
import { SourceFindings } from "../ui/against.js";
import { asked, choose, type LinkChoices } from "../ui/choices.js";
import { line } from "./need.js";
import { slowly } from "./slow.js";

export interface ReadingEvents {
  date(): string | undefined;
  choices(): LinkChoices;
  source(): string;
  /** The marks of the text before are void; `text` is being read. */
  cleared(text: string): void;
  /** The text is laid out and read. */
  read(signal: AbortSignal): Promise<void>;
  /** What the source says has changed. */
  compared(): void;
  /** Lines for the person. */
  say(line: string): void;
  saySource(line: string): void;
  fail(problem: string | undefined): void;
}

export class Reading {
  text = "";
  report: Report | undefined;
  claims: readonly Claim[] = [];
  view: ArticleView | undefined;
  against: SourceFindings | undefined;
  #client: EngineClient;
  #host: HTMLElement;
  #events: ReadingEvents;
  #running: AbortController | undefined;

  constructor(client: EngineClient, host: HTMLElement, events: ReadingEvents) {
    this.#client = client;
    this.#host = host;
    this.#events = events;
  }

  /** Reads `text`, or the present text anew, lays it out and has it marked. A later call overtakes an earlier one. */
  async read(text = this.text): Promise<void> {
    const events = this.#events;
    this.text = text;
    this.#running?.abort();
    const { signal } = (this.#running = new AbortController());
    events.fail(undefined);
    events.say("");
    const announce = (): void => events.say(`Reading ${(text.length / 1e6).toFixed(1)} million characters …`);
    try {
      const scanned = this.#client.scan(text, events.date(), asked(events.choices()));
      // Both go on at once: the text is laid out while the engine reads it. The scan's failure is taken below.
      scanned.catch(() => undefined);
      this.claims = [];
      this.report = this.against = this.view = undefined;
      events.cleared(text);
      await slowly(announce, async () => {
        const view = await ArticleView.show(this.#host, text, signal);
        const report = await scanned;
        signal.throwIfAborted();
        // What comes of the answer is a task of its own.
        await pause();
        signal.throwIfAborted();
        this.view = view;
        this.report = report;
        await this.rechoose(signal);
      });
      await events.read(signal);
      await this.compare();
    } catch (error) {
      if (signal.aborted || error instanceof Superseded) return;
      events.say("");
      events.fail(`The text could not be marked: ${line(error)}. It is kept.`);
    }
  }

  /** Shows the links that are chosen now. */
  async rechoose(signal: AbortSignal): Promise<void> {
    const choices = this.#events.choices();
    const chosen: Claim[] = [];
    const claims = this.report?.claims ?? [];
    await inSlices(
      (function* () {
        for (const claim of claims) {
          chosen.push(choose(claim, choices));
          yield;
        }
      })(),
      signal,
    );
    this.claims = chosen;
  }

  /** Looks every claim up in the source text, where there is one. */
  async compare(): Promise<void> {
    const { text } = this;
    const source = this.#events.source();
    if (source === "") {
      if (!this.against) return;
      this.against = undefined;
      this.#events.compared();
      return;
    }
    try {
      const found = await slowly(() => this.#events.saySource("Comparing …"), () => this.#client.against(text, source));
      // Reading a long answer is a task of its own, and showing it another.
      await pause();
      const findings = new SourceFindings(source, found);
      const summary = findings.summary(this.claims);
      await pause();
      if (text !== this.text || source !== this.#events.source()) return;
      this.against = findings;
      this.#events.saySource(summary);
      this.#events.compared();
    } catch (error) {
      if (error instanceof Superseded) return;
      this.#events.saySource(`The source could not be compared: ${line(error)}. It is kept.`);
    }
  }
}
