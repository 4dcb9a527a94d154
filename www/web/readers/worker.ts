// Reads Word, PDF and Markdown files. Each reader is a chunk of its own, loaded for the first file of its kind.

import { live } from "../../engine/lifeline.js";
import { type Intake, plainIntake } from "./intake.js";
import type { ReadAnswer, ReadRequest } from "./protocol.js";

const scope = self as unknown as DedicatedWorkerGlobalScope;

async function read({ format, bytes }: ReadRequest): Promise<Intake> {
  switch (format) {
    case "docx":
      return plainIntake(await (await import("./docx.js")).docxText(bytes));
    case "pdf":
      return plainIntake(await (await import("./pdf.js")).pdfText(bytes));
    case "md":
      return (await import("./markdown.js")).markdownIntake(new TextDecoder().decode(bytes));
  }
}

// The answer goes to the port that came with the request. Only the first message is a request.
scope.onmessage = ({ data, ports: [port] }: MessageEvent<ReadRequest>) => {
  scope.onmessage = null;
  const known = live((message) => port?.postMessage(message));
  const answer: Promise<ReadAnswer> = known.then(() => read(data)).catch(
    (error: unknown) => ({ error: (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "" }),
  );
  void answer.then((answer) => port?.postMessage(answer));
};
