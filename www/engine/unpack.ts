// Plain objects from the buffers in which a report crosses from the core: src/pack says what stands in it, and why.

import type { Change, Check, Claim, Comparison, DateValue, Link, Person, Quantity, Quotation, Report, Span } from "./protocol.js";

// A mark of byte order is a character like any other.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const halves = new Uint32Array(2);
const whole = new Float64Array(halves.buffer);

/** Reads a report from the buffers that `fill` hands over one by one. */
export function unpackReport(fill: (take: (words: Uint32Array) => void) => void): Report {
  const report: Report = { id: "", offsets: "utf16", worth: 0, claims: [], people: [], checks: [] };
  fill((words) => readRecords(new Reader(words), report));
  return report;
}

function readRecords(from: Reader, report: Report): void {
  const { claims, people, checks } = report;
  while (!from.done) {
    const kind = from.word();
    switch (kind) {
      case 1:
        claims.push(claim(from));
        break;
      case 2:
        claims[from.word()]!.related = from.list((from) => claims[from.word()]!.id);
        break;
      case 3:
        people.push(person(from));
        break;
      case 4:
        checks.push(check(from, (from) => {
          const at = from.word();
          claims[at]!.checks.push(checks.length);
          return claims[at]!.id;
        }));
        break;
      case 5:
        report.id = from.text();
        report.worth = from.number();
        break;
      default:
        throw new Error(`the engine and this program are not of one version: there are no records of kind ${kind}`);
    }
  }
}

/** What an edit has changed in a report. */
export function unpackChange(words: Uint32Array): Change {
  const from = new Reader(words);
  return {
    id: from.text(),
    worth: from.number(),
    from: from.word(),
    to: from.word(),
    by: from.number(),
    removed: from.list(text),
    added: from.list((from) => ({ at: from.word(), claim: placed(from) })),
    related: from.list((from) => ({ claim: from.text(), related: from.list(text) })),
    people: from.maybe((from) => from.list(person)),
    checks: from.maybe((from) => from.list((from) => check(from, text))),
  };
}

// `done` when all of the content has been read; `slots` are what the claim that is read puts into its links. Said here, because
// esbuild ships what is said inside a class.
class Reader {
  #words: Uint32Array;
  #strings: string[];
  readonly patterns: Pattern[] = [];
  slots: (string | null)[] = [];
  #at: number;
  #end: number;

  constructor(words: Uint32Array) {
    const [strings = 0, content = 0, bytes = 0] = words;
    const first = 3 + strings;
    const letters = decoder.decode(new Uint8Array(words.buffer, words.byteOffset + 4 * (first + content), bytes));
    this.#strings = new Array<string>(strings);
    let start = 0;
    for (let at = 0; at < strings; at += 1) {
      this.#strings[at] = letters.slice(start, (start += words[3 + at]!));
    }
    this.#words = words;
    this.#at = first;
    this.#end = first + content;
  }

  get done(): boolean {
    return this.#at >= this.#end;
  }

  word(): number {
    return this.#words[this.#at++]!;
  }

  number(): number {
    halves[0] = this.word();
    halves[1] = this.word();
    return whole[0]!;
  }

  text(): string {
    return this.#strings[this.word() - 1]!;
  }

  textOrNull(): string | null {
    const number = this.word();
    return number === 0 ? null : this.#strings[number - 1]!;
  }

  span(): Span {
    return [this.word(), this.word()];
  }

  maybe<T>(read: (from: Reader) => T): T | null {
    return this.word() === 0 ? null : read(this);
  }

  list<T>(read: (from: Reader) => T): T[] {
    const items: T[] = [];
    for (let left = this.word(); left > 0; left -= 1) items.push(read(this));
    return items;
  }
}

/** What links have in common that differ only in what their claims put into the slots of one template. */
interface Pattern {
  named: Link;
  /** Of the address: what is the same for all, and the places of slots. */
  parts: (string | number)[];
}

const text = (from: Reader): string => from.text();
const textOrNull = (from: Reader): string | null => from.textOrNull();
const part = (from: Reader): string | number => from.textOrNull() ?? from.word();
const word = (from: Reader): number => from.word();
const span = (from: Reader): Span => from.span();

function claim(from: Reader): Claim {
  const id = from.text();
  const place = from.span();
  const sentence = from.span();
  const worth = from.number();
  const reasons = from.list(text);
  const name = from.textOrNull();
  const source = name === null ? null : { span: from.span(), name };
  const related: string[] = [];
  const checks: number[] = [];
  const kind = from.text() as Claim["kind"];
  // Each kind has its own order of keys, so that claims of one kind share a shape.
  switch (kind) {
    case "quantity":
      return { id, kind, span: place, sentence, worth, reasons, quantity: quantity(from), source, related, checks, links: links(from) };
    case "date":
      return { id, kind, span: place, sentence, worth, reasons, date: date(from), source, related, checks, links: links(from) };
    case "comparison":
      return { id, kind, span: place, sentence, worth, reasons, comparison: comparison(from), source, related, checks, links: links(from) };
    case "quotation":
      return { id, kind, span: place, sentence, worth, reasons, quotation: quotation(from), source, related, checks, links: links(from) };
  }
}

/** A claim with what other claims have to do with it behind it. */
function placed(from: Reader): Claim {
  const read = claim(from);
  read.related = from.list(text);
  read.checks = from.list(word);
  return read;
}

function quantity(from: Reader): Quantity {
  return {
    value: value(from) ?? 0,
    unit: from.textOrNull(),
    currency: from.textOrNull(),
    dimension: from.textOrNull(),
    modifier: from.text() as Quantity["modifier"],
    measured: from.textOrNull(),
    when: from.maybe(date),
    place: from.textOrNull(),
    time: from.textOrNull(),
    numeral: from.span(),
  };
}

function date(from: Reader): DateValue {
  return { value: from.textOrNull(), precision: from.text() };
}

function comparison(from: Reader): Comparison {
  return {
    relation: from.text() as Comparison["relation"],
    degree: from.text(),
    rank: from.maybe(word),
    measured: from.textOrNull(),
    with: from.maybe(span),
  };
}

function quotation(from: Reader): Quotation {
  return {
    form: from.text() as Quotation["form"],
    quoted: from.list(span),
    cue: from.maybe(span),
    source: from.maybe(span),
    speaker: from.textOrNull(),
    unclosed: from.word() !== 0,
  };
}

function links(from: Reader): Link[] {
  from.slots = from.list(textOrNull);
  return from.list(link);
}

function link(from: Reader): Link {
  const { named, parts } = (from.patterns[from.word()] ??= {
    named: { label: from.text(), url: "", target: from.text(), why: from.text(), group: from.text() as Link["group"] },
    parts: from.list(part),
  });
  let url = "";
  for (const part of parts) url += typeof part === "string" ? part : from.slots[part]!;
  return { ...named, url };
}

function person(from: Reader): Person {
  return { name: from.text(), mentions: from.list(span) };
}

function check(from: Reader, claim: (from: Reader) => string): Check {
  return {
    kind: from.text() as Check["kind"],
    result: from.text() as Check["result"],
    claims: from.list(claim),
    sum: from.text(),
    value: value(from) as number | null,
    unit: from.textOrNull(),
    currency: from.textOrNull(),
  };
}

/** One number or two, behind how many there are. */
function value(from: Reader): Quantity["value"] | null {
  const ends = from.word();
  if (ends === 0) return null;
  return ends === 2 ? [from.number(), from.number()] : from.number();
}
