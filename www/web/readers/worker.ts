// Reads Word and PDF files. Each reader is a chunk of its own, loaded for the first file of its kind.

import type { ReadAnswer, ReadRequest } from "./protocol.js";

const scope = self as unknown as DedicatedWorkerGlobalScope;

async function read({ format, bytes }: ReadRequest): Promise<string> {
  switch (format) {
    case "docx":
      return (await import("./docx.js")).docxText(bytes);
    case "pdf":
      return (await import("./pdf.js")).pdfText(bytes);
  }
}

// The answer goes to the port that came with the request. Only the first message is a request.
scope.onmessage = ({ data, ports: [port] }: MessageEvent<ReadRequest>) => {
  scope.onmessage = null;
  const answer: Promise<ReadAnswer> = read(data).then(
    (text) => ({ text }),
    (error: unknown) => ({ error: (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "" }),
  );
  void answer.then((answer) => port?.postMessage(answer));
};
