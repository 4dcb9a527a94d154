// The page: opens the desk, puts the workbench together with what brings texts in and what takes lists out, and binds
// the keys.

import { Desk } from "../desk/desk.js";
import { told } from "../desk/told.js";
import { EngineClient } from "../engine/client.js";
import type { ExportFormat } from "../engine/protocol.js";
import { Articles } from "./articles.js";
import { download } from "./download.js";
import { incoming, onOpened } from "./incoming.js";
import { Intake } from "./intake.js";
import { closeDialogs, Keyboard } from "./keyboard.js";
import { line, need } from "./need.js";
import { notice, unkept } from "./notice.js";
import { keepOffline } from "./offline.js";
import { makeReport, makeReportNow } from "./report.js";
import { countRequests } from "./requests.js";
import { slowly } from "./slow.js";
import sample from "./sample.txt";
import { startWorker, store } from "./trusted.js";
import { Workbench } from "./workbench.js";

showRequests();
const client = new EngineClient(startWorker);
const desk = await Desk.open({ store });
const bench = new Workbench(client, desk, () => leave());
const { filing } = bench;

const intake = new Intake({
  text: () => bench.text,
  place: () => bench.place,
  take: ({ text, title, date, lines }, isEdit, place) => void bench.take(text, isEdit && filing.article ? { as: filing.article.id, ...(place === undefined ? {} : { place }) } : { title, date, ...(lines ? { lines } : {}) }),
  say: (line) => bench.say(line),
});

/** What lies open or is being edited makes room; it can be brought back. */
function leave(): void {
  intake.stop();
  intake.remember();
}

/** Opens what is kept in the place of what lies open or is being edited. */
function openOther(id: string): void {
  leave();
  void bench.open(id);
}

const articles = new Articles(desk, {
  current: () => filing.article?.id,
  open: (id) => openOther(id),
  rename: async (id, title) => {
    if (filing.article?.id === id) {
      filing.article.describe({ title });
    } else {
      const record = await desk.load(id);
      if (!record) return;
      const other = await desk.take(record.text, [], { as: id });
      other.describe({ title });
    }
    await desk.settled();
    bench.refresh();
  },
  removed: (id) => {
    // What lies open stays to be read; what was found of it is gone.
    if (filing.article?.id === id) void bench.take(bench.text, { as: "new" });
  },
  imported: () => bench.refresh(),
  flush: () => {
    bench.panel.flush();
    // What is on the screen goes along, also where an edited text was only pasted so far.
    if (filing.article?.found === "edited") desk.keepAgain(filing.article);
  },
});

desk.onChange((event) => {
  switch (event.kind) {
    case "list":
      void articles.refresh();
      break;
    case "problem":
      unkept(event.line);
      break;
    case "article":
      if (event.id === filing.article?.id) bench.refresh();
      break;
    case "text":
      if (event.id !== filing.article?.id) break;
      bench.refresh();
      notice("This article was edited in another tab. What you find is kept for both.", { label: "Show the edited text", run: () => openOther(event.id) });
      break;
    case "removed": {
      const { article } = filing;
      if (article && event.id === article.id) notice("This article was deleted in another tab.", { label: "Keep it", run: () => desk.keepAgain(article) });
      break;
    }
  }
});
unkept(desk.problem);

new Keyboard([
  { keys: ["j"], label: "The next claim", run: () => bench.chosen.step(1) },
  { keys: ["k"], label: "The claim before", run: () => bench.chosen.step(-1) },
  { keys: ["J"], label: "The next that is still to check", run: () => bench.chosen.step(1, true) },
  { keys: ["K"], label: "The one before that is still to check", run: () => bench.chosen.step(-1, true) },
  { keys: ["x", " "], label: "Checked (again: back to “to check”)", run: () => bench.chosen.tick("checked") },
  { keys: ["w"], label: "Wrong", run: () => bench.chosen.tick("wrong") },
  { keys: ["c"], label: "Cannot be checked", run: () => bench.chosen.tick("unverifiable") },
  { keys: ["o"], label: "Open again: to check", run: () => bench.chosen.tick(undefined) },
  { keys: ["n"], label: "Write a note (Escape leaves the field)", run: () => bench.chosen.write("note") },
  { keys: ["e"], label: "Write down the address of the evidence", run: () => bench.chosen.write("evidence") },
  { keys: ["l"], label: "Go to the links of the claim", run: () => bench.chosen.toLinks() },
  { keys: ["u"], control: "z", label: "Undo", run: () => bench.undo() },
  { keys: ["U"], control: "y", label: "Do it again", run: () => bench.redo() },
  { keys: ["/"], label: "Search in claims and text", run: () => search() },
  { keys: ["t"], label: "Edit the text; of a long one, the part in sight", run: () => intake.edit() },
  { keys: ["s"], label: "The source text beside the article", run: () => bench.compare.toggle() },
  { keys: ["f"], label: "Figures", run: () => bench.show("figures") },
  { keys: ["i"], label: "Back to the list of claims", run: () => bench.show("claims") },
  { keys: ["a"], label: "All articles", run: () => void articles.show() },
  { keys: ["p"], label: "Print the report", run: () => void print() },
  { keys: ["Escape"], label: "Close the card", run: () => bench.chosen.close() },
  { keys: ["?"], label: "These keys", run: () => need("shortcuts", HTMLDialogElement).showModal() },
]);
closeDialogs();

function search(): void {
  bench.show("claims");
  bench.filter.search.select();
}

const report = need("report", HTMLElement);
let printing: AbortController | undefined;
/** A whole report stands there and is being printed. */
let isMade = false;

async function print(): Promise<void> {
  bench.panel.flush();
  printing?.abort();
  const { signal } = (printing = new AbortController());
  try {
    await slowly(() => notice("The report is being made …"), () => makeReport(report, bench.report, signal));
    isMade = true;
    window.print();
  } catch (error) {
    if (!signal.aborted) notice(`The report could not be made: ${line(error)}.`);
  } finally {
    if (printing?.signal === signal) {
      printing = undefined;
      isMade = false;
    }
  }
}

need("print", HTMLButtonElement).addEventListener("click", () => void print());
// The browser's own command prints as well, and does not wait for a report that is half made.
addEventListener("beforeprint", () => {
  if (isMade) return;
  printing?.abort();
  makeReportNow(report, bench.report);
});
addEventListener("afterprint", () => report.replaceChildren());

const exports = need("exports", HTMLElement);
exports.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLButtonElement>("button[data-format]");
  const said = exports.querySelector("[role=status]");
  if (!button || !said) return;
  bench.panel.flush();
  const { date, text } = bench;
  const options = { ...(date === undefined ? {} : { date }), ...(filing.article ? { told: told(filing.article) } : {}) };
  said.textContent = "";
  slowly(() => (said.textContent = "The list is being written …"), () => download(client, text, button.dataset["format"] as ExportFormat, options)).then(
    (name) => (said.textContent = `Saved as ${name}.`),
    (error: unknown) => (said.textContent = `The list could not be saved: ${line(error)}.`),
  );
});

addEventListener("pagehide", () => bench.leave(intake.edited));

/** A file that the system opened is on its way: it is what the person wants to see. */
let isOpening = false;
onOpened((file) => {
  isOpening = true;
  file.then(
    (file) => intake.open(file),
    (error: unknown) => notice(`The file could not be read: ${line(error)}.`),
  );
});
const [came, [last]] = await Promise.all([incoming(), desk.list()]);
if (came?.intake) {
  await bench.take(came.intake.text, came.intake);
} else if (isOpening) {
  // Nothing lies in its way.
} else if (last) {
  // Who comes back goes on where they were.
  await bench.open(last.id);
} else {
  await bench.take(sample, { as: "new", isSample: true });
}
if (came?.problem) notice(`${came.problem}.`);
// After the marks: what a person waits for comes first.
void keepOffline();

/** Keeps the count of requests on the page true. */
function showRequests(): void {
  const [count, what, line] = [need("requests", HTMLElement), need("requests-what", HTMLElement), document.querySelector(".promise")];
  countRequests(({ made, blocked, files }) => {
    count.textContent = String(made);
    what.textContent = `request${made === 1 ? "" : "s"} made${blocked > 0 ? `, ${blocked} stopped` : ""}`;
    line?.classList.toggle("broken", made + blocked > 0);
    line?.setAttribute("title", `Counted by the browser. The page loaded ${files} files of its own and asked for nothing else.`);
  });
}
