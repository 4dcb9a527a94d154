// What the engine and those who ask it say to each other. This file imports nothing, so that every part of the
// program may import it. The report's types are those of src/report.rs; all offsets are UTF-16.

/** Half-open range of UTF-16 code units. */
export type Span = [start: number, end: number];

export type Modifier = "=" | "~" | "<" | ">" | "up" | "down";
export type Form = "direct" | "mixed" | "indirect" | "scare" | "title";
export type Group = "primary" | "statistics" | "fact-check" | "news" | "archive" | "search";

export interface Quantity {
  value: number | [number, number];
  unit: string | null;
  currency: string | null;
  dimension: string | null;
  modifier: Modifier;
  measured: string | null;
  /** The time that a length of time reaches to: "three days ago". */
  when: DateValue | null;
  /** The place and the time that bound the number, as they stand in its clause. */
  place: string | null;
  time: string | null;
  numeral: Span;
}

export interface DateValue {
  value: string | null;
  precision: string;
}

export type Relation = "rank" | "record" | "than" | "streak";

export interface Comparison {
  relation: Relation;
  degree: string;
  rank: number | null;
  measured: string | null;
  with: Span | null;
}

export interface Quotation {
  form: Form;
  quoted: Span[];
  cue: Span | null;
  source: Span | null;
  speaker: string | null;
  unclosed: boolean;
}

export interface Link {
  label: string;
  url: string;
  target: string;
  why: string;
  group: Group;
}

interface ClaimBase {
  id: string;
  span: Span;
  sentence: Span;
  worth: number;
  reasons: string[];
  source: { span: Span; name: string } | null;
  links: Link[];
  related: string[];
  checks: number[];
}

export type Claim = ClaimBase &
  (
    | { kind: "quantity"; quantity: Quantity }
    | { kind: "date"; date: DateValue }
    | { kind: "comparison"; comparison: Comparison }
    | { kind: "quotation"; quotation: Quotation }
  );

export type Kind = Claim["kind"];

export interface Report {
  id: string;
  offsets: "utf16";
  worth: number;
  claims: Claim[];
  people: { name: string; mentions: Span[] }[];
  checks: { kind: string; result: string; claims: string[]; sum: string }[];
}

/** `date` is the article's, as YYYY-MM-DD. */
export interface ScanRequest {
  seq: number;
  text: string;
  date?: string;
}

export type Answer =
  | { seq: number; report: Report }
  // `fatal`: the instance is broken and must be replaced before it is asked again.
  | { seq: number; error: string; fatal: boolean };
