// What the page and the readers' Worker say to each other.

export interface ReadRequest {
  format: "docx" | "pdf";
  bytes: ArrayBuffer;
}

export type ReadAnswer = { text: string } | { error: string };
