// What is measured in Node, each with the calls that come nearest to what Tickmark does. The peers' types are not read:
// they are installed by `cargo xtask bench` alone, and this file is checked without them.

import { readFile } from "node:fs/promises";

/** Reads a text wholly, and gives something that depends on what was found. */
export type Read = (text: string) => unknown;

const WASM = "target/wasm-bindgen/tickmark_bg.wasm";

/** Resolved by Node where this file lies, not by the bundler. */
const load = async (name: string): Promise<any> => import(name);

export const SUBJECTS: Record<string, () => Promise<Read>> = {
  async tickmark() {
    const { tickmark } = await import("./engine.js");
    const engine = await tickmark(await readFile(WASM));
    return (text) => engine.scan(text);
  },

  async regex() {
    const number = /\b\d[\d.,]*\d?(?:\s?(?:%|percent|million|billion|trillion|thousand))?/g;
    const quote = /“[^”]*”|"[^"]*"/g;
    return (text) => [...text.matchAll(number)].length + [...text.matchAll(quote)].length;
  },

  async "wink-nlp"() {
    const wink = (await load("wink-nlp")).default;
    const nlp = wink((await load("wink-eng-lite-web-model")).default);
    const { its } = nlp;
    return (text) => {
      const doc = nlp.readDoc(text);
      return [doc.entities().out(its.detail), doc.sentences().length()];
    };
  },

  async compromise() {
    const nlp = (await load("compromise")).default;
    return (text) => {
      const doc = nlp(text);
      return [doc.numbers().json(), doc.quotations().json()];
    };
  },

  async "recognizers-text-number"() {
    const module = await load("@microsoft/recognizers-text-number");
    const { recognizeNumber, Culture } = module.default ?? module;
    return (text) => recognizeNumber(text, Culture.English);
  },

  async "harper.js"() {
    const { LocalLinter } = await load("harper.js");
    const { binary } = await load("harper.js/binary");
    const linter = new LocalLinter({ binary });
    await linter.setup();
    return (text) => linter.lint(text);
  },

  async "chrono-node"() {
    const chrono = await load("chrono-node");
    return (text) => chrono.parse(text, new Date(Date.UTC(2026, 0, 15)));
  },
};
