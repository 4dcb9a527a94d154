// What was read in a claim, in words for people.

import type { Amount, Claim, Comparison, Form, Group, Kind, Modifier, Quantity, Relation } from "../engine/protocol.js";

export const KIND: Record<Kind, string> = {
  quantity: "Number",
  date: "Date",
  comparison: "Comparison",
  quotation: "Quotation",
};

export const FORM: Record<Form, string> = {
  direct: "Quotation",
  mixed: "Quotation in part",
  indirect: "Reported words",
  scare: "Term in quotation marks",
  title: "Title or nickname",
};

export const GROUP: Record<Group, string> = {
  primary: "Official source",
  statistics: "Statistics",
  "fact-check": "Fact-checks",
  news: "News",
  archive: "Archive",
  search: "Search",
  own: "Your own",
};

export const RELATION: Record<Relation, string> = {
  rank: "A place in an order",
  record: "A record",
  than: "More or less than something else",
  streak: "So many in a row",
};

const MODIFIER: Record<Modifier, string> = {
  "=": "",
  "~": "about ",
  "<": "at most or less than ",
  ">": "at least or more than ",
  up: "up ",
  down: "down ",
};

const number = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 6 });
const tiny = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 4 });

function figure(value: number): string {
  const small = value !== 0 && Math.abs(value) < 0.001;
  return (small ? tiny : number).format(value).replace(/^-/, "−");
}

const PLURALS: Record<string, string> = {
  foot: "feet",
  inch: "inches",
  percentage: "percent",
  people: "people",
  pence: "pence",
  times: "times",
  century: "centuries",
  hertz: "hertz",
  horsepower: "horsepower",
  celsius: "°C",
  fahrenheit: "°F",
  yen: "yen",
  baht: "baht",
  man: "men",
  woman: "women",
  child: "children",
  person: "people",
  "pound sterling": "pounds sterling",
  "year of age": "years of age",
  "chinese yuan": "Chinese yuan",
  "japanese yen": "Japanese yen",
};

/** "square kilometre" -> "square kilometres", "barrel per day" -> "barrels per day" */
export function plural(unit: string): string {
  const known = PLURALS[unit];
  if (known) return known;
  const per = unit.indexOf(" per ");
  if (per > 0) return plural(unit.slice(0, per)) + unit.slice(per);
  const words = unit.split(" ");
  const last = words.pop() ?? "";
  const head = PLURALS[last] ?? regular(last);
  return [...words, head].join(" ");
}

function regular(noun: string): string {
  if (/(s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return `${noun}s`;
}

/** "about 701 square kilometres", "up 3 percent", "5 to 10 million" as figures */
export function quantity(read: Quantity): string {
  const values = Array.isArray(read.value) ? read.value : [read.value];
  const figures = values.map(figure).join(" to ");
  const one = values.length === 1 && Math.abs(values[0] ?? 0) === 1;
  const share = read.dimension === "share" && read.unit !== "percentage" && !read.unit?.includes("point");
  let unit = read.unit === null ? "" : ` ${one && read.unit !== "percentage" ? read.unit : plural(read.unit)}`;
  if (share) unit = read.unit === null || read.unit.startsWith("parts") ? unit : ` of ${plural(read.unit)}`;
  return `${MODIFIER[read.modifier]}${figures}${unit}`;
}

/** "no. 2, biggest", "record high", "no. 7 in a row, straight session" */
export function comparison(read: Comparison): string {
  const place = read.rank === null ? "" : `no. ${read.rank}${read.relation === "streak" ? " in a row" : ""}, `;
  return place + read.degree + (read.measured ? ` ${read.measured}` : "");
}

const rounded = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 3 });

/** "119 square miles": an amount that was converted, to three digits, since the original is seldom more exact. */
export function amount({ value: [low, high], unit }: Amount): string {
  const figures = [...new Set([low, high].map((value) => rounded.format(value).replace(/^-/, "−")))];
  return `${figures.join(" to ")} ${figures[0] === "1" && figures.length === 1 ? unit : plural(unit)}`;
}

/** The line that says what was read in a claim. */
export function reading(claim: Claim): string {
  switch (claim.kind) {
    case "quantity":
      return quantity(claim.quantity);
    case "date":
      return claim.date.value ?? "relative to the article’s date";
    case "comparison":
      return comparison(claim.comparison);
    case "quotation": {
      const { form, speaker } = claim.quotation;
      if (form === "scare" || form === "title") return FORM[form];
      return speaker ?? "speaker not named";
    }
  }
}

/** "31 claims: 12 numbers, 1 comparison, 18 quotations": kinds that the text has none of are not said. */
export function summary(claims: readonly Claim[]): string {
  if (claims.length === 0) return "No claims found.";
  const count = (kind: Kind): number => claims.filter((claim) => claim.kind === kind).length;
  const some = (count: number, noun: string): string => `${number.format(count)} ${noun}${count === 1 ? "" : "s"}`;
  const nouns = [["quantity", "number"], ["date", "date"], ["comparison", "comparison"], ["quotation", "quotation"]] as const;
  const parts = nouns.flatMap(([kind, noun]) => (count(kind) > 0 ? [some(count(kind), noun)] : []));
  return `${some(claims.length, "claim")}: ${parts.join(", ")}`;
}
