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
  const id = (from: Reader): string => claims[from.word()]!.id;
  while (!from.done) {
    const kind = from.word();
    switch (kind) {
      case 1:
        claims.push(claim(from));
        break;
      case 2:
        claims[from.word()]!.related = from.list(id);
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
    people: from.maybe(() => from.list(person)),
    checks: from.maybe(() => from.list((from) => check(from, text))),
  };
}

class Reader {
  #words: Uint32Array;
  #strings: string[];
  #patterns: Pattern[] = [];
  /** What the claim that is read puts into each slot. */
  #slots: string[] = ["", "", "", "", "", ""];
  #at: number;
  #end: number;

  constructor(words: Uint32Array) {
    const [strings = 0, content = 0, bytes = 0] = words;
    const first = 3 + strings;
    const letters = decoder.decode(new Uint8Array(words.buffer, words.byteOffset + 4 * (first + content), bytes));
    this.#strings = new Array<string>(strings);
    let start = 0;
    for (let at = 0; at < strings; at += 1) {
      const end = start + words[3 + at]!;
      this.#strings[at] = letters.slice(start, end);
      start = end;
    }
    this.#words = words;
    this.#at = first;
    this.#end = first + content;
  }

  /** Whether all of the content has been read. */
  get done(): boolean {
    return this.#at >= this.#end;
  }

  word(): number {
    return this.#words[this.#at++]!;
  }

  number(): number {
    halves[0] = this.#words[this.#at++]!;
    halves[1] = this.#words[this.#at++]!;
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
    return [this.#words[this.#at++]!, this.#words[this.#at++]!];
  }

  maybe<T>(read: () => T): T | null {
    return this.word() === 0 ? null : read();
  }

  spanOrNull(): Span | null {
    return this.word() === 0 ? null : this.span();
  }

  list<T>(read: (from: Reader) => T): T[] {
    const items: T[] = [];
    for (let left = this.word(); left > 0; left -= 1) items.push(read(this));
    return items;
  }

  /** The links of a claim. */
  links(): Link[] {
    const links: Link[] = [];
    const count = this.word();
    let filled = this.word();
    for (let slot = 0; filled !== 0; slot += 1, filled >>>= 1) if (filled & 1) this.#slots[slot] = this.text();
    for (let left = count; left > 0; left -= 1) {
      const number = this.word();
      links.push(number === 0 ? this.#whole() : this.#filled(number));
    }
    return links;
  }

  /** A link that is written whole. */
  #whole(): Link {
    const [label, target, why, group] = [this.text(), this.text(), this.text(), this.text() as Link["group"]];
    return { label, url: this.text(), target, why, group };
  }

  /** A link of a pattern, filled for the claim. */
  #filled(number: number): Link {
    if (number > this.#patterns.length) this.#patterns.push(this.#pattern());
    const { label, target, why, group, texts, slots } = this.#patterns[number - 1]!;
    let url = "";
    for (let at = 0; at < texts.length; at += 1) {
      url += texts[at]!;
      const slot = slots[at]!;
      if (slot >= 0) url += this.#slots[slot]!;
    }
    return { label, url, target, why, group };
  }

  #pattern(): Pattern {
    const [label, target, why, group] = [this.text(), this.text(), this.text(), this.text() as Link["group"]];
    const texts: string[] = [];
    const slots: number[] = [];
    for (let left = this.word(); left > 0; left -= 1) {
      const piece = this.word();
      // A text opens a place, and a slot closes the one that is open.
      if (piece >= 8) {
        texts.push(this.#strings[piece / 8 - 1]!);
        slots.push(-1);
      } else if (slots.at(-1) === -1) slots[slots.length - 1] = piece - 1;
      else {
        texts.push("");
        slots.push(piece - 1);
      }
    }
    return { label, target, why, group, texts, slots };
  }
}

/** What links have in common that differ only in what their claims put into the slots of one template. */
interface Pattern {
  label: string;
  target: string;
  why: string;
  group: Link["group"];
  /** Of the address: what is the same for all. */
  texts: string[];
  /** The place of the slot behind each of them; -1 where there is none. */
  slots: number[];
}

const text = (from: Reader): string => from.text();
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
      return { id, kind, span: place, sentence, worth, reasons, quantity: quantity(from), source, related, checks, links: from.links() };
    case "date":
      return { id, kind, span: place, sentence, worth, reasons, date: date(from), source, related, checks, links: from.links() };
    case "comparison":
      return { id, kind, span: place, sentence, worth, reasons, comparison: comparison(from), source, related, checks, links: from.links() };
    case "quotation":
      return { id, kind, span: place, sentence, worth, reasons, quotation: quotation(from), source, related, checks, links: from.links() };
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
    value: value(from),
    unit: from.textOrNull(),
    currency: from.textOrNull(),
    dimension: from.textOrNull(),
    modifier: from.text() as Quantity["modifier"],
    measured: from.textOrNull(),
    when: from.word() === 0 ? null : date(from),
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
    rank: from.word() === 0 ? null : from.word(),
    measured: from.textOrNull(),
    with: from.spanOrNull(),
  };
}

function quotation(from: Reader): Quotation {
  return {
    form: from.text() as Quotation["form"],
    quoted: from.list(span),
    cue: from.spanOrNull(),
    source: from.spanOrNull(),
    speaker: from.textOrNull(),
    unclosed: from.word() !== 0,
  };
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
    value: valueOrNull(from) as number | null,
    unit: from.textOrNull(),
    currency: from.textOrNull(),
  };
}

function value(from: Reader): Quantity["value"] {
  return valueOrNull(from) ?? 0;
}

/** One number or two, behind how many there are. */
function valueOrNull(from: Reader): Quantity["value"] | null {
  const ends = from.word();
  if (ends === 0) return null;
  return ends === 2 ? [from.number(), from.number()] : from.number();
}
