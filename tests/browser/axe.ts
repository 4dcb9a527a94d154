// Accessibility faults of the open page, by axe-core.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import type { Page } from "puppeteer-core";

interface Violation {
  id: string;
  nodes: { target: unknown[] }[];
}

/** The faults, of whatever weight, each with the first element that has it. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  return faultsBy((expression) => page.evaluate(expression));
}

/** The same where only `evaluate` reaches the page: by the driver, since its policy allows no foreign script. */
export async function faultsBy(evaluate: (expression: string) => Promise<unknown>): Promise<string[]> {
  const source = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");
  await evaluate(`${source}; void 0`);
  const violations = (await evaluate("axe.run().then((result) => result.violations)")) as Violation[];
  return violations.map((fault) => `${fault.id}: ${JSON.stringify(fault.nodes[0]?.target)}`);
}
