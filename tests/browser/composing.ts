// An input method at the focused element of a page: what is composed is shown stage by stage, until words are chosen.

import type { CDPSession, Page } from "puppeteer-core";
import { besidePage, isFirefox } from "./system.js";

export class InputMethod {
  #page: Page;
  #session: Promise<CDPSession> | undefined;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Shows `text` as what is composed so far. */
  async show(text: string): Promise<void> {
    if (await isFirefox(this.#page)) {
      // One method for all stages; beside a page, scripts share their names.
      await this.#besidePage(`if (!this.method) {
          this.method = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
          if (!method.beginInputTransactionForTests(content)) throw new Error("the page takes no input method");
        }
        method.setPendingCompositionString(${JSON.stringify(text)});
        method.appendClauseToPendingComposition(${text.length}, method.ATTR_RAW_CLAUSE);
        method.setCaretInPendingComposition(${text.length});
        method.flushPendingComposition();`);
    } else {
      const session = await (this.#session ??= this.#page.createCDPSession());
      await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    }
  }

  /** Puts `words` in the place of what is composed, which ends it. */
  async choose(words: string): Promise<void> {
    if (await isFirefox(this.#page)) {
      await this.#besidePage(`method.commitCompositionWith(${JSON.stringify(words)}); this.method = undefined;`);
    } else {
      const session = await (this.#session ??= this.#page.createCDPSession());
      await session.send("Input.insertText", { text: words });
    }
  }

  /** The driver has no command that composes in Firefox; this is the way of its own tests. */
  #besidePage(body: string): Promise<unknown> {
    return besidePage(this.#page.browser(), body);
  }
}
