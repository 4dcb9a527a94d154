// What the WordPress plugin sends of what a person has said, on a server that takes its time and that others write to.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { isLater, isSaid, isSamePlace, keyOf, type Said, type Sayings, type TakenBack } from "../../www/embed/wordpress/said.js";
import { Storage } from "../../www/embed/wordpress/storage.js";
import type { Request } from "../../www/embed/wordpress/wp.js";

interface Sent {
  /** What is said of which claim; "-" where a status was taken back. */
  said: Record<string, string>;
  changed: string[];
  isKept: boolean;
  /** The server has taken it, and answers with what it has: of that and of `others`. */
  answer(others?: Partial<Sayings>): void;
  refuse(reason: string): void;
}

let sent: Sent[] = [];
let heard: (Said | TakenBack)[];
let storage: Storage;
/** The server's clock. */
let now: string;

beforeEach(() => {
  sent = [];
  heard = [];
  now = new Date().toISOString();
  const server = {
    apiFetch: ({ data = { statuses: [], removed: [] }, keepalive }: Request) =>
      new Promise<unknown>((resolve, reject) => {
        const { statuses, removed } = data as Sayings;
        sent.push({
          said: Object.fromEntries([...statuses.map(({ key, status }) => [key, status]), ...removed.map(({ key }) => [key, "-"])]),
          changed: [...statuses, ...removed].map(({ changed }) => changed),
          isKept: keepalive === true,
          answer: (others = {}) => resolve({ statuses: [...statuses, ...(others.statuses ?? [])], removed: [...removed, ...(others.removed ?? [])], now }),
          refuse: (reason) => reject(new Error(reason)),
        });
      }),
  };
  Object.assign(globalThis, { wp: server, tickmarkFacts: { mostStatuses: 1000, mostWords: 4000 } });
  storage = new Storage(7, { changed: () => undefined, received: (news) => heard.push(...news) });
});

const AT = "2026-05-05T10:00:00.000Z";
const LATER = "2026-05-05T10:00:00.001Z";

const anchor = (quote: string, prefix = ""): Said["anchor"] => ({ kind: "quantity", quote, sentence: quote, at: 0, prefix, suffix: "", position: 0, id: "" });
const said = (quote: string, status: Said["status"] = "checked", changed = AT, prefix = ""): Said => ({ key: quote, status, changed, anchor: anchor(quote, prefix) });
const stored = (quote: string, status: Said["status"] = "checked", changed = AT, prefix = ""): Sayings["statuses"][number] => ({ key: quote, changed, kind: "quantity", quote, sentence: quote, at: 0, prefix, suffix: "", status });
const all = (): Sent["said"][] => sent.map(({ said }) => said);
const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const news = (): [string, string][] => heard.map((one) => [one.key, isSaid(one) ? one.status : "-"]);

async function load(sayings: Partial<Sayings>): Promise<void> {
  const loaded = storage.load();
  sent.pop()?.answer(sayings);
  await loaded;
  heard = [];
}

test("what is said while a request is under way is sent after it", async () => {
  storage.save([said("450 ships")]);
  storage.save([said("450 ships"), said("90 cranes")]);
  assert.deepEqual(all(), [{ "450 ships": "checked" }]);
  sent[0]?.answer();
  await later();
  assert.deepEqual(all().slice(1), [{ "90 cranes": "checked" }], "what is stored is not sent again");
  sent[1]?.answer();
  await later();
  assert.equal(storage.isUnsent, false);
  assert.deepEqual(heard, [], "what was said here is no news");
});

test("as the page is left it is sent at once, and nobody is asked", () => {
  storage.save([said("450 ships")]);
  const both = [said("450 ships"), said("90 cranes")];
  storage.save(both);
  assert.equal(storage.isUnsent, true);
  storage.save(both, true);
  storage.leave();
  assert.deepEqual(all(), [{ "450 ships": "checked" }, { "450 ships": "checked", "90 cranes": "checked" }]);
  assert.equal(sent[1]?.isKept, true);
  assert.equal(storage.isUnsent, false);
  // The form is sent, and then the page asks whether it may go.
  storage.leave();
  assert.equal(sent.length, 2);
});

test("a request under way ends with the page: what it says is sent by one that does not", () => {
  const one = [said("450 ships")];
  storage.save(one);
  storage.save(one, true);
  storage.leave();
  assert.deepEqual(sent.map(({ isKept }) => isKept), [false, true]);
  assert.equal(storage.isUnsent, false);
});

for (const [first, second] of [[0, 1], [1, 0]] as const) {
  test(`where the page stays after all, what is newest holds, whichever request is answered first (${first})`, async () => {
    storage.save([said("450 ships")]);
    storage.save([said("450 ships", "wrong", LATER)]);
    storage.leave();
    sent[first]?.answer();
    await later();
    sent[second]?.answer();
    await later();
    sent[2]?.answer();
    await later();
    assert.equal(storage.isUnsent, false);
    assert.deepEqual([heard, storage.problem], [[], ""]);
    storage.save([said("450 ships", "wrong", LATER)]);
    assert.ok(sent.length <= 3, "nothing is left to be sent");
  });
}

test("changes that browsers would not bring to their end are sent as any other, and the page asks", () => {
  storage.save(Array.from({ length: 40 }, (_, at) => said(`${at} ${"ü".repeat(1000)}`)), true);
  assert.deepEqual(sent.map(({ isKept }) => isKept), [false]);
  assert.equal(storage.isUnsent, true);
});

test("all changes that are under way as the page is left count together", () => {
  const some = Array.from({ length: 10 }, (_, at) => said(`${at} ${"x".repeat(1000)}`));
  storage.save(some, true);
  storage.save([...some, said("90 cranes")], true);
  assert.deepEqual(sent.map(({ isKept }) => isKept), [true, false]);
  assert.equal(storage.isUnsent, true);
});

test("what was refused before is sent again as the page is left, and the page asks all the same", async () => {
  storage.save([said("450 ships")]);
  sent[0]?.refuse("no");
  await later();
  assert.equal(storage.problem, "no");
  storage.leave();
  assert.equal(sent[1]?.isKept, true);
  assert.equal(storage.isUnsent, true);
  sent[1]?.answer();
  await later();
  assert.deepEqual([storage.problem, storage.isUnsent], ["", false]);
});

test("only what was said here is sent: a tick that another tab has made meanwhile is not touched, and is told", async () => {
  await load({ statuses: [stored("450 ships")] });
  storage.save([said("450 ships"), said("90 cranes")]);
  assert.deepEqual(all(), [{ "90 cranes": "checked" }]);
  sent[0]?.answer({ statuses: [stored("450 ships"), stored("27 cranes", "wrong")] });
  await later();
  assert.deepEqual(news(), [["27 cranes", "wrong"]]);
  // The review takes it up, and nothing is left to be said.
  storage.save([said("450 ships"), said("90 cranes"), said("27 cranes", "wrong")]);
  assert.deepEqual([sent.length, storage.isUnsent], [1, false]);
});

test("of two sayings of one claim the later holds, here as there", async () => {
  await load({ statuses: [stored("450 ships"), stored("90 cranes")] });
  storage.save([said("450 ships", "wrong", LATER), said("90 cranes", "wrong", LATER)]);
  sent[0]?.answer({ statuses: [stored("450 ships", "unverifiable", "2026-05-05T10:00:01.000Z"), stored("90 cranes", "unverifiable")] });
  await later();
  assert.deepEqual(news(), [["450 ships", "unverifiable"]]);
  assert.equal(storage.isUnsent, false);
});

test("a status that is taken back is a change as well: sent, told, and brought back by no older answer", async () => {
  await load({ statuses: [stored("450 ships"), stored("90 cranes")] });
  storage.save([said("90 cranes")]);
  assert.deepEqual(all(), [{ "450 ships": "-" }]);
  assert.ok((sent[0]?.changed[0] ?? "") > AT, "later than what it takes back");
  // A request that was answered before, and comes now.
  sent[0]?.answer({ statuses: [stored("450 ships")], removed: [{ key: "90 cranes", changed: LATER }] });
  await later();
  assert.deepEqual(news(), [["90 cranes", "-"]]);
  storage.save([]);
  assert.deepEqual([sent.length, storage.isUnsent], [1, false]);
});

test("a claim's new place is sent without its status counting as said anew; one that is not sent yet is not undone", async () => {
  await load({ statuses: [stored("450 ships")] });
  const moved = said("450 ships", "checked", AT, "In May, ");
  storage.save([moved]);
  assert.deepEqual(sent[0]?.changed, [AT]);
  const loaded = storage.load();
  sent[1]?.answer({ statuses: [stored("450 ships")] });
  await loaded;
  assert.deepEqual(heard, []);
  sent[0]?.answer();
  await later();
  storage.save([moved]);
  assert.deepEqual([sent.length, storage.isUnsent], [2, false]);
});

test("times are the server's, and later than what is known, however wrong the clocks are", async () => {
  now = "2031-01-01T00:00:00.000Z";
  await load({ statuses: [stored("450 ships", "checked", "2040-01-01T00:00:00.000Z")] });
  assert.match(storage.stamp("90 cranes"), /^2031-01-01T00:0/);
  assert.equal(storage.stamp("450 ships"), "2040-01-01T00:00:00.001Z");
});

test("a slow answer does not make the clock slow", async () => {
  const loaded = storage.load();
  now = new Date().toISOString();
  const answered = Date.parse(now);
  while (Date.now() < answered + 300) await later();
  sent.pop()?.answer();
  await loaded;
  assert.ok(Date.parse(storage.stamp("450 ships")) >= answered + 290, storage.stamp("450 ships"));
});

test("what is said at the same time comes to the same in every tab", () => {
  const [checked, wrong, removed] = [said("450 ships"), said("450 ships", "wrong"), { key: "450 ships", changed: AT }];
  for (const [a, b] of [[checked, wrong], [checked, removed], [wrong, removed]] as const) {
    assert.notEqual(isLater(a, b), isLater(b, a));
    assert.equal(isLater(a, a), false);
  }
});

test("a claim's key tells its words, its place and its number among its equals", () => {
  const keys = [anchor("450 ships"), anchor("451 ships"), anchor("450 ships", "In May, "), { ...anchor("450 ships"), at: 1 }].map((each) => keyOf(each, 0));
  keys.push(keyOf(anchor("450 ships"), 1));
  assert.equal(new Set(keys).size, keys.length);
  assert.equal(keyOf({ ...anchor("450 ships"), position: 12, id: "x" }, 0), keys[0]);
  assert.equal(isSamePlace(anchor("450 ships"), anchor("450 ships", "In May, ")), true, "edited on one side of it");
  assert.equal(isSamePlace(anchor("450 ships"), { ...anchor("450 ships", "In May, "), suffix: " left." }), false);
});
