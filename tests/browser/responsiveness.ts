// How long the page's main thread is busy at a stretch while a person works on a text of a megabyte: from its paste to the
// printed report; and what a key costs in an editor with the embed. Chromium's trace tells
// the processor time of each task, which other programs on the machine do not lengthen. And how soon the page has its first
// marks. Writes docs/responsiveness.md.

import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import type { Browser, CDPSession, Page } from "puppeteer-core";
import { docx } from "./documents.js";
import { BROWSERS, type BrowserName, launch, marked, serve } from "./harness.js";
import { keyCost } from "./key-cost.js";
import { quantile, traced, type TraceEvent } from "./trace.js";

const [file = "", typed = "", out = ""] = [process.env["ARTICLE"], process.env["TYPED_ARTICLE"], process.env["OUT"]];
/** The most milliseconds that a task may take (https://web.dev/articles/rail). */
const LONGEST = 50;
/** The most milliseconds from the page's load to its first marks. */
const FIRST = 300;
/** The most milliseconds of a key that the embed may take. */
const KEY_MOST = 2;
const ROUNDS = Number(process.env["ROUNDS"] ?? 3);

/** A mark in the trace: it tells the page's main thread from those of others, and when the act began. */
const BEGUN = "tickmark-begun";

/** Milliseconds of processor time of the longest task on the page's main thread while `act` goes on. */
async function longest(client: CDPSession, page: Page, act: () => Promise<unknown>): Promise<number> {
  const events = await traced(client, process.env["DETAILS"] ? ["devtools.timeline", "v8", "blink"] : [], async () => {
    await page.evaluate((name) => void performance.mark(name), BEGUN);
    await act();
  });
  const begun = events.find(({ name }) => name === BEGUN);
  if (!begun) throw new Error("the trace lacks the mark of its beginning");
  const tasks = events.filter(({ ph, pid, tid, ts }) => ph === "X" && pid === begun.pid && tid === begun.tid && ts > begun.ts);
  let most: TraceEvent | undefined;
  // A task that goes on when the trace ends has no time.
  for (const task of tasks) if (task.tdur !== undefined && task.tdur > (most?.tdur ?? -1)) most = task;
  if (!most) throw new Error("the trace tells no processor time of the main thread");
  if (process.env["DETAILS"]) tell(most, tasks);
  return (most.tdur ?? 0) / 1000;
}

/** Prints what a task was made of: what took over 5 ms. */
function tell(most: TraceEvent, all: readonly TraceEvent[]): void {
  const [from, to] = [most.ts, most.ts + (most.dur ?? 0)];
  for (const { pid, tid, name, ts, dur = 0, tdur = 0, args } of all) {
    if (pid !== most.pid || tid !== most.tid || ts < from || ts + dur > to || tdur < 5000) continue;
    console.log(`    ${(tdur / 1000).toFixed(0)} ms of ${(dur / 1000).toFixed(0)} ${name} ${JSON.stringify(args ?? {}).slice(0, 160)}`);
  }
}

/** Once the page has been idle for a while: what is put off is part of what was done. */
function rest(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (let quiet = 0; quiet < 5; quiet += 1) {
      await new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 1000 }));
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  });
}

/** What a person chooses and copies, made in the page beforehand: what the driver takes to hand it over is none of the page's work. */
interface Prepared {
  /** Opens the file of this name by the input that a person opens it with. */
  openFile(input: string, name: string): void;
  paste(which: "text" | "edited"): void;
  /** The page's last file that was saved. */
  saved: Blob;
}
/** In the page. */
declare const prepared: Prepared;

async function prepare(page: Page): Promise<void> {
  const files = { "long.html": html, "source.txt": source, "long.docx": (await docx(lines.map((line) => line.replace(/[&<>]/g, " ")))).toString("base64") };
  await page.evaluate(
    (text: string, edited: string, files: Record<string, string>) => {
      Object.assign(globalThis, { prepared: {} });
      const made = Object.entries(files).map(([name, body]) => new File([name.endsWith(".docx") ? Uint8Array.from(atob(body), (byte) => byte.charCodeAt(0)) : body], name));
      prepared.openFile = (selector, name) => {
        const file = made.find((file) => file.name === name) ?? new File([prepared.saved], name);
        const input = document.querySelector(selector) as HTMLInputElement;
        const data = new DataTransfer();
        data.items.add(file);
        input.files = data.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      };
      prepared.paste = (which) => {
        const data = new DataTransfer();
        data.setData("text/plain", which === "text" ? text : edited);
        document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      };
      const makeAddress = URL.createObjectURL;
      URL.createObjectURL = (blob: Blob) => makeAddress.call(URL, (prepared.saved = blob));
      // A browser without a window prints nothing; the report is made all the same.
      window.print = () => document.documentElement.classList.add("was-printed");
    },
    text,
    edited,
    files,
  );
}

const text = readFileSync(file, "utf8");
const lines = text.split(/\n+/);
/** One paragraph is another, as in a text that comes back from its editor. */
const edited = lines.map((line, at) => (at === 20 ? "Nobody had counted 312 of the 4,517 boats before." : line)).join("\n\n");
/** Half of the lines say the same. */
const source = lines.filter((_, at) => at % 2 === 0).join("\n");
const html = `<!doctype html><title>Long</title><nav><a href="/">Home</a></nav><article><h1>Long</h1>${lines
  .map((line) => `<p>${line.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`)
  .join("\n")}</article><footer>About us</footer>`;

type Act = (page: Page) => Promise<unknown>;

const keys = (...keys: string[]): Act => async (page) => {
  for (const key of keys) await page.keyboard.press(key as "j");
  await rest(page);
};

const change = (selector: string, value: string): Act => async (page) => {
  await page.select(selector, value);
  await rest(page);
};

/** Waits for the line of claims of a long text that is read now. */
async function read(page: Page, begin: () => Promise<unknown>): Promise<void> {
  await page.evaluate(() => (document.getElementById("status") as HTMLElement).textContent = "");
  await begin();
  await marked(page, /^[\d,]{4,} claims: .*\.$/);
  await rest(page);
}

const says = (page: Page, selector: string, pattern: RegExp): Promise<unknown> =>
  page.waitForFunction((selector: string, source: string) => new RegExp(source).test(document.querySelector(selector)?.textContent ?? ""), { timeout: 60_000 }, selector, pattern.source);

const press = (page: Page, selector: string): Promise<void> => page.$eval(selector, (button) => (button as HTMLElement).click());

const save = (format: string): Act => async (page) => {
  await press(page, `#exports button[data-format="${format}"]`);
  await says(page, "#exports [role=status]", /^Saved as /);
  await page.$eval("#exports [role=status]", (said) => (said.textContent = ""));
  await rest(page);
};

/** In the order in which a person does them. */
const ACTS: [name: string, act: Act][] = [
  ["paste", async (page) => {
    await read(page, () => page.evaluate(() => prepared.paste("text")));
  }],
  ["open a card", keys("j")],
  ["walk ten claims", keys(..."jjjjjjjjjj")],
  ["tick", keys("x")],
  ["undo", keys("u")],
  ["scroll by a window, ten times", async (page) => {
    for (let n = 0; n < 10; n += 1) {
      await page.evaluate(() => scrollBy(0, innerHeight));
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
    await rest(page);
  }],
  ["go to the end and back", async (page) => {
    for (const end of [true, false]) {
      await page.evaluate((end) => scrollTo(0, end ? document.documentElement.scrollHeight : 0), end);
      await rest(page);
    }
  }],
  ["search", async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("year");
    await rest(page);
    await page.$eval("#search", (box) => {
      (box as HTMLInputElement).value = "";
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await rest(page);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  }],
  ["filter by status", change("#by-status", "open")],
  ["take the filter back", change("#by-status", "")],
  ["figures", keys("f")],
  ["back to the list", keys("i")],
  ["edit and stop", async (page) => {
    await page.$eval("#edit", (button) => (button as HTMLElement).click());
    await rest(page);
    await page.$eval("#edit", (button) => (button as HTMLElement).click());
    await rest(page);
  }],
  ["open an HTML file", async (page) => {
    await read(page, () => page.evaluate(() => prepared.openFile("#open", "long.html")));
  }],
  ["open a Word file", async (page) => {
    await read(page, () => page.evaluate(() => prepared.openFile("#open", "long.docx")));
  }],
  ["tick a hundred claims", keys(...Array.from({ length: 100 }, () => ["j", "x"]).flat())],
  ["paste it again, edited", async (page) => {
    await read(page, () => page.evaluate(() => prepared.paste("edited")));
    await says(page, "#progress", /^\d+ of /);
  }],
  ["tick in another tab", async (page) => {
    const other = await page.browserContext().newPage();
    await other.goto(page.url());
    await other.waitForFunction(() => /^\d+ of /.test(document.getElementById("progress")?.textContent ?? ""), { timeout: 60_000 });
    await other.bringToFront();
    const done = await page.$eval("#progress", (progress) => progress.textContent ?? "");
    for (const key of ["J", "x"] as const) await other.keyboard.press(key);
    await page.bringToFront();
    await page.waitForFunction((done: string) => document.getElementById("progress")?.textContent !== done, {}, done);
    await rest(page);
    await other.close();
  }],
  ["hold it against a source half as long", async (page) => {
    await page.evaluate(() => prepared.openFile("#source-file", "source.txt"));
    await says(page, "#source-status", /\d/);
    await rest(page);
  }],
  ["walk ten claims beside the source", keys(..."jjjjjjjjjj")],
  ["save as CSV", save("csv")],
  ["save as Markdown", save("markdown")],
  ["save as Web Annotations", save("annotation")],
  ["save as schema.org", save("schema")],
  ["make the printed report", async (page) => {
    await press(page, "#print");
    await page.waitForSelector("html.was-printed", { timeout: 60_000 });
    await rest(page);
  }],
  ["export everything", async (page) => {
    await press(page, "#articles-open");
    await press(page, "#export-all");
    await says(page, "#articles [role=status]", /^Saved as /);
    await rest(page);
  }],
  ["import it again", async (page) => {
    await page.evaluate(() => prepared.openFile("#import-all", "desk.json"));
    await says(page, "#articles [role=status]", /merged/);
    await rest(page);
  }],
];

async function round(browser: Browser, origin: string, found: Map<string, number[]>): Promise<void> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(origin);
  await marked(page);
  const client = await browser.target().createCDPSession();
  await prepare(page);
  for (const [name, act] of ACTS) {
    if (process.env["DETAILS"]) console.log(name);
    const time = await longest(client, page, () => act(page));
    found.set(name, [...(found.get(name) ?? []), time]);
  }
  await context.close();
}

const median = (times: readonly number[]): number => quantile(0.5, times);

/** Milliseconds of wall time to the first frame with marks, from the beginning of the navigation and from the page's load event. */
interface FirstMarks {
  begun: number;
  loaded: number;
}

/** Watches frame by frame, from before the page's first script. */
function watchForMarks(): void {
  const look = (): void => {
    const isMarked = [...(CSS.highlights as unknown as Map<string, Set<Range>>).values()].some(({ size }) => size > 0);
    // What is set in one frame's callback is seen in the next one's.
    if (isMarked) requestAnimationFrame((now) => Object.assign(globalThis, { firstMarks: now }));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function firstMarks(page: Page, go: () => Promise<unknown>): Promise<FirstMarks> {
  await go();
  const found = await page.waitForFunction(() => {
    const at = (globalThis as unknown as { firstMarks?: number }).firstMarks;
    const [load] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    return at !== undefined && load && load.loadEventEnd > 0 ? { begun: at, loaded: Math.max(0, at - load.loadEventEnd) } : undefined;
  });
  return (await found.jsonValue()) as FirstMarks;
}

const LOADS = 9;
/** Milliseconds from a browser's start to its first page. */
const SETTLED = 2000;

/** Loads the page with its sample in new profiles, where nothing is cached, and once more in each, from its service worker. */
async function loads(name: BrowserName, origin: string): Promise<{ first: FirstMarks[]; again: FirstMarks[]; version: string }> {
  const [first, again]: FirstMarks[][] = [[], []];
  let version = "";
  for (let n = 0; n < LOADS; n += 1) {
    const browser = await launch(name);
    try {
      version = await browser.version();
      const page = await browser.newPage();
      // Who opens a page has a browser that is no longer busy with its own start.
      await new Promise((resolve) => setTimeout(resolve, SETTLED));
      await page.evaluateOnNewDocument(watchForMarks);
      first?.push(await firstMarks(page, () => page.goto(origin)));
      await page.evaluate(async () => void (await navigator.serviceWorker.ready));
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
      again?.push(await firstMarks(page, () => page.reload()));
    } finally {
      await browser.close();
    }
  }
  return { first: first ?? [], again: again ?? [], version };
}

function told(times: readonly FirstMarks[], key: keyof FirstMarks): string {
  const all = times.map((time) => time[key]);
  return `${median(all).toFixed(0)} (${Math.min(...all).toFixed(0)}–${Math.max(...all).toFixed(0)})`;
}

const site = await serve();
const rowsOfMarks: string[] = [];
const late: string[] = [];
for (const name of BROWSERS) {
  const { first, again, version } = await loads(name, site.origin);
  for (const [what, times] of [["first visit, nothing cached", first], ["a later visit", again]] as const) {
    rowsOfMarks.push(`| ${version.replace("/", " ")} | ${what} | ${told(times, "begun")} | ${told(times, "loaded")} |`);
    if (median(times.map(({ loaded }) => loaded)) > FIRST) late.push(`${version}, ${what}`);
  }
}
const browser = await launch("chrome");
const version = await browser.version();
const found = new Map<string, number[]>();
let key: Awaited<ReturnType<typeof keyCost>>;
try {
  key = await keyCost(browser, readFileSync(typed, "utf8"));
  for (let n = 0; n < ROUNDS; n += 1) await round(browser, site.origin, found);
} finally {
  await browser.close();
  site.close();
}
const rows = [...found].map(([name, times]) => `| ${name} | ${median(times).toFixed(0)} | ${Math.max(...times).toFixed(0)} |`);
const over = [...found].filter(([, times]) => median(times) > LONGEST).map(([name]) => name);
const said = over.length === 0 ? `No median is over ${LONGEST} ms.` : `Over ${LONGEST} ms: ${over.join(", ")}.`;
const page = `# How responsive the page stays

The longest task on the main thread, in milliseconds of processor time, while a person works on a text of
${(text.length / 1e6).toFixed(1)} million characters with some thousands of claims. ${said}
\`cargo xtask responsiveness\` measures it anew with Chromium's trace and writes this page.

| what is done | median of ${ROUNDS} | most |
|---|---|---|
${rows.join("\n")}

## First marks

Milliseconds of wall time to the first frame in which the sample article is marked: median of ${LOADS} loads, with the least and
the greatest, each in a new profile, two seconds after the browser's start, and served from this machine. ${late.length === 0 ? `No median is over ${FIRST} ms after the load event.` : `Over ${FIRST} ms after the load event: ${late.join("; ")}.`}

| browser | visit | from the beginning of the navigation | from the page's load event |
|---|---|---|---|
${rowsOfMarks.join("\n")}

## A key in an editor with the embed

Processor time of the main thread from one key to the next, in the midst of a plain editor with 100,000 characters, as dense in
claims as news is (benches/article.rs), everything counted that the browser does for it: the editor's own work, reading, scanning,
painting. Medians of ${key.keys} keys; the goal is less than ${KEY_MOST} ms for the embed.

| | ms |
|---|---|
| without the embed | ${key.without.toFixed(2)} |
| with it | ${key.with.toFixed(2)} |
| so the embed costs | ${(key.with - key.without).toFixed(2)} |
| from the end of the pause to the marks, by the clock | ${key.follows[0].toFixed(1)} (19 of 20: ${key.follows[1].toFixed(1)}); a frame has 16.7 |

Measured with Chromium ${version.replace(/^.*\//, "")} on ${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}, with a load of
${loadavg()[0]?.toFixed(0)} by other programs and this one: they make each task slower, by the caches that they share.
`;
console.log(page);
if (out !== "") writeFileSync(out, page);
if (over.length + late.length > 0 || key.with - key.without > KEY_MOST) process.exitCode = 1;
