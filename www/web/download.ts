// Gives the person a file. It is made here and never leaves the machine.

import type { EngineClient } from "../engine/client.js";
import type { ExportFormat, Told } from "../engine/protocol.js";

const FILES: Record<ExportFormat, { name: string; type: string }> = {
  csv: { name: "claims.csv", type: "text/csv;charset=utf-8" },
  markdown: { name: "claims.md", type: "text/markdown;charset=utf-8" },
  annotation: { name: "claims.annotations.jsonld", type: "application/ld+json" },
  schema: { name: "claims.schema.jsonld", type: "application/ld+json" },
};

/** Has the report on `text`, with what was found out, written as `format` and saves it. */
export async function download(client: EngineClient, text: string, format: ExportFormat, options: { date?: string; told?: Told }): Promise<string> {
  const { name, type } = FILES[format];
  const written = await client.export(text, format, options);
  const body = typeof written === "string" ? written : `${JSON.stringify(written, null, 2)}\n`;
  // Spreadsheets take a CSV for their own 8-bit encoding unless it begins with this mark.
  give(new Blob([format === "csv" ? "\u{FEFF}" : "", body], { type }), name);
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
