// A file that a person opens or drops, or what they paste. Formats with readers of their own are read in a Worker that
// is started for them: their programs are loaded only when one is opened.

import { watch } from "../../engine/lifeline.js";
import type { Alive } from "../../engine/protocol.js";
import { parseInert, startReader } from "../trusted.js";
import { htmlText, readFragment, readPage } from "./html.js";
import { type Intake, plainIntake } from "./intake.js";
import type { ReadAnswer, ReadRequest } from "./protocol.js";

/** What the page can open, for a file input's `accept`. */
export const ACCEPT = ".txt,.md,.markdown,.html,.htm,.xhtml,.docx,.pdf";
/** Larger files are refused before they are read: a browser would run out of memory. */
const LARGEST = 200_000_000;

/** Copied HTML of more characters is left to the browser's own plain text: its document would take too much memory. */
const RICH = 20_000_000;

/** The article in `file`. Rejects with one line that says what is wrong with which file and what to do. */
export async function readArticle(file: File): Promise<Intake> {
  return checked(file, await extract(file, await bytesOf(file)));
}

/** All the text of `file`, also what stands beside an article. Rejects as `readArticle` does. */
export async function readFile(file: File): Promise<string> {
  const bytes = await bytesOf(file);
  const intake = isHtml(file) ? plainIntake(await htmlText(await parseInert(decode(bytes, file.name, true)))) : await extract(file, bytes);
  return checked(file, intake).text;
}

/** The article that was copied: rich text as a person saw it, else plain text; empty where there is no text. */
export function readPaste(data: DataTransfer): Promise<Intake> {
  // What is pasted is there only while its event is handled.
  return readCopied(data.getData("text/html"), data.getData("text/plain"));
}

async function readCopied(html: string, text: string): Promise<Intake> {
  if (html !== "" && html.length <= RICH) {
    const intake = await readFragment(await parseInert(html));
    if (intake.text !== "") return intake;
  }
  return plainIntake(text);
}

async function bytesOf(file: File): Promise<ArrayBuffer> {
  if (file.size > LARGEST) {
    throw new Error(`${file.name} is too large (${Math.round(file.size / 1e6)} MB); the most is ${LARGEST / 1e6} MB. Paste the part that you need`);
  }
  return file.arrayBuffer().catch((error: unknown) => {
    throw new Error(`${file.name} cannot be read (${error instanceof Error ? error.message : String(error)})`);
  });
}

function checked(file: File, intake: Intake): Intake {
  if (intake.text.trim() === "") throw new Error(`${file.name} holds no text; a scanned document has to be recognised first`);
  return intake;
}

function endingOf({ name }: File): string {
  return name.slice(name.lastIndexOf(".") + 1).toLowerCase();
}

function isHtml(file: File): boolean {
  return /^x?html?$/.test(endingOf(file));
}

async function extract(file: File, bytes: ArrayBuffer): Promise<Intake> {
  if (isHtml(file)) return readPage(await parseInert(decode(bytes, file.name, true)));
  const ending = endingOf(file);
  switch (ending) {
    case "docx":
    case "pdf":
      return inWorker({ format: ending, bytes }, file.name);
    case "md":
    case "markdown":
      // Decoded here, so that what is wrong is said as for every text.
      return inWorker({ format: "md", bytes: new TextEncoder().encode(decode(bytes, file.name)).buffer }, file.name);
    case "txt":
      return plainIntake(decode(bytes, file.name));
    default:
      throw new Error(`${file.name} is of a kind that cannot be opened here; save it as .docx, .pdf, .html or .txt`);
  }
}

/** UTF-8, or UTF-16 where the file says so by its first bytes, or what an HTML file says in its head. */
function decode(bytes: ArrayBuffer, name: string, html = false): string {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  const encoding = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const told = html ? /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)/i.exec(new TextDecoder("latin1").decode(bytes.slice(0, 4096)))?.[1] : undefined;
    try {
      if (told) return new TextDecoder(told, { fatal: true }).decode(bytes);
    } catch {
      // It says one thing and is another.
    }
    throw new Error(`${name} is not UTF-8 text; save it as UTF-8 and open it again`);
  }
}

/** Reads `request` in a Worker of its own, which ends with the answer: what a file takes of memory goes with it. */
function inWorker(request: ReadRequest, name: string): Promise<Intake> {
  return new Promise((resolve, reject) => {
    const worker = startReader();
    // A port of its own: PDF.js takes any Worker that it runs in for its own and sends messages to the page.
    const { port1: here, port2: there } = new MessageChannel();
    const watching = new AbortController();
    const end = (): void => {
      watching.abort();
      here.close();
      worker.terminate();
    };
    here.onmessage = ({ data }: MessageEvent<ReadAnswer | Alive>) => {
      if ("alive" in data) {
        watch(data, watching.signal, () => {
          end();
          reject(new Error(`${name} cannot be read: the browser has ended its reader. Open it again, or paste the part that you need`));
        });
        return;
      }
      end();
      if (!("error" in data)) resolve(data);
      else reject(new Error(`${name} cannot be read as ${request.format}: ${data.error}`));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      end();
      reject(new Error(`${name} cannot be read: its reader could not be started (${event.message || "not loaded"})`));
    };
    worker.postMessage(request, [request.bytes, there]);
  });
}
