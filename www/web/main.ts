// The page: takes a text, has it scanned, shows it marked with the list of its claims beside.

import { EngineClient, Superseded } from "../engine/client.js";
import type { Claim, ExportFormat, Kind, Report } from "../engine/protocol.js";
import { ArticleView, nextFrame } from "../page/article.js";
import { claimAt, offsetAt } from "../page/hit.js";
import { canPaint, clear, paint, paintCurrent } from "../page/paint.js";
import { SourceFindings } from "../ui/against.js";
import { asked, choose } from "../ui/choices.js";
import { summary } from "../ui/format.js";
import { LinkSettings } from "../ui/links.js";
import { Panel } from "../ui/panel.js";
import { download } from "./download.js";
import { ACCEPT, readFile } from "./readers/read.js";
import sample from "./sample.txt";
import { load, save } from "./settings.js";
import { SourceBox } from "./source.js";
import { startWorker } from "./trusted.js";

/** Work that takes longer is announced. */
const PATIENCE = 200;
/** Typing pauses this long before the text is marked again. */
const PAUSE = 250;
/** Longer texts are not put back into the box for editing: browsers take seconds to lay them out there. */
const EDITABLE = 1_000_000;
/** Texts that "Undo" can bring back. */
const HISTORY = 20;

function need<T extends Element>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`the page lacks #${id}`);
  return element;
}

const form = need("intake", HTMLFormElement);
const box = need("paste", HTMLTextAreaElement);
const edit = need("edit", HTMLButtonElement);
const undo = need("undo", HTMLButtonElement);
const dateInput = need("date", HTMLInputElement);
const status = need("status", HTMLElement);
const problem = need("problem", HTMLElement);
const retry = need("retry", HTMLButtonElement);
const article = need("article", HTMLElement);
const filter = need("filter", HTMLFieldSetElement);
const worth = need("worth", HTMLInputElement);
const opener = need("open", HTMLInputElement);
const exports = need("exports", HTMLDetailsElement);
const sourceFile = need("source-file", HTMLInputElement);

const client = new EngineClient(startWorker);
const panel = new Panel(need("panel", HTMLElement), { onSelect: (index) => select(index, "panel") });

const source = new SourceBox(
  {
    root: need("source", HTMLDetailsElement),
    box: need("source-text", HTMLTextAreaElement),
    file: sourceFile,
    clear: need("source-clear", HTMLButtonElement),
    status: need("source-status", HTMLElement),
  },
  () => void compare(),
);
const links = new LinkSettings({ groups: need("groups", HTMLFieldSetElement), form: need("targets", HTMLFormElement) }, load(), {
  check: ({ label, template }) => client.target(label, template),
  save(choices) {
    const isKept = save(choices);
    void mark();
    return isKept;
  },
});

let text = "";
let report: Report | undefined;
let against: SourceFindings | undefined;
let view: ArticleView | undefined;
let claims: readonly Claim[] = [];
let editing = false;
let typing: ReturnType<typeof setTimeout> | undefined;
let running: AbortController | undefined;
const history: string[] = [];

/** Shows `next` marked. What stood there can be brought back, unless `keep` is false. */
async function take(next: string, keep = true): Promise<void> {
  if (next.trim() === "") {
    status.textContent = "There is no text to mark. Paste an article first.";
    return;
  }
  if (keep && text !== "" && text !== next) {
    history.push(text);
    if (history.length > HISTORY) history.shift();
    undo.disabled = false;
  }
  text = next;
  await mark();
}

/** Scans and paints the present text. */
async function mark(): Promise<void> {
  running?.abort();
  const { signal } = (running = new AbortController());
  problem.hidden = true;
  status.textContent = "";
  const slow = setTimeout(() => {
    status.textContent = `Reading ${(text.length / 1e6).toFixed(1)} million characters …`;
  }, PATIENCE);
  try {
    const scanned = client.scan(text, date(), asked(links.choices));
    // Both go on at once: the text is laid out while the engine reads it. The scan's failure is taken below.
    scanned.catch(() => undefined);
    clearMarks();
    view = await ArticleView.show(article, text, signal);
    const answer = await scanned;
    signal.throwIfAborted();
    await show(view, answer, signal);
    await compare();
  } catch (error) {
    if (signal.aborted || error instanceof Superseded) return;
    status.textContent = "";
    problem.hidden = false;
    (problem.firstElementChild ?? problem).textContent = `The text could not be marked: ${line(error)}. It is kept.`;
  } finally {
    clearTimeout(slow);
  }
}

async function show(shown: ArticleView, answer: Report, signal: AbortSignal): Promise<void> {
  report = answer;
  claims = answer.claims.map((claim) => choose(claim, links.choices));
  list();
  if (!canPaint()) {
    status.textContent = `${summary(claims)}. This browser cannot paint marks in a text; use the list.`;
    return;
  }
  const lost = await paint(shown, visible(), signal);
  const note = lost > 0 ? ` ${lost} could not be painted; they are in the list.` : "";
  status.textContent = summary(claims) + (claims.length > 0 ? "." : "") + note;
}

/** Looks every claim up in the source text, where there is one. */
async function compare(): Promise<void> {
  const asked = { text, source: source.text };
  if (asked.source === "") {
    if (against) {
      against = undefined;
      list();
    }
    return;
  }
  const slow = setTimeout(() => source.say("Comparing …"), PATIENCE);
  try {
    const found = await client.against(asked.text, asked.source);
    if (asked.text !== text || asked.source !== source.text) return;
    against = new SourceFindings(asked.source, found);
    list();
    source.say(against.summary(claims));
  } catch (error) {
    if (error instanceof Superseded) return;
    source.say(`The source could not be compared: ${line(error)}. It is kept.`);
  } finally {
    clearTimeout(slow);
  }
}

function date(): string | undefined {
  return dateInput.value || undefined;
}

/** One line that says what went wrong. */
function line(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function clearMarks(): void {
  claims = [];
  report = undefined;
  against = undefined;
  if (canPaint()) clear();
  panel.show("", [], passes);
}

function passes(claim: Claim): boolean {
  const boxes = filter.querySelectorAll<HTMLInputElement>("input:checked");
  return [...boxes].some((box) => (box.value as Kind) === claim.kind) && claim.worth * 100 >= Number(worth.value);
}

function visible(): Claim[] {
  return claims.filter(passes);
}

function list(): void {
  panel.show(text, claims, passes, { checks: report?.checks ?? [], against });
}

/** Opens a claim's card. From the article the entry takes the keyboard; from the panel the text scrolls to the claim. */
function select(index: number | undefined, from: "panel" | "article"): void {
  panel.select(index, true);
  const claim = index === undefined ? undefined : claims[index];
  const range = view && canPaint() ? paintCurrent(view, claim) : undefined;
  if (from === "panel" && range) scrollTo(range);
}

function scrollTo(range: Range): void {
  const paragraph = range.startContainer.parentElement;
  const box = range.getBoundingClientRect();
  const hidden = box.top < 0 || box.bottom > innerHeight || box.height === 0;
  // On a narrow page the article is above the list; the card that was just opened should stay in sight.
  const beside = matchMedia("(min-width: 56.01rem)").matches;
  if (hidden && beside) paragraph?.scrollIntoView({ block: "center" });
}

function stopEditing(): void {
  editing = false;
  box.value = "";
  box.classList.remove("editing");
  edit.textContent = "Edit the text";
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const next = box.value;
  if (editing && next === text) {
    stopEditing();
    return;
  }
  void take(next);
  if (next.trim() !== "") stopEditing();
});

/** Takes what was pasted as the whole article. */
function pasted(event: ClipboardEvent): void {
  const next = event.clipboardData?.getData("text/plain") ?? "";
  event.preventDefault();
  stopEditing();
  void take(next);
}

box.addEventListener("paste", (event) => {
  event.stopPropagation();
  // While a text is edited, pasting adds to it.
  if (!editing) pasted(event);
});

document.addEventListener("paste", (event) => {
  if (!(event.target instanceof HTMLInputElement)) pasted(event);
});

box.addEventListener("input", () => {
  clearTimeout(typing);
  if (!editing) return;
  typing = setTimeout(() => void take(box.value, false), PAUSE);
});

edit.addEventListener("click", () => {
  if (editing) {
    clearTimeout(typing);
    if (box.value !== text) void take(box.value, false);
    stopEditing();
    return;
  }
  if (text.length > EDITABLE) {
    status.textContent = `This text is too long to edit here (${text.length.toLocaleString("en-GB")} characters). Edit it where it comes from and paste it again.`;
    return;
  }
  // What was there before the edit can be brought back as one step.
  if (history.at(-1) !== text) history.push(text);
  undo.disabled = false;
  editing = true;
  box.value = text;
  box.classList.add("editing");
  edit.textContent = "Done";
  box.focus();
});

undo.addEventListener("click", () => {
  let before = history.pop();
  if (before === text) before = history.pop();
  undo.disabled = history.length === 0;
  if (before === undefined) return;
  stopEditing();
  void take(before, false);
});

retry.addEventListener("click", () => void mark());
dateInput.addEventListener("change", () => void mark());

worth.addEventListener("input", () => {
  const output = filter.querySelector("output");
  if (output) output.value = `${worth.value}%`;
});

filter.addEventListener("change", () => {
  list();
  if (view && canPaint()) void paint(view, visible(), new AbortController().signal).then(() => paintCurrent(view as ArticleView, undefined));
});

article.addEventListener("click", (event) => {
  // A selection is not a click on a claim.
  if (!view || !getSelection()?.isCollapsed) return;
  const offset = offsetAt(view, event.clientX, event.clientY);
  if (offset === undefined) return;
  const shown = visible();
  const at = claimAt(shown, offset);
  const claim = at === undefined ? undefined : shown[at];
  if (claim) select(claims.indexOf(claim), "article");
});

/** Takes the text of a file as the article. */
async function open(file: File): Promise<void> {
  status.textContent = `Reading ${file.name} …`;
  try {
    const next = await readFile(file);
    stopEditing();
    await take(next);
  } catch (error) {
    status.textContent = `${line(error)}. The article stays.`;
  }
}

opener.accept = ACCEPT;
sourceFile.accept = ACCEPT;
opener.addEventListener("change", () => {
  const [file] = opener.files ?? [];
  opener.value = "";
  if (file) void open(file);
});
document.addEventListener("dragover", (event) => {
  if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const [file] = event.dataTransfer?.files ?? [];
  if (!file) return;
  event.preventDefault();
  void open(file);
});

exports.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLButtonElement>("button[data-format]");
  const said = exports.querySelector("[role=status]");
  if (!button || !said) return;
  const day = date();
  download(client, text, button.dataset["format"] as ExportFormat, day === undefined ? {} : { date: day }).then(
    (name) => (said.textContent = `Saved as ${name}.`),
    (error: unknown) => (said.textContent = `The list could not be saved: ${line(error)}.`),
  );
});

void nextFrame().then(() => take(sample, false));
