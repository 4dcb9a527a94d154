// The article on the table with all that is known of it: reads it, marks it, lists its claims, keeps what is found.
// Each part is a file of its own; what one has to know of another goes through here.

import type { Desk } from "../desk/desk.js";
import { type EngineClient, Superseded } from "../engine/client.js";
import type { Claim } from "../engine/protocol.js";
import { nextFrame } from "../page/article.js";
import { canPaint } from "../page/paint.js";
import { claimAt, offsetAt } from "../page/hit.js";
import { card } from "../ui/card.js";
import { KIND, summary } from "../ui/format.js";
import { LinkSettings } from "../ui/links.js";
import { Panel } from "../ui/panel.js";
import { press, STATUS, type Status, ticks } from "../ui/ticks.js";
import { Compare } from "./compare.js";
import { drawFigures } from "./figures.js";
import { Filing } from "./filing.js";
import { Filter } from "./filter.js";
import { Hover } from "./hover.js";
import { listLost } from "./lost.js";
import { Marks } from "./marks.js";
import { showLeftOut } from "./left-out.js";
import { line, need } from "./need.js";
import { notice } from "./notice.js";
import { Rail } from "./rail.js";
import { Reading } from "./reading.js";
import type { Line } from "./readers/intake.js";
import type { ReportSource } from "./report.js";
import { initials, load, save, saveInitials } from "./settings.js";
import { Sheet } from "./sheet.js";
import { SourceBox } from "./source.js";
import { tabs } from "./tabs.js";

/** What is known of a text that comes in. */
export interface Taken {
  /** The article that it is, or "new"; without it, it is looked for on the desk. */
  as?: string;
  title?: string;
  date?: string;
  /** All that came in, where parts of it were left out. */
  lines?: readonly Line[];
}

/** Who chose a claim: decides what takes the keyboard and what scrolls. */
type From = "panel" | "article" | "key" | "rail";

export class Workbench {
  readonly filing: Filing;
  readonly sheet: Sheet;
  readonly filter: Filter;
  readonly panel: Panel;
  readonly compare: Compare;
  readonly source: SourceBox;
  #client: EngineClient;
  #article = need("article", HTMLElement);
  #title = need("title", HTMLInputElement);
  #date = need("date", HTMLInputElement);
  #status = need("status", HTMLElement);
  #problem = need("problem", HTMLElement);
  #back = need("back", HTMLButtonElement);
  #figures = need("figures", HTMLElement);
  #reading: Reading;
  #marks: Marks;
  #rail: Rail;
  #hover: Hover;
  #links: LinkSettings;
  #showTab: (id: string) => void;
  #taken: Taken = {};
  /** Claims that are painted and listed. */
  #visible: readonly Claim[] = [];
  /** Where j and k go on from. */
  #cursor = -1;
  /** The list is by status, and a status has changed: it is made anew with the next step. */
  #isListOld = false;
  /** The date was set for the text that comes next. */
  #isDateSet = false;
  #drawn: { claims: readonly Claim[]; stop: AbortController } | undefined;

  constructor(client: EngineClient, desk: Desk) {
    this.#client = client;
    this.sheet = new Sheet(() => {
      const range = this.#marks.select(this.selected);
      if (range) this.#scrollTo(range);
    });
    this.filing = new Filing(desk, initials(), {
      changed: (claim) => this.#reviewed(claim),
      signed: (signed) => {
        if (!saveInitials(signed)) notice("This browser does not keep your initials for the next visit.");
      },
    });
    this.#marks = new Marks((claim) => this.filing.statusOf(claim));
    this.filter = new Filter({ statusOf: (claim) => this.filing.statusOf(claim), changed: () => void this.#refilter() });
    this.panel = new Panel(need("panel", HTMLElement), {
      onSelect: (index) => this.select(index, "panel"),
      statusOf: (index) => this.#with(index, (claim) => this.filing.statusOf(claim)),
      onStatus: (index, status) => this.#with(index, (claim) => this.filing.setStatus(claim, status)),
      reviewOf: (index) => this.filing.reviewOf(this.claims[index] as Claim),
      onWrite: (index, written) => this.#with(index, (claim) => this.filing.write(claim, written)),
    });
    this.source = new SourceBox(
      {
        root: need("source", HTMLDetailsElement),
        box: need("source-text", HTMLTextAreaElement),
        file: need("source-file", HTMLInputElement),
        clear: need("source-clear", HTMLButtonElement),
        status: need("source-status", HTMLElement),
      },
      () => {
        this.filing.article?.describe({ source: this.source.text });
        void this.#reading.compare();
      },
    );
    this.#reading = new Reading(client, this.#article, {
      date: () => this.#date.value || undefined,
      choices: () => this.#links.choices,
      source: () => this.source.text,
      cleared: () => this.#clear(),
      read: (signal) => this.#read(signal),
      compared: () => this.#compared(),
      say: (line) => this.say(line),
      saySource: (line) => this.source.say(line),
      fail: (problem) => {
        this.#problem.hidden = problem === undefined;
        (this.#problem.firstElementChild ?? this.#problem).textContent = problem ?? "";
      },
    });
    this.#links = new LinkSettings({ groups: need("groups", HTMLFieldSetElement), form: need("targets", HTMLFormElement) }, load(), {
      check: ({ label, template }) => client.target(label, template),
      save: (choices) => {
        const isKept = save(choices);
        this.readAgain();
        return isKept;
      },
    });
    this.#rail = new Rail(
      { rail: need("rail", HTMLElement), gutter: need("gutter", HTMLElement), article: this.#article },
      {
        text: () => this.text,
        view: () => this.#reading.view,
        visible: () => this.#visible,
        selected: () => this.selected,
        statusOf: (claim) => this.filing.statusOf(claim),
        reviewed: () => this.#reviewedVisible(),
        choose: (claim) => this.choose(claim, "rail"),
      },
    );
    this.#hover = new Hover(this.#article, {
      view: () => this.#reading.view,
      visible: () => this.#visible,
      content: (claim) => this.#hanging(claim),
      isOpen: (claim) => claim === this.selected && !this.sheet.isNarrow,
    });
    this.compare = new Compare(
      { main: document.querySelector("main") as HTMLElement, pane: need("source-pane", HTMLElement), host: need("source-article", HTMLElement), button: need("compare", HTMLButtonElement) },
      () => this.#rail.draw(),
    );
    this.#showTab = tabs(document.querySelector("[role=tablist]") as HTMLElement, () => void this.#drawFigures());
    this.#listen();
  }

  get text(): string {
    return this.#reading.text;
  }

  get claims(): readonly Claim[] {
    return this.#reading.claims;
  }

  get selected(): Claim | undefined {
    return this.panel.selected === undefined ? undefined : this.claims[this.panel.selected];
  }

  get date(): string | undefined {
    return this.#date.value || undefined;
  }

  /** Reads `text` as an article, and lays it on the desk. */
  async take(text: string, taken: Taken = {}): Promise<void> {
    this.panel.flush();
    if (taken.as === undefined || taken.as === "new") {
      // A date belongs to its article, except where it was set for the one to come.
      if (!this.#isDateSet && !taken.date) this.#date.value = "";
    }
    if (taken.date) this.#date.value = taken.date;
    this.#isDateSet = false;
    this.#taken = taken;
    await this.#reading.read(text);
  }

  /** Reads the same article anew: its date or the links are others, or it could not be read. */
  readAgain(): void {
    this.panel.flush();
    const { article } = this.filing;
    const { lines } = this.#taken;
    this.#taken = article ? { as: article.id, ...(lines ? { lines } : {}) } : this.#taken;
    void this.#reading.read();
  }

  /** One line on the article. */
  say(line: string): void {
    this.#status.textContent = line;
  }

  /** Shows a tab of the panel. */
  show(tab: "claims" | "figures" | "lost" | "file"): void {
    this.#showTab(tab);
    if (this.sheet.isNarrow) this.sheet.set(true);
  }

  /** Opens a claim's card by its place. */
  select(index: number | undefined, from: From): void {
    if (this.#isListOld) this.#list(index);
    this.#hover.popover.hide();
    const claim = index === undefined ? undefined : this.claims[index];
    if (index !== undefined) this.#cursor = index;
    if (index !== undefined && from !== "panel") this.#showTab("claims");
    const isInArticle = from === "key" && document.activeElement === this.#article;
    // A sheet that covers the half of a small window is drawn up by those who want it.
    if (claim && this.sheet.isNarrow && from !== "key") this.sheet.set(true);
    this.panel.select(index, from === "key" ? (isInArticle ? false : "card") : from !== "rail");
    const range = this.#marks.select(claim);
    this.compare.select(claim);
    if (from !== "article" && range) this.#scrollTo(range, isInArticle);
    if (isInArticle && claim) {
      // Scrolling closes what hangs beside a mark, and tells of itself only with the next frame.
      void nextFrame().then(() => {
        if (claim === this.selected) this.#hover.show(claim);
      });
    }
    this.#rail.draw();
  }

  /** Opens a claim's card. */
  choose(claim: Claim, from: From): void {
    const index = this.claims.indexOf(claim);
    if (index < 0) return;
    // A claim that the filter holds back is shown all the same: it was asked for.
    if (!this.panel.shown.includes(index)) this.#list(index);
    this.select(index, from);
  }

  /** Goes to the next (1) or the last (-1) listed claim; `open`: only those still to check. */
  step(by: 1 | -1, open = false): void {
    if (this.#isListOld) this.#list();
    const shown = this.panel.shown;
    const at = by > 0 ? shown.findIndex((index) => index > this.#cursor) : shown.findLastIndex((index) => index < this.#cursor);
    let place = this.#cursor < 0 && by < 0 ? shown.length - 1 : at;
    while (open && place >= 0 && place < shown.length) {
      const claim = this.claims[shown[place] as number];
      if (claim && this.filing.statusOf(claim) === undefined) break;
      place += by;
    }
    const index = shown[place];
    if (index !== undefined) this.select(index, "key");
    else if (this.claims.length > 0) notice(open ? `No claim ${by > 0 ? "behind" : "before"} this one is still to check.` : `This is the ${by > 0 ? "last" : "first"} claim.`);
  }

  /** Sets the status of the chosen claim, or lets it go where it has that status already. */
  tick(status: Status | undefined): void {
    const claim = this.selected;
    if (!claim) {
      notice("Choose a claim first: j goes to the first.");
      return;
    }
    this.filing.setStatus(claim, status === this.filing.statusOf(claim) ? undefined : status);
  }

  undo(): void {
    this.panel.flush();
    this.#undone(this.filing.undo(), "Undone", { label: "Do it again", run: () => this.#undone(this.filing.redo(), "Done again") });
  }

  redo(): void {
    this.#undone(this.filing.redo(), "Done again", { label: "Undo", run: () => this.undo() });
  }

  /** Puts the keyboard on the first link of the chosen claim. */
  toLinks(): void {
    document.querySelector<HTMLElement>("#panel .card .links a")?.focus();
  }

  /** What a printed report says. */
  get report(): ReportSource {
    const { done, of } = this.filing.progress;
    return {
      title: this.#title.value || this.#title.placeholder,
      date: this.date,
      text: this.text,
      claims: this.panel.shown.flatMap((index) => this.claims[index] ?? []),
      checks: this.#reading.report?.checks ?? [],
      all: of,
      done,
      reviewOf: (claim) => this.filing.reviewOf(claim),
    };
  }

  /** Opens an article of the desk. */
  async open(id: string): Promise<void> {
    const record = await this.filing.desk.load(id);
    if (!record) {
      notice("This article is no longer on the desk.");
      return;
    }
    this.source.put(record.source);
    this.#date.value = record.date;
    await this.take(record.text, { as: id, date: record.date });
  }

  /** Shows what is kept of the article now: another tab or a file has changed it. */
  refresh(): void {
    const { article } = this.filing;
    if (!article) return;
    this.#title.value = article.record.title;
    this.panel.refresh();
    this.#afterReview();
    void this.#paint();
  }

  #listen(): void {
    need("retry", HTMLButtonElement).addEventListener("click", () => this.readAgain());
    this.#date.addEventListener("change", () => {
      this.#isDateSet = true;
      this.filing.article?.describe({ date: this.#date.value });
      this.readAgain();
    });
    this.#title.addEventListener("change", () => this.filing.article?.describe({ title: this.#title.value.trim() }));
    this.#back.addEventListener("click", () => this.undo());
    this.#article.addEventListener("click", (event) => {
      const view = this.#reading.view;
      // A selection is not a click on a claim.
      if (!view || !getSelection()?.isCollapsed) return;
      const offset = offsetAt(view, event.clientX, event.clientY);
      const at = offset === undefined ? undefined : claimAt(this.#visible, offset);
      const claim = at === undefined ? undefined : this.#visible[at];
      if (claim) this.choose(claim, "article");
    });
    document.querySelector(".sheet")?.addEventListener("click", (event) => {
      const { step, tick } = (event.target as Element).closest("button")?.dataset ?? {};
      if (step) this.step(step === "1" ? 1 : -1);
      if (tick) this.tick(tick as Status);
    });
    addEventListener("pagehide", () => this.panel.flush());
  }

  *#reviewedVisible(): Generator<readonly [Claim, Status]> {
    for (const each of this.filing.reviewed()) if (this.filter.passes(each[0])) yield each;
  }

  #with<T>(index: number, say: (claim: Claim) => T): T | undefined {
    const claim = this.claims[index];
    return claim && say(claim);
  }

  #clear(): void {
    this.#hover.popover.hide();
    this.#marks.clear();
    this.filing.close();
    this.#visible = [];
    this.#cursor = -1;
    this.panel.show("", [], () => false);
    void this.compare.show(undefined, [], undefined);
    this.#rail.draw();
  }

  async #read(signal: AbortSignal): Promise<void> {
    const { claims, text } = this.#reading;
    const { lines, ...taken } = this.#taken;
    showLeftOut(lines, (whole) => void this.take(whole, { as: "new", ...(taken.title ? { title: taken.title } : {}), ...(taken.date ? { date: taken.date } : {}) }));
    const article = await this.filing.open(text, claims, { ...taken, date: this.#date.value, source: this.source.text });
    signal.throwIfAborted();
    const { record } = article;
    this.#title.value = record.title;
    this.#title.placeholder = text.trimStart().split("\n", 1)[0]?.slice(0, 200) ?? "";
    if (record.source !== "" && this.source.text === "") this.source.put(record.source);
    if (record.date !== "" && record.date !== this.#date.value) {
      // The article was kept with its date: "on Tuesday" is another day then.
      this.#date.value = record.date;
      this.readAgain();
      return;
    }
    // A pause between steps that each go through all claims.
    this.filter.offer(text, claims);
    await nextFrame();
    signal.throwIfAborted();
    this.#list();
    await nextFrame();
    signal.throwIfAborted();
    this.#afterReview();
    await this.#paint();
    signal.throwIfAborted();
    if (taken.as === undefined) this.#tellFound(text);
  }

  /** Says that a pasted text was known, since that could be wrong. */
  #tellFound(text: string): void {
    const { article } = this.filing;
    if (!article || article.found === "new" || article.reviews.size + article.lost.length === 0) return;
    const name = article.record.title || this.#title.placeholder;
    const lost = article.lost.length > 0 ? ` ${article.lost.length} that you reviewed ${article.lost.length === 1 ? "is" : "are"} not in this text any more.` : "";
    const edited = article.found === "edited" ? { label: "It is another article", run: () => void this.take(text, { as: "new" }) } : undefined;
    notice(`Known: “${name.slice(0, 60)}”. ${article.reviews.size} claim${article.reviews.size === 1 ? "" : "s"} found again with what you said of ${article.reviews.size === 1 ? "it" : "them"}.${lost}`, ...(edited ? [edited] : []));
  }

  /** Lists what the filter lets through; the card of `keep`, or the open one, stays open. */
  #list(keep = this.panel.selected): void {
    this.#isListOld = false;
    const { report, against, claims, text } = this.#reading;
    this.panel.show(
      text,
      claims,
      (claim, index) => this.filter.passes(claim) || (index === keep && keep === this.#cursor),
      { checks: report?.checks ?? [], against, also: ({ value, unit, modifier }) => this.#client.also(Array.isArray(value) ? value : [value, value], unit ?? "", modifier === "up" || modifier === "down") },
      keep,
    );
    this.#visible = this.panel.shown.flatMap((index) => claims[index] ?? []);
    const places = this.filter.places();
    this.#marks.search(places, this.filter.words.length);
    this.filter.count(this.panel.shown.length, claims.length, places.length);
  }

  async #refilter(): Promise<void> {
    this.panel.flush();
    this.#list();
    await this.#paint();
  }

  async #paint(): Promise<void> {
    const { view, claims } = this.#reading;
    if (!view) return;
    if (!canPaint()) {
      this.say(`${summary(claims)}. This browser cannot paint marks in a text; use the list.`);
      return;
    }
    const lost = await this.#marks.paint(view, this.#visible);
    if (lost === undefined) return;
    this.#marks.select(this.selected);
    this.#marks.search(this.filter.places(), this.filter.words.length);
    this.#rail.draw();
    const note = lost > 0 ? ` ${lost} could not be painted; they are in the list.` : "";
    this.say(summary(claims) + (claims.length > 0 ? "." : "") + note);
    void this.#drawFigures();
  }

  #compared(): void {
    this.#list();
    void this.compare.show(this.#reading.view, this.claims, this.#reading.against).then(() => this.compare.select(this.selected));
  }

  /** A review has changed: what shows it is brought up to date, and nothing else. */
  #reviewed(claim: Claim): void {
    const index = this.claims.indexOf(claim);
    this.panel.refresh(index);
    this.#marks.update(claim);
    if (this.#hover.popover.subject === claim) {
      const group = this.#hover.popover.element.querySelector(".ticks");
      if (group) press(group, this.filing.statusOf(claim));
    }
    this.#isListOld ||= this.filter.asksStatus;
    this.#afterReview();
  }

  #afterReview(): void {
    const { article } = this.filing;
    const { done, of } = this.filing.progress;
    const meter = need("done", HTMLMeterElement);
    meter.max = Math.max(1, of);
    meter.value = done;
    need("progress", HTMLElement).textContent = of === 0 ? "" : `${done} of ${of}`;
    this.sheet.say(of === 0 ? "Claims" : `${done} of ${of}`);
    this.#back.disabled = !article?.canUndo;
    const lost = need("tab-lost", HTMLButtonElement);
    const count = article?.lost.length ?? 0;
    lost.textContent = `Lost ${count}`;
    if (count === 0 && lost.getAttribute("aria-selected") === "true") this.#showTab("claims");
    lost.hidden = count === 0;
    listLost(need("lost", HTMLElement), article, {
      forget: ({ key, anchor }) => {
        article?.forget(key);
        this.#afterReview();
        notice(`What you found of “${anchor.quote.slice(0, 60)}” is removed.`, { label: "Undo", run: () => this.undo() });
      },
      attach: ({ key }) => {
        const claim = this.selected;
        if (!claim || !article) {
          notice("Choose the claim that it is in the list first.");
          return;
        }
        article.attach(key, claim);
        this.#reviewed(claim);
      },
    });
    this.#rail.draw();
  }

  #undone(undone: ReturnType<Filing["undo"]>, word: string, ...ways: { label: string; run(): void }[]): void {
    if (!undone) {
      notice("There is nothing to undo.");
      return;
    }
    if (undone.refused) {
      notice(undone.refused);
      return;
    }
    for (const claim of undone.claims) this.#reviewed(claim);
    this.#afterReview();
    const [claim] = undone.claims;
    const what = claim ? `: “${this.text.slice(...claim.span).slice(0, 60)}” is ${labelOf(this.filing.statusOf(claim))}` : "";
    notice(`${word}${what}.`, ...ways);
  }

  /** The card that hangs beside a mark. */
  #hanging(claim: Claim): Node[] {
    const index = this.claims.indexOf(claim);
    const kind = document.createElement("p");
    kind.className = `kind ${claim.kind}`;
    kind.textContent = KIND[claim.kind];
    const hanging = card(claim, this.panel.context, `tickmark-hanging-${index}`, { sentence: false });
    hanging.addEventListener("click", (event) => {
      const goto = (event.target as Element).closest<HTMLElement>("[data-goto]")?.dataset["goto"];
      if (goto !== undefined) this.select(Number(goto), "rail");
    });
    return [kind, ticks(this.filing.statusOf(claim), (status) => this.filing.setStatus(claim, status)), hanging];
  }

  /** Brings a mark into sight, where it is not; `atOnce`: without a glide. */
  #scrollTo(range: Range, atOnce = false): void {
    const box = range.getBoundingClientRect();
    const isHidden = box.top < 40 || box.bottom > this.sheet.free - 20 || box.height === 0;
    if (!isHidden) return;
    // Far away, what flies past says nothing.
    const isNear = !atOnce && Math.abs(box.top - innerHeight / 2) < 1.5 * innerHeight && matchMedia("(prefers-reduced-motion: no-preference)").matches;
    range.startContainer.parentElement?.scrollIntoView({ block: "center", behavior: isNear ? "smooth" : "instant" });
  }

  /** Draws the figures where they are looked at and the article is another since. */
  async #drawFigures(): Promise<void> {
    const { claims, text } = this.#reading;
    if (this.#figures.hidden || this.#drawn?.claims === claims) return;
    this.#drawn?.stop.abort();
    const stop = new AbortController();
    this.#drawn = { claims, stop };
    try {
      await drawFigures(this.#figures, { text, claims, choose: (claim) => this.choose(claim, "rail") }, this.#client, stop.signal);
    } catch (error) {
      if (stop.signal.aborted || error instanceof Superseded) return;
      // Asked for again with the next look at them.
      this.#drawn = undefined;
      this.#figures.textContent = `The figures could not be drawn: ${line(error)}.`;
    }
  }
}

function labelOf(status: Status | undefined): string {
  return status === undefined ? "to check" : STATUS[status].label.toLowerCase();
}
