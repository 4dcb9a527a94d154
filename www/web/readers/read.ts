// A file that a person opens or drops, as plain text. Formats with readers of their own are read in a Worker that is
// started for them: their programs are loaded only when one is opened.

import { startReader } from "../trusted.js";
import { htmlText } from "./html.js";
import type { ReadAnswer, ReadRequest } from "./protocol.js";

/** What the page can open, for a file input's `accept`. */
export const ACCEPT = ".txt,.md,.html,.htm,.docx,.pdf";
/** Larger files are refused before they are read: a browser would run out of memory. */
const LARGEST = 200_000_000;

/** The text of `file`. Rejects with one line that says what is wrong with which file and what to do. */
export async function readFile(file: File): Promise<string> {
  if (file.size > LARGEST) {
    throw new Error(`${file.name} is too large (${Math.round(file.size / 1e6)} MB); the most is ${LARGEST / 1e6} MB. Paste the part that you need`);
  }
  const bytes = await file.arrayBuffer().catch((error: unknown) => {
    throw new Error(`${file.name} cannot be read (${error instanceof Error ? error.message : String(error)})`);
  });
  const text = await extract(file, bytes);
  if (text.trim() === "") throw new Error(`${file.name} holds no text; a scanned document has to be recognised first`);
  return text;
}

async function extract(file: File, bytes: ArrayBuffer): Promise<string> {
  switch (file.name.slice(file.name.lastIndexOf(".") + 1).toLowerCase()) {
    case "docx":
      return inWorker({ format: "docx", bytes }, file.name);
    case "pdf":
      return inWorker({ format: "pdf", bytes }, file.name);
    case "html":
    case "htm":
      return htmlText(decode(bytes, file.name));
    case "txt":
    case "md":
      return decode(bytes, file.name);
    default:
      throw new Error(`${file.name} is of a kind that cannot be opened here; save it as .docx, .pdf, .html or .txt`);
  }
}

/** UTF-8, or UTF-16 where the file says so by its first bytes. */
function decode(bytes: ArrayBuffer, name: string): string {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  const encoding = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${name} is not UTF-8 text; save it as UTF-8 and open it again`);
  }
}

/** Reads `request` in a Worker of its own, which ends with the answer: what a file takes of memory goes with it. */
function inWorker(request: ReadRequest, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = startReader();
    // A port of its own: PDF.js takes any Worker that it runs in for its own and sends messages to the page.
    const { port1: here, port2: there } = new MessageChannel();
    const end = (): void => {
      here.close();
      worker.terminate();
    };
    here.onmessage = ({ data }: MessageEvent<ReadAnswer>) => {
      end();
      if ("text" in data) resolve(data.text);
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
