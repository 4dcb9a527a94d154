// What the WordPress plugin sends of what a person has said, on a server that takes its time.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { type Said, Storage } from "../../www/embed/wordpress/storage.js";
import type { Request } from "../../www/embed/wordpress/wp.js";

interface Sent {
  quotes: string[];
  isKept: boolean;
  answer(): void;
  refuse(reason: string): void;
}

let sent: Sent[] = [];
let storage: Storage;

beforeEach(() => {
  sent = [];
  const server = {
    apiFetch: ({ data, keepalive }: Request) =>
      new Promise<unknown>((resolve, reject) => {
        const { statuses } = data as { statuses: { quote: string }[] };
        sent.push({
          quotes: statuses.map(({ quote }) => quote),
          isKept: keepalive === true,
          answer: () => resolve({}),
          refuse: (reason) => reject(new Error(reason)),
        });
      }),
  };
  Object.assign(globalThis, { wp: server, tickmarkFacts: { mostStatuses: 1000, mostWords: 4000 } });
  storage = new Storage(7, () => undefined);
});

const said = (quote: string): Said => ({ status: "checked", anchor: { kind: "quantity", quote, sentence: quote, at: 0, prefix: "", suffix: "", position: 0, id: "" } });
const quotes = (): string[][] => sent.map(({ quotes }) => quotes);
const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test("what is said while a request is under way is sent after it", async () => {
  storage.save([said("450 ships")]);
  storage.save([said("450 ships"), said("90 cranes")]);
  assert.deepEqual(quotes(), [["450 ships"]]);
  sent[0]?.answer();
  await later();
  assert.deepEqual(quotes(), [["450 ships"], ["450 ships", "90 cranes"]]);
  sent[1]?.answer();
  await later();
  assert.equal(storage.isUnsent, false);
});

test("as the page is left it is sent at once, and nobody is asked", () => {
  storage.save([said("450 ships")]);
  const all = [said("450 ships"), said("90 cranes")];
  storage.save(all);
  assert.equal(storage.isUnsent, true);
  storage.save(all, true);
  assert.deepEqual(quotes(), [["450 ships"], ["450 ships", "90 cranes"]]);
  assert.equal(sent[1]?.isKept, true);
  assert.equal(storage.isUnsent, false);
  // The form is sent, and then the page asks whether it may go.
  storage.leave();
  assert.equal(sent.length, 2);
});

test("a request under way ends with the page: its list is sent by one that does not", () => {
  const all = [said("450 ships")];
  storage.save(all);
  storage.save(all, true);
  assert.deepEqual(sent.map(({ isKept }) => isKept), [false, true]);
  assert.equal(storage.isUnsent, false);
});

test("where the page stays after all, what is newest is sent last", async () => {
  storage.save([said("450 ships")]);
  storage.save([said("90 cranes")]);
  storage.leave();
  sent[1]?.answer();
  await later();
  assert.equal(storage.isUnsent, true, "the older list may have reached the server later");
  sent[0]?.answer();
  await later();
  assert.deepEqual(quotes(), [["450 ships"], ["90 cranes"], ["90 cranes"]]);
  sent[2]?.answer();
  await later();
  assert.equal(storage.isUnsent, false);
});

test("a list that browsers would not bring to its end is sent as any other, and the page asks", () => {
  storage.save(Array.from({ length: 40 }, (_, at) => said(`${at} ${"ü".repeat(1000)}`)), true);
  assert.deepEqual(sent.map(({ isKept }) => isKept), [false]);
  assert.equal(storage.isUnsent, true);
});

test("all lists that are under way as the page is left count together", () => {
  const some = Array.from({ length: 20 }, (_, at) => said(`${at} ${"x".repeat(1000)}`));
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
