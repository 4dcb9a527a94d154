// Accessibility faults of the open page, by axe-core.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import type { Page } from "puppeteer-core";

interface Violation {
  id: string;
  impact: string | null;
  nodes: { target: unknown[] }[];
}

/** The serious and critical faults, each with the first element that has it. */
export async function AxePuppeteer(page: Page): Promise<string[]> {
  return faultsBy((expression) => page.evaluate(expression));
}

/** The same where only `evaluate` reaches the page: by the driver, since its policy allows no foreign script. */
export async function faultsBy(evaluate: (expression: string) => Promise<unknown>): Promise<string[]> {
  const source = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");
  await evaluate(`${source}; void 0`);
  const violations = (await evaluate("axe.run().then((result) => result.violations)")) as Violation[];
  const serious = violations.filter((fault) => fault.impact === "serious" || fault.impact === "critical");
  return serious.map((fault) => `${fault.id}: ${JSON.stringify(fault.nodes[0]?.target)}`);
}
