// The article on the table with all that is known of it: reads it, marks it, lists its claims, keeps what is found.
// Each part is a file of its own; what is shown and what is chosen of the claims is in shown.ts and chosen.ts.

import { pause } from "../common/slices.js";
import type { Desk } from "../desk/desk.js";
import type { Opening } from "../desk/opening.js";
import type { EngineClient } from "../engine/client.js";
import type { Claim } from "../engine/protocol.js";
import { nextFrame } from "../page/article.js";
import { claimAt, offsetAt } from "../page/hit.js";
import { card } from "../ui/card.js";
import { KIND } from "../ui/format.js";
import { LinkSettings } from "../ui/links.js";
import { Panel } from "../ui/panel.js";
import { press, type Status, ticks } from "../ui/ticks.js";
import { Chosen } from "./chosen.js";
import { Compare } from "./compare.js";
import { Figures } from "./figures/figures.js";
import { Filing } from "./filing.js";
import { Filter } from "./filter.js";
import { Hover } from "./hover.js";
import { tellKnown } from "./known.js";
import { Progress } from "./progress.js";
import { Marks } from "./marks.js";
import { showLeftOut } from "./left-out.js";
import { need } from "./need.js";
import { notice } from "./notice.js";
import { Rail } from "./rail.js";
import { Reading } from "./reading.js";
import type { Line } from "./readers/intake.js";
import type { ReportSource } from "./report.js";
import { initials, load, save, saveInitials } from "./settings.js";
import { scrollTo } from "./scroll.js";
import { Sheet } from "./sheet.js";
import { Shown } from "./shown.js";
import { SourceBox } from "./source.js";
import { tabs } from "./tabs.js";
import { Undo } from "./undo.js";

/** Claims that are gone through in a few milliseconds. */
const FEW = 300;

/** What is known of a text that comes in. */
export interface Taken {
  /** The article that it is, or "new"; without it, it is looked for on the desk. */
  as?: string;
  title?: string;
  date?: string;
  /** All that came in, where parts of it were left out. */
  lines?: readonly Line[];
  /** The offset that is to be in sight once it is read. */
  place?: number;
  /** It is the page's own, and no article of the person's. */
  isSample?: true;
}

export class Workbench {
  readonly filing: Filing;
  readonly sheet: Sheet;
  readonly filter: Filter;
  readonly panel: Panel;
  readonly compare: Compare;
  readonly source: SourceBox;
  readonly chosen: Chosen;
  #shown: Shown;
  #article = need("article", HTMLElement);
  #title = need("title", HTMLInputElement);
  #date = need("date", HTMLInputElement);
  #status = need("status", HTMLElement);
  #problem = need("problem", HTMLElement);
  #reading: Reading;
  #marks: Marks;
  #rail: Rail;
  #progress: Progress;
  #undo: Undo;
  #hover: Hover;
  #figures: Figures;
  #links: LinkSettings;
  #showTab: (id: string) => void;
  #taken: Taken = {};
  #replacing: () => void;
  #opening: Promise<Opening> | undefined;
  /** The article that was on the table last. */
  #laid: string | undefined;
  /** The date was set for the text that comes next. */
  #isDateSet = false;

  /** `replacing` is called before a text takes the place of another one without coming from outside. */
  constructor(client: EngineClient, desk: Desk, replacing: () => void) {
    this.#replacing = replacing;
    this.sheet = new Sheet(() => {
      const range = this.#marks.select(this.chosen.claim);
      if (range) scrollTo(range, this.sheet.free);
    });
    this.filing = new Filing(desk, initials(), {
      changed: (claim) => this.#reviewed(claim),
      signed: (signed) => {
        if (!saveInitials(signed)) notice("This browser does not keep your initials for the next visit.");
      },
    });
    this.#undo = new Undo(this.filing, {
      flush: () => this.panel.flush(),
      words: (claim) => this.text.slice(...claim.span),
      reviewed: (claims) => {
        for (const claim of claims) this.#reviewed(claim);
        this.#afterReview();
      },
    });
    this.#marks = new Marks((claim) => this.filing.statusOf(claim));
    this.filter = new Filter({ statusOf: (claim) => this.filing.statusOf(claim), changed: () => void this.#shown.refilter() });
    this.panel = new Panel(need("panel", HTMLElement), {
      onSelect: (index) => {
        const claim = index === undefined ? undefined : this.claims[index];
        if (claim) this.chosen.choose(claim, "panel");
        else this.chosen.select(undefined, "panel");
      },
      statusOf: (index) => this.#with(index, (claim) => this.filing.statusOf(claim)),
      onStatus: (index, status) => this.#with(index, (claim) => this.filing.setStatus(claim, status)),
      reviewOf: (index) => this.filing.reviewOf(this.claims[index] as Claim),
      editedSince: (index) => this.#with(index, (claim) => this.filing.editedSince(claim)),
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
      cleared: (text) => this.#clear(text),
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
        visible: () => this.#shown.claims,
        selected: () => this.chosen.claim,
        statusOf: (claim) => this.filing.statusOf(claim),
        reviewed: () => this.#reviewedVisible(),
        choose: (claim) => this.chosen.choose(claim, "rail"),
      },
    );
    this.#progress = new Progress({
      say: (line) => this.sheet.say(line),
      emptied: () => this.#showTab("claims"),
      undo: () => this.undo(),
      forget: ({ key, anchor }) => {
        this.filing.article?.forget(key);
        this.#afterReview();
        notice(`What you found of “${anchor.quote.slice(0, 60)}” is removed.`, { label: "Undo", run: () => this.undo() });
      },
      attach: ({ key }) => {
        const claim = this.chosen.claim;
        if (!claim || !this.filing.article) {
          notice("Choose the claim that it is in the list first.");
          return;
        }
        this.filing.article.attach(key, claim);
        this.#reviewed(claim);
      },
    });
    this.#figures = new Figures(need("figures", HTMLElement), client, (claim, byKey) => this.chosen.choose(claim, byKey ? "key" : "rail"));
    this.#hover = new Hover(this.#article, {
      view: () => this.#reading.view,
      visible: () => this.#shown.claims,
      content: (claim) => this.#hanging(claim),
      isOpen: (claim) => claim === this.chosen.claim && !this.sheet.isNarrow,
    });
    this.compare = new Compare(
      { main: document.querySelector("main") as HTMLElement, pane: need("source-pane", HTMLElement), host: need("source-article", HTMLElement), button: need("compare", HTMLButtonElement) },
      () => this.#rail.draw(),
    );
    this.#showTab = tabs(document.querySelector("[role=tablist]") as HTMLElement, () => void this.#figures.draw(this.text, this.claims));
    this.#shown = new Shown({
      client,
      reading: this.#reading,
      filter: this.filter,
      panel: this.panel,
      marks: this.#marks,
      rail: this.#rail,
      figures: this.#figures,
      selected: () => this.chosen.claim,
      cursor: () => this.chosen.cursor,
      say: (line) => this.say(line),
    });
    this.chosen = new Chosen({
      article: this.#article,
      reading: this.#reading,
      filing: this.filing,
      panel: this.panel,
      sheet: this.sheet,
      marks: this.#marks,
      rail: this.#rail,
      hover: this.#hover,
      compare: this.compare,
      shown: this.#shown,
      showList: () => this.#showTab("claims"),
    });
    this.#listen();
  }

  get text(): string {
    return this.#reading.text;
  }

  get claims(): readonly Claim[] {
    return this.#reading.claims;
  }

  /** The offset that a person looks at: of the chosen claim, or of what is in sight. */
  get place(): number {
    return this.chosen.claim?.span[0] ?? this.#rail.sight()[0];
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
    const { place } = taken;
    const range = place === undefined || text !== this.text ? undefined : this.#reading.view?.ranges(place, place + 1)[0];
    if (range) scrollTo(range, this.sheet.free, true);
  }

  #replace(text: string, taken: Taken): void {
    this.#replacing();
    void this.take(text, taken);
  }

  /** Reads the same article anew: its date or the links are others, or it could not be read. */
  readAgain(): void {
    this.panel.flush();
    const { article } = this.filing;
    const { lines, isSample } = this.#taken;
    this.#taken = article ? { as: article.id, ...(lines ? { lines } : {}), ...(isSample ? { isSample } : {}) } : this.#taken;
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

  undo(): void {
    this.#undo.undo();
  }

  redo(): void {
    this.#undo.redo();
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
      lost: this.filing.article?.lost ?? [],
    };
  }

  /** Opens an article of the desk. */
  async open(id: string): Promise<void> {
    const record = await this.filing.desk.load(id);
    if (!record) {
      notice("This article is no longer on the desk.");
      return;
    }
    // What is being written goes to the article that it is written for, and the next source to none before.
    this.panel.flush();
    this.source.flush();
    this.filing.close();
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
    void this.#shown.paint();
  }

  #listen(): void {
    need("retry", HTMLButtonElement).addEventListener("click", () => this.readAgain());
    this.#date.addEventListener("change", () => {
      // A date that is set before there is an article is the next one's.
      this.#isDateSet = !this.filing.article || this.#taken.isSample === true;
      this.filing.article?.describe({ date: this.#date.value });
      this.readAgain();
    });
    this.#title.addEventListener("change", () => this.#rename());
    this.#article.addEventListener("click", (event) => {
      const view = this.#reading.view;
      // A selection is not a click on a claim.
      if (!view || !getSelection()?.isCollapsed) return;
      const offset = offsetAt(view, event.clientX, event.clientY);
      const at = offset === undefined ? undefined : claimAt(this.#shown.claims, offset);
      const claim = at === undefined ? undefined : this.#shown.claims[at];
      if (claim) this.chosen.choose(claim, "article");
    });
    document.querySelector(".sheet")?.addEventListener("click", (event) => {
      const { step, tick } = (event.target as Element).closest("button")?.dataset ?? {};
      if (step) this.chosen.step(step === "1" ? 1 : -1);
      if (tick) this.chosen.tick(tick as Status);
    });
  }

  /** The page goes. Who leaves in the midst of a word loses none; `edited` is the text that is being edited. */
  leave(edited: string | undefined): void {
    this.panel.flush();
    this.source.flush();
    this.#rename();
    const { article, desk } = this.filing;
    desk.leave(article && edited !== undefined ? { article, text: edited } : undefined);
  }

  #rename(): void {
    this.filing.article?.describe({ title: this.#title.value.trim() });
  }

  *#reviewedVisible(): Generator<readonly [Claim, Status]> {
    const passes = this.filter.passing();
    for (const each of this.filing.reviewed()) if (passes(each[0])) yield each;
  }

  #with<T>(index: number, say: (claim: Claim) => T): T | undefined {
    const claim = this.claims[index];
    return claim && say(claim);
  }

  #clear(text: string): void {
    this.#opening = this.filing.desk.opening(text, this.#taken.as);
    // It is taken, with what may be wrong with it, once the claims are there.
    this.#opening.catch(() => undefined);
    this.#hover.popover.hide();
    this.#marks.clear();
    this.filing.close();
    const isEdited = this.#laid !== undefined && this.#taken.as === this.#laid;
    this.chosen.clear(isEdited);
    this.#shown.clear();
    // The source beside a text that is being edited stays: it would come and go with each pause in typing.
    if (isEdited && this.source.text !== "") this.compare.wait();
    else void this.compare.show(undefined, [], undefined);
    this.#rail.draw();
  }

  async #read(signal: AbortSignal): Promise<void> {
    const { claims, text } = this.#reading;
    const { lines, ...taken } = this.#taken;
    showLeftOut(lines, (whole) => this.#replace(whole, { as: "new", ...(taken.title ? { title: taken.title } : {}), ...(taken.date ? { date: taken.date } : {}) }));
    const article = await this.filing.open(text, claims, { ...taken, date: this.#date.value, source: this.source.text, ...(this.#opening ? { opening: this.#opening } : {}) }, signal);
    const { record } = article;
    this.#laid = article.id;
    await pause();
    signal.throwIfAborted();
    this.#title.value = record.title;
    this.#title.placeholder = text.trimStart().split("\n", 1)[0]?.slice(0, 200) ?? "";
    if (record.source !== "" && this.source.text === "") this.source.put(record.source);
    if (record.date !== "" && record.date !== this.#date.value) {
      // The article was kept with its date: "on Tuesday" is another day then.
      this.#date.value = record.date;
      void this.#reading.read();
      return;
    }
    // A frame between steps that each go through all claims; the marks and the list of few need not wait for it.
    const rest = claims.length > FEW ? nextFrame : pause;
    await this.filter.offer(text, claims);
    await rest();
    signal.throwIfAborted();
    // The marks are what a person waits for.
    const marked = await this.#shown.mark();
    await nextFrame();
    signal.throwIfAborted();
    this.chosen.resume();
    this.#shown.list();
    await rest();
    signal.throwIfAborted();
    this.#afterReview();
    if (marked) this.#shown.tell(marked);
    if (taken.as === undefined) tellKnown(article, this.#title.placeholder, { showLost: () => this.show("lost"), other: () => this.#replace(text, { as: "new" }) });
  }

  #compared(): void {
    this.#shown.list();
    void this.compare.show(this.#reading.view, this.claims, this.#reading.against).then(() => this.compare.select(this.chosen.claim));
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
    this.#shown.reviewed();
    this.#afterReview();
  }

  #afterReview(): void {
    const { article, progress } = this.filing;
    this.#progress.show(article, progress);
    this.#rail.draw();
  }

  /** The card that hangs beside a mark. */
  #hanging(claim: Claim): Node[] {
    const index = this.claims.indexOf(claim);
    const kind = document.createElement("h2");
    kind.className = `kind ${claim.kind}`;
    kind.textContent = KIND[claim.kind];
    const hanging = card(claim, this.panel.context, `tickmark-hanging-${index}`, { sentence: false });
    // In the list a card stands under its claim's heading; here under the page's.
    for (const heading of hanging.querySelectorAll("h4, h5")) heading.setAttribute("aria-level", heading.localName === "h4" ? "3" : "4");
    hanging.addEventListener("click", (event) => {
      const goto = (event.target as Element).closest<HTMLElement>("[data-goto]")?.dataset["goto"];
      const related = goto === undefined ? undefined : this.claims[Number(goto)];
      if (related) this.chosen.choose(related, "rail");
    });
    return [kind, ticks(this.filing.statusOf(claim), (status) => this.filing.setStatus(claim, status)), hanging];
  }
}
