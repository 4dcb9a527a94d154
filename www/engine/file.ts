// A list as a file. It is written where the engine is: a list of a megabyte's claims is tens of megabytes long, and as a value it
// would hold up the page that only hands it on.

import type { Exported, ExportFormat } from "./protocol.js";

const TYPES: Record<ExportFormat, string> = {
  csv: "text/csv;charset=utf-8",
  markdown: "text/markdown;charset=utf-8",
  annotation: "application/ld+json",
  schema: "application/ld+json",
};

/** The file of what was exported as `format`. */
export function fileOf(exported: Exported, format: ExportFormat): Blob {
  const body = typeof exported === "string" ? exported : `${JSON.stringify(exported, null, 2)}\n`;
  // Spreadsheets take a CSV for their own 8-bit encoding unless it begins with this mark.
  return new Blob([format === "csv" ? "\u{FEFF}" : "", body], { type: TYPES[format] });
}
