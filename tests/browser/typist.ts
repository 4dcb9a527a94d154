// A writer at mouse and keyboard of a page with an editor.

import type { KeyInput, Page } from "puppeteer-core";
import { moveClock } from "./clock.js";
import { InputMethod } from "./composing.js";
import { besidePage, isFirefox } from "./system.js";

/** No undo goes back further. */
const MOST = 80;

export class Typist {
  #page: Page;
  #method: InputMethod;

  constructor(page: Page) {
    this.#page = page;
    this.#method = new InputMethod(page);
  }

  /** Clicks into the text: before the `offset`th character of `words`. */
  async click(words: string, offset: number): Promise<void> {
    const point = await this.#point(words, offset);
    if (point) await this.#page.mouse.click(point.x, point.y);
    await this.#heard();
  }

  /** Selects by keyboard, from the caret on. */
  async select(count: number): Promise<void> {
    await this.#page.keyboard.down("Shift");
    for (let at = 0; at < count; at += 1) {
      await this.#page.keyboard.press("ArrowRight");
      // Faster than it hears of them, Slate puts some of them back.
      await this.#heard();
    }
    await this.#page.keyboard.up("Shift");
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  async press(key: KeyInput, times: number): Promise<void> {
    for (let at = 0; at < times; at += 1) await this.#page.keyboard.press(key);
  }

  async chord(key: "a" | "b" | "c" | "v" | "x" | "y" | "z"): Promise<void> {
    const { keyboard } = this.#page;
    if (key === "v") await this.#awaitPaste();
    const isShifted = key === "y" && (await this.#page.evaluate(() => window.mounted?.shiftRedoes === true));
    await keyboard.down("Control");
    if (isShifted) await keyboard.down("Shift");
    await keyboard.press(isShifted ? "z" : key);
    if (isShifted) await keyboard.up("Shift");
    await keyboard.up("Control");
    // The clipboard is another process's.
    if (key === "v") await this.#page.evaluate(() => (window as unknown as { pasted: Promise<void> }).pasted);
    // Editors hear of a new selection a moment later.
    await this.#heard();
  }

  #awaitPaste(): Promise<void> {
    return this.#page.evaluate(() => {
      const inner = window.mounted?.root().ownerDocument.defaultView ?? window;
      const pasted = new Promise<void>((resolve) => inner.addEventListener("paste", () => resolve(), { capture: true, once: true }));
      Object.assign(window, { pasted });
    });
  }

  /** Puts words into the clipboard, by copying them from a field beside the editor. */
  async copy(words: string): Promise<void> {
    await this.#page.evaluate((words: string) => {
      const field = document.createElement("textarea");
      field.id = "to-copy";
      field.style.cssText = "position: fixed; inset: auto 0 0 auto; width: 10px; height: 10px";
      field.value = words;
      document.body.append(field);
      field.focus();
      field.select();
    }, words);
    await this.chord("c");
    await this.#page.evaluate(() => document.getElementById("to-copy")?.remove());
  }

  /** Composes by an input method: each stage in turn, and then the words that are chosen. */
  async compose(stages: readonly string[], chosen: string): Promise<void> {
    for (const text of stages) {
      await this.#method.show(text);
      await this.#heard();
    }
    await this.#method.choose(chosen);
  }

  /** Drags a word to stand before another. */
  async drag(word: string, before: string): Promise<void> {
    const from = (await this.#point(word, 1)) ?? (await this.#pointInField(word, 1));
    const to = (await this.#point(before, 0)) ?? (await this.#pointInField(before, 0));
    const { mouse } = this.#page;
    await this.click(word, 0);
    await this.select(word.length);
    // What is pressed soon after a click is to ProseMirror a double click.
    await moveClock(this.#page);
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(from.x + 8, from.y + 2, { steps: 4 });
    await mouse.move(to.x, to.y, { steps: 8 });
    if (await isFirefox(this.#page)) await this.#drop(to);
    await mouse.up();
  }

  /** The driver's mouse drags in Firefox, but lets nothing fall: this is the way of Firefox's own tests, which it brings along. */
  async #drop({ x, y }: { x: number; y: number }): Promise<void> {
    await besidePage(
      this.#page.browser(),
      `const utils = { window: content, parent: content, _EU_Ci: Ci, _EU_Cc: Cc };
      Services.scriptloader.loadSubScript("chrome://remote/content/external/EventUtils.js", utils);
      let [shown, x, y] = [content, ${x}, ${y}];
      let over = shown.document.elementFromPoint(x, y);
      if (over.localName === "iframe") {
        const box = over.getBoundingClientRect();
        [shown, x, y] = [over.contentWindow, x - box.left, y - box.top];
        over = shown.document.elementFromPoint(x, y);
      }
      const session = shown.windowUtils.dragSession;
      // An editor that forbids to drag its text has none.
      if (!session) return;
      const send = (type) => utils.sendDragEvent(utils.createDragEventObject(type, over, shown, null, { clientX: x, clientY: y }), over, shown);
      send("dragover");
      if (session.dragAction !== Ci.nsIDragService.DRAGDROP_ACTION_NONE) send("drop");
      session.endDragSession(true, 0);`,
    );
  }

  /** Calls what the editor itself offers, where it does. */
  async call(name: "replace" | "outside" | "bold", ...given: string[]): Promise<void> {
    await this.#page.evaluate(
      async (name, given) => {
        await (window.mounted?.[name] as ((...given: string[]) => void | Promise<void>) | undefined)?.(...given);
      },
      name,
      given,
    );
  }

  /** Presses Ctrl with a key until nothing changes any more. Returns how many presses changed something. */
  async repeat(key: "z" | "y"): Promise<number> {
    let content = await this.#content();
    for (let times = 0; times < MOST; times += 1) {
      await this.chord(key);
      const next = await this.#content();
      if (next === content) return times;
      content = next;
    }
    return MOST;
  }

  /** Lets go of the keyboard until the editor has done with what was asked of it. */
  async rest(): Promise<void> {
    await this.#heard();
    await moveClock(this.#page);
    await this.#heard(2);
  }

  /**
   * Waits until the editor has heard of a new selection: at the next frames, or when it says so; and `times` more, between which
   * nothing changes. All in the page: a question from here takes as long as several frames.
   */
  #heard(times = 0): Promise<void> {
    return this.#page.evaluate(async (times: number) => {
      const deadline = performance.now() + 60_000;
      const content = async (): Promise<string> => (await window.mounted?.content()) ?? "";
      let before = times > 0 ? await content() : "";
      for (let same = 0; ; ) {
        for (let frames = 0; frames < 2; frames += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
        await new Promise((resolve) => setTimeout(resolve));
        while (window.mounted?.heard?.() === false) {
          if (performance.now() > deadline) throw new Error("the editor has not heard for a minute");
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        if (times === 0) return;
        const next = await content();
        same = next === before ? same + 1 : 0;
        if (same === times) return;
        before = next;
      }
    }, times);
  }

  #content(): Promise<string> {
    return this.#page.evaluate(async () => (await window.mounted?.content()) ?? "");
  }

  /** Where on the screen a character is; a field's caret is put there instead. */
  async #point(words: string, offset: number): Promise<{ x: number; y: number } | undefined> {
    const point = await this.#page.evaluate(
      (words: string, offset: number) => {
        const root = window.mounted?.root();
        if (!root) throw new Error("no editor");
        if (root.localName === "textarea" || root.localName === "input") {
          const field = root as HTMLTextAreaElement;
          const at = field.value.indexOf(words);
          if (at < 0) throw new Error(`“${words}” is not in the field`);
          field.focus();
          field.setSelectionRange(at + offset, at + offset);
          return undefined;
        }
        const shown = root.ownerDocument;
        const walker = shown.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        const plain = (text: string): string => text.replaceAll("\u00A0", " ");
        let node = walker.nextNode() as Text | null;
        while (node && !plain(node.data).includes(words)) node = walker.nextNode() as Text | null;
        if (!node) throw new Error(`“${words}” is in no text node of ${root.textContent?.slice(0, 500)}`);
        const at = plain(node.data).indexOf(words) + offset;
        const range = shown.createRange();
        // Behind the last character there is no box of its own.
        const isLast = at === node.length;
        range.setStart(node, isLast ? at - 1 : at);
        range.setEnd(node, isLast ? at : at + 1);
        node.parentElement?.scrollIntoView({ block: "center" });
        const box = range.getClientRects()[0];
        if (!box) throw new Error(`“${words}” is not shown`);
        const frame = shown.defaultView?.frameElement?.getBoundingClientRect();
        const x = (isLast ? box.right + 1 : box.left + 0.5) + (frame?.left ?? 0);
        return { x, y: box.top + box.height / 2 + (frame?.top ?? 0) };
      },
      words,
      offset,
    );
    return point;
  }

  /** Where in a field a character is: the browser is asked which one is at a place. */
  #pointInField(words: string, offset: number): Promise<{ x: number; y: number }> {
    return this.#page.evaluate(
      (words: string, offset: number) => {
        const field = window.mounted?.root() as HTMLTextAreaElement;
        const wanted = field.value.indexOf(words) + offset;
        const box = field.getBoundingClientRect();
        field.scrollLeft = 0;
        for (let y = box.top + 6; y < box.bottom; y += 6) {
          const fit: number[] = [];
          for (let x = box.left + 2; x < box.right; x += 1) if (document.caretPositionFromPoint(x, y)?.offset === wanted) fit.push(x);
          const x = fit[fit.length >> 1];
          if (x !== undefined) return { x, y: y + 3 };
        }
        throw new Error(`“${words}” is not shown in the field`);
      },
      words,
      offset,
    );
  }
}
