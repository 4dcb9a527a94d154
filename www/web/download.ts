// Gives the person a file. It is made here and never leaves the machine.

import type { EngineClient } from "../engine/client.js";
import type { ExportFormat, Told } from "../engine/protocol.js";

const NAMES: Record<ExportFormat, string> = {
  csv: "claims.csv",
  markdown: "claims.md",
  annotation: "claims.annotations.jsonld",
  schema: "claims.schema.jsonld",
};

/** Has the report on `text`, with what was found out, written as `format` and saves it. */
export async function download(client: EngineClient, text: string, format: ExportFormat, options: { date?: string; told?: Told }): Promise<string> {
  const name = NAMES[format];
  give(await client.export(text, format, { ...options, file: true }), name);
  return name;
}

/** Saves `blob` as a file called `name`. */
export function give(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // The browser holds what it needs once the click is through.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
