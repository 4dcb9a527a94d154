// The JSON-LD exports, read by a JSON-LD processor. The contexts are cut down to the terms that the exports use, with
// the meaning that the W3C's and schema.org's own contexts give them: no test needs the network. In safe mode the
// processor refuses a document with a term or type that its context does not know.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import jsonld from "jsonld";
import { addresses, against, exportClaims, exportReviewed, initSync, scan } from "../../target/wasm-bindgen/tickmark.js";
import type { Addresses, Against, Report } from "../../www/engine/protocol.js";
import { unpackReport } from "../../www/engine/unpack.js";
import anno from "./contexts/anno.json";
import schema from "./contexts/schema.json";

const OA = "http://www.w3.org/ns/oa#";
const AS = "http://www.w3.org/ns/activitystreams#";
const SCHEMA = "http://schema.org/";
const PAGE = "https://news.example/halden";
const TEXT =
  "😀 The cafés of Halden lost nearly €90 million in May 2027.\n\n" +
  "“We never saw the money, not one crown of it,” Ana Ruiz said. The Halden Bank said that it had paid 5% in time.";

type Node = Record<string, unknown>;

const contexts: Record<string, object> = { "http://www.w3.org/ns/anno.jsonld": anno, "https://schema.org": schema };

async function documentLoader(url: string) {
  const document = contexts[url];
  if (!document) throw new Error(`a context that is not known: ${url}`);
  return { document, documentUrl: url };
}

/** The expanded document, and every object in it. */
async function expand(document: object): Promise<{ root: Node[]; all: Node[] }> {
  const root = await jsonld.expand(document, { documentLoader, safe: true });
  const all: Node[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (value !== null && typeof value === "object") {
      all.push(value as Node);
      Object.values(value).forEach(walk);
    }
  };
  walk(root);
  return { root, all };
}

/** How many properties a document has, before or after expansion: none may be dropped. */
function properties(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + properties(each), 0);
  if (value === null || typeof value !== "object") return 0;
  const own = Object.keys(value).filter((key) => !key.startsWith("@") && key !== "id" && key !== "type").length;
  return own + properties(Object.values(value));
}

const typed = (all: Node[], type: string): Node[] => all.filter((node) => (node["@type"] as string[] | undefined)?.includes?.(type));

function one(node: Node | undefined, property: string): Node {
  const values = node?.[property] as Node[] | undefined;
  assert.equal(values?.length, 1, `${property} of ${JSON.stringify(node)}`);
  return values![0]!;
}

let report: Report;

before(() => {
  initSync({ module: readFileSync("target/wasm-bindgen/tickmark_bg.wasm") });
  report = unpackReport((take) => scan(TEXT, take));
  assert.ok(report.claims.length >= 4);
});

for (const url of [undefined, PAGE]) {
  test(`annotations ${url ? "of a page" : "of a text"} are Web Annotations, with no term dropped`, async () => {
    const document = exportClaims(TEXT, "annotation", undefined, url) as object;
    const { root, all } = await expand(document);
    assert.equal(properties(root), properties(document));
    assert.deepEqual(root[0]?.["@type"], [`${AS}OrderedCollection`]);
    assert.equal(one(root[0], `${AS}totalItems`)["@value"], report.claims.length);
    const page = one(root[0], `${AS}first`);
    assert.equal(one(page, `${AS}partOf`)["@id"], root[0]?.["@id"]);
    const annotations = typed(all, `${OA}Annotation`);
    assert.equal(annotations.length, report.claims.length);
    assert.equal(new Set(annotations.map((annotation) => annotation["@id"])).size, annotations.length);
    const points = [...TEXT];
    for (const [at, annotation] of annotations.entries()) {
      assert.match(annotation["@id"] as string, /^urn:uuid:/);
      assert.equal(one(annotation, `${OA}motivatedBy`)["@id"], `${OA}questioning`);
      const target = one(annotation, `${OA}hasTarget`);
      assert.deepEqual(target["@type"], [`${OA}SpecificResource`]);
      const source = one(target, `${OA}hasSource`)["@id"] as string;
      if (url) assert.equal(source, url);
      else assert.match(source, /^urn:uuid:/);
      const selectors = target[`${OA}hasSelector`] as Node[];
      assert.deepEqual(selectors.map((selector) => selector["@type"]), [[`${OA}TextQuoteSelector`], [`${OA}TextPositionSelector`]]);
      const [start, end] = ["start", "end"].map((name) => one(selectors[1], OA + name)["@value"] as number);
      const exact = one(selectors[0], `${OA}exact`)["@value"] as string;
      assert.equal(points.slice(start, end).join(""), exact);
      const claim = report.claims[at]!;
      assert.equal(TEXT.slice(...claim.span), exact);
      const prefix = one(selectors[0], `${OA}prefix`)["@value"] as string;
      const suffix = one(selectors[0], `${OA}suffix`)["@value"] as string;
      assert.equal(TEXT.indexOf(prefix + exact + suffix) + prefix.length, claim.span[0]);
      const bodies = annotation[`${OA}hasBody`] as Node[];
      assert.equal(bodies.length, claim.links.length + 1);
      for (const body of bodies.slice(1)) assert.match(one(body, `${OA}hasSource`)["@id"] as string, /^https:\/\//);
    }
  });

  test(`claims and quotations ${url ? "of a page" : "of a text"} are schema.org's, with no term dropped and no rating`, async () => {
    const document = exportClaims(TEXT, "schema", undefined, url) as object;
    const { root, all } = await expand(document);
    assert.equal(properties(root), properties(document));
    const claims = typed(all, `${SCHEMA}Claim`);
    const quotations = typed(all, `${SCHEMA}Quotation`);
    assert.equal(claims.length + quotations.length, root.length);
    assert.ok(claims.length >= 3 && quotations.length === 1);
    assert.doesNotMatch(JSON.stringify(root), /ClaimReview|Rating/);
    const spoken = quotations[0]!;
    assert.equal(one(spoken, `${SCHEMA}text`)["@value"], "We never saw the money, not one crown of it,");
    const speaker = one(spoken, `${SCHEMA}spokenByCharacter`);
    assert.deepEqual(speaker["@type"], [`${SCHEMA}Person`]);
    assert.equal(one(speaker, `${SCHEMA}name`)["@value"], "Ana Ruiz");
    const authors = claims.flatMap((claim) => (claim[`${SCHEMA}author`] as Node[] | undefined) ?? []);
    assert.ok(authors.some((author) => (author["@type"] as string[])[0] === `${SCHEMA}Organization`));
    for (const [nodes, property] of [[claims, "appearance"], [quotations, "isPartOf"]] as const) {
      for (const node of nodes) {
        const work = one(node, SCHEMA + property);
        assert.deepEqual(work["@type"], [`${SCHEMA}CreativeWork`]);
        if (url) assert.match(one(work, `${SCHEMA}url`)["@id"] as string, /^https:\/\/news\.example\/halden#:~:text=/);
        else assert.match(work["@id"] as string, /^urn:uuid:/);
      }
    }
  });
}

const LOST = ["quantity", "7 ships", "The port lost 7 ships."];
const SAID = ["wrong", "The ledger has 80.", "https://stats.example/a?b=1&c=2", "PL", "2026-05-14T09:30:00.000Z"];

test("an annotation of a person's carries status, note, evidence, who and when, with no term dropped, also of a claim that was lost", async () => {
  const document = exportReviewed(TEXT, "annotation", undefined, undefined, [report.claims[1]!.id, ...SAID], [...LOST, ...SAID]) as object;
  const { root, all } = await expand(document);
  assert.equal(properties(root), properties(document));
  const annotations = typed(all, `${OA}Annotation`);
  assert.equal(annotations.length, report.claims.length + 2);
  assert.equal(one(root[0], `${AS}totalItems`)["@value"], annotations.length);
  const said = annotations.filter((annotation) => one(annotation, `${OA}motivatedBy`)["@id"] === `${OA}commenting`);
  assert.equal(said.length, 2);
  const creator = one(said[0], "http://purl.org/dc/terms/creator");
  assert.deepEqual([creator["@type"], one(creator, "http://xmlns.com/foaf/0.1/name")["@value"]], [["http://xmlns.com/foaf/0.1/Person"], "PL"]);
  assert.equal(one(said[0], "http://purl.org/dc/terms/created")["@value"], SAID[4]);
  const bodies = said[0]![`${OA}hasBody`] as Node[];
  assert.deepEqual(bodies.map((body) => (one(body, `${OA}hasPurpose`)["@id"] as string).slice(OA.length)), ["tagging", "commenting", "linking"]);
  const value = (body: Node | undefined): unknown => one(body, "http://www.w3.org/1999/02/22-rdf-syntax-ns#value")["@value"];
  assert.deepEqual([value(bodies[0]), value(bodies[1])], SAID.slice(0, 2));
  assert.equal(one(bodies[2], `${OA}hasSource`)["@id"], SAID[2]);
  const [selector] = one(said[0], `${OA}hasTarget`)[`${OA}hasSelector`] as Node[];
  assert.equal(one(selector, `${OA}exact`)["@value"], TEXT.slice(...report.claims[1]!.span));
  const lost = one(one(said[1], `${OA}hasTarget`), `${OA}hasSelector`);
  assert.deepEqual(["prefix", "exact", "suffix"].map((name) => one(lost, OA + name)["@value"]), ["The port lost ", LOST[1], "."]);
});

test("schema.org carries a review as a status and a comment, with no term dropped and no rating", async () => {
  const document = exportReviewed(TEXT, "schema", undefined, PAGE, [report.claims[0]!.id, ...SAID], [...LOST, ...SAID]) as object;
  const { root, all } = await expand(document);
  assert.equal(properties(root), properties(document));
  assert.doesNotMatch(JSON.stringify(root), /ClaimReview|Rating/);
  const comments = typed(all, `${SCHEMA}Comment`);
  assert.equal(comments.length, 2);
  const [comment] = comments;
  assert.equal(one(comment, `${SCHEMA}text`)["@value"], SAID[1]);
  assert.equal(one(comment, `${SCHEMA}citation`)["@value"], SAID[2]);
  assert.equal(one(comment, `${SCHEMA}dateCreated`)["@value"], SAID[4]);
  assert.equal(one(one(comment, `${SCHEMA}author`), `${SCHEMA}name`)["@value"], "PL");
  const reviewed = all.filter((node) => `${SCHEMA}creativeWorkStatus` in node);
  assert.deepEqual(reviewed.map((node) => one(node, `${SCHEMA}creativeWorkStatus`)["@value"]), ["wrong", "wrong"]);
  assert.equal(one(reviewed[1], `${SCHEMA}name`)["@value"], LOST[1]);
  assert.equal(one(reviewed[0], `${SCHEMA}comment`), comment);
});

test("a status that is none is refused in one line", () => {
  assert.throws(() => exportReviewed(TEXT, "csv", undefined, undefined, [report.claims[0]!.id, "true", "", "", "", ""], []), /^Error: a status is open, checked, wrong or unverifiable$/);
});

test("the module's other calls answer plain objects", () => {
  const listed = addresses(TEXT, PAGE) as Addresses;
  assert.deepEqual(listed.map(([id]) => id), report.claims.map((claim) => claim.id));
  const found = against(TEXT, "😀😀 We never saw the money, not a crown of it. The cafés of Halden lost €90 million.") as Against;
  const [quoted] = found.quotations;
  assert.equal(quoted?.result, "altered");
  assert.deepEqual(quoted.fragments[0]?.differences.map(({ kind, here }) => [kind, TEXT.slice(...here)]), [["changed", "one"]]);
  const [number] = found.numbers;
  assert.deepEqual([number?.result, number?.how], ["present", "same"]);
  assert.match(exportClaims(TEXT, "csv") as string, /^"id","kind"/);
  assert.throws(() => exportClaims(TEXT, "yaml"), /no such format/);
  assert.throws(() => addresses(TEXT, "javascript:alert(1)"), /no address of a page/);
});
