// What the engine and those who ask it say to each other. This file imports nothing, so that every part of the
// program may import it. The report's types are those of src/report.rs; all offsets are UTF-16.

/** Half-open range of UTF-16 code units. */
export type Span = [start: number, end: number];

export type Modifier = "=" | "~" | "<" | ">" | "up" | "down";
export type Form = "direct" | "mixed" | "indirect" | "scare" | "title";
export type Group = "primary" | "statistics" | "fact-check" | "news" | "archive" | "search" | "own";

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

export type CheckKind =
  | "share"
  | "change"
  | "points"
  | "multiple"
  | "parts"
  | "units"
  | "comparison"
  | "weekday"
  | "repeat"
  | "age"
  | "magnitude";

/** A sum of the article's own numbers. `claims` are ids in the order of the sum; `value` is what an `implies` implies. */
export interface Check {
  kind: CheckKind;
  result: "holds" | "differs" | "implies";
  claims: string[];
  sum: string;
  value: number | null;
  unit: string | null;
  currency: string | null;
}

export interface Person {
  name: string;
  mentions: Span[];
}

export interface Report {
  id: string;
  offsets: "utf16";
  worth: number;
  claims: Claim[];
  people: Person[];
  checks: Check[];
}

/**
 * What an edit makes of a session's report. What is in neither list is as it was, but for its spans: every start at or
 * behind `to`, and every end behind `from` and not before `to`, has moved by `by`. www/engine/change.ts applies it.
 */
export interface Change {
  id: string;
  worth: number;
  /** Where the replaced part of the text began and ended, in offsets of the text before. */
  from: number;
  to: number;
  by: number;
  /** Ids of claims that are gone or changed. */
  removed: string[];
  /** Claims that are new or changed, in order, with their index in the new list. A changed one is in both lists. */
  added: { at: number; claim: Claim }[];
  /** Claims that stay and have other related ones. */
  related: { claim: string; related: string[] }[];
  /** All people, where a name or the number of its mentions has changed; else null. */
  people: Person[] | null;
  /** All checks, where one has changed; then `checks` of every claim is by this list. */
  checks: Check[] | null;
}

export type Wording = "verbatim" | "altered" | "absent";
export type DifferenceKind = "changed" | "missing" | "inserted" | "joined" | "moved" | "bracket" | "punctuation" | "marks" | "case";

/** `here` is in the article (empty where it lacks words), `there` in the source text (empty where that lacks words). */
export interface Difference {
  kind: DifferenceKind;
  here: Span;
  there: Span;
}

/** The words between one pair of quotation marks; `marked`: altered only where the article shows it, by "…" or "[…]". */
export interface Fragment {
  here: Span;
  result: Wording;
  marked: boolean;
  /** Where it stands in the source text, in the order of the quotation. */
  there: Span[];
  differences: Difference[];
}

/** A quotation (`claim` is its id) in the source text. Terms and titles in quotation marks are not looked up. */
export interface Quoted {
  claim: string;
  result: Wording;
  marked: boolean;
  fragments: Fragment[];
}

/** A quantity (`claim` is its id) in the source text: `there` is the same number, or the one that differs. */
export interface NumberFound {
  claim: string;
  result: "present" | "different" | "absent";
  there: Span | null;
  /** The sentence of the source text around it. */
  sentence: Span | null;
  how: "same" | "rounded" | "converted" | null;
}

/** What a source text says of an article's claims. */
export interface Against {
  offsets: "utf16";
  quotations: Quoted[];
  numbers: NumberFound[];
}

/** `csv` and `markdown` are strings, `annotation` and `schema` plain objects for JSON. The CSV has no byte order mark. */
export type ExportFormat = "csv" | "markdown" | "annotation" | "schema";
export type Exported = string | { "@context": string };

/** For each claim its id and an address that opens the page at its words. */
export type Addresses = [claim: string, address: string][];

/** `date` is the article's, as YYYY-MM-DD. */
export interface ScanRequest {
  seq: number;
  call: "scan";
  /** The person's own link targets: a name and a template by turns. Each has passed the call "target". */
  targets?: string[];
  text: string;
  date?: string;
}

export interface AgainstRequest {
  seq: number;
  call: "against";
  text: string;
  source: string;
}

/** What a person found out about an article's claims, as strings one after the other. */
export interface Told {
  /** Six for each: the claim's id, status, note, evidence, who and when. */
  reviews: string[];
  /** Eight for each claim that is not in the text any more: kind, words, sentence, status, note, evidence, who and when. */
  lost: string[];
}

/** `url` is the page that the article stands on; `told` goes along with its claims. `file`: as a file, which only a Worker answers. */
export interface ExportRequest {
  seq: number;
  call: "export";
  text: string;
  format: ExportFormat;
  date?: string;
  url?: string;
  told?: Told;
  file?: true;
}

export interface AddressesRequest {
  seq: number;
  call: "addresses";
  text: string;
  url: string;
}

/** Whether `template` can become a link target with the name `label`. */
export interface TargetRequest {
  seq: number;
  call: "target";
  label: string;
  template: string;
}

/** Begins a session: the engine keeps what it read of `text`. `session` names it and its reports. */
export interface OpenRequest {
  seq: number;
  call: "open";
  session: string;
  text: string;
  date?: string;
  targets?: string[];
}

/** Puts `text` in the place of the units from `start` to `end` of the session's text. */
export interface EditRequest {
  seq: number;
  call: "edit";
  session: string;
  start: number;
  end: number;
  text: string;
}

/** Ends a session and gives its memory back. */
export interface CloseRequest {
  seq: number;
  call: "close";
  session: string;
}

/** An amount in another unit; both ends are equal where it is no range. Unrounded. */
export interface Amount {
  value: [low: number, high: number];
  unit: string;
}

/** A quantity in other units that people know. `change`: it is a rise or a fall. */
export interface AlsoRequest {
  seq: number;
  call: "also";
  value: [low: number, high: number];
  unit: string;
  change: boolean;
}

/** Each of `values`, of the unit at the same place in `units`, in the unit `to`. */
export interface InUnitRequest {
  seq: number;
  call: "inUnit";
  values: number[];
  units: string[];
  to: string;
}

export type Request = TargetRequest | ScanRequest | AgainstRequest | ExportRequest | AddressesRequest | AlsoRequest | InUnitRequest | OpenRequest | EditRequest | CloseRequest;

/** What each call answers. */
export interface Results {
  /** One line that says what is wrong, or null. */
  target: string | null;
  scan: Report;
  against: Against;
  export: Exported | Blob;
  addresses: Addresses;
  open: Report;
  /** Null where there is no such session (any more): it has to be opened anew. */
  edit: Change | null;
  close: null;
  /** Best first; empty where there are none. */
  also: Amount[];
  /** Null where a value does not convert. */
  inUnit: (number | null)[];
}

export type Answer =
  | { seq: number; result: Results[keyof Results] }
  // Items of a long list of the result, which follows (www/engine/pieces.ts).
  | { seq: number; field: string; items: unknown[] }
  // `fatal`: the instance is broken and must be replaced before it is asked again.
  | { seq: number; error: string; fatal: boolean };

/** Says once to a Worker where its module is, or holds it. */
export interface Begin {
  module: URL | string | BufferSource | WebAssembly.Module;
}

/** What a Worker says before anything else: the name of the lock that it holds for as long as it lives. */
export interface Alive {
  alive: string;
}
