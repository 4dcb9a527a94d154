// What the page and the readers' Worker say to each other.

import type { Intake } from "./intake.js";

export interface ReadRequest {
  format: "docx" | "pdf" | "md";
  bytes: ArrayBuffer;
}

export type ReadAnswer = Intake | { error: string };
