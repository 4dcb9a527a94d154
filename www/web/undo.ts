// Taking back what was said of claims, step by step, and saying what that did.

import type { Claim } from "../engine/protocol.js";
import { STATUS } from "../ui/ticks.js";
import type { Filing } from "./filing.js";
import { notice, type Way } from "./notice.js";

/** Characters of a claim that are said. */
const WORDS = 60;

export interface UndoEvents {
  /** What is being typed counts as said. */
  flush(): void;
  words(claim: Claim): string;
  reviewed(claims: readonly Claim[]): void;
}

export class Undo {
  #filing: Filing;
  #events: UndoEvents;

  constructor(filing: Filing, events: UndoEvents) {
    this.#filing = filing;
    this.#events = events;
  }

  undo(): void {
    this.#events.flush();
    this.#tell(this.#filing.undo(), "Undone", "There is nothing to undo.", { label: "Do it again", run: () => this.redo() });
  }

  redo(): void {
    this.#tell(this.#filing.redo(), "Done again", "There is nothing to do again.", { label: "Undo", run: () => this.undo() });
  }

  #tell(undone: ReturnType<Filing["undo"]>, word: string, nothing: string, way: Way): void {
    if (!undone || undone.refused) {
      notice(undone?.refused ?? nothing);
      return;
    }
    this.#events.reviewed(undone.claims);
    const [claim] = undone.claims;
    const status = claim && this.#filing.statusOf(claim);
    const label = status === undefined ? "to check" : STATUS[status].label.toLowerCase();
    notice(`${word}${claim ? `: “${this.#events.words(claim).slice(0, WORDS)}” is ${label}` : ""}.`, way);
  }
}
