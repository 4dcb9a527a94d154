// What a press costs in memory, in Chromium on Linux: private megabytes of each process before the press and some seconds
// after it, with the panel open. node memory.mjs [FOLDER] takes the saved pages of FOLDER/html, else a page of its own.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { launchExtended } from "./extended.js";
import { serveFixtures } from "./fixtures.js";
import { servePages } from "./harness.js";

interface Use {
  type: string;
  private: number;
}

/** Private memory in MB of each process below `root`. */
function uses(root: number): Map<number, Use> {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // It has ended.
    }
  }
  const found = new Map<number, Use>();
  for (const process of parents.keys()) {
    let at: number | undefined = process;
    while (at !== undefined && at !== root && at > 1) at = parents.get(at);
    if (at !== root) continue;
    try {
      const command = readFileSync(`/proc/${process}/cmdline`, "utf8").replaceAll("\0", " ");
      const rollup = readFileSync(`/proc/${process}/smaps_rollup`, "utf8");
      const kilobytes = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+)/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
      const type = command.includes("--extension-process") ? "extension" : (/--type=([\w-]+)/.exec(command)?.[1] ?? "browser");
      found.set(process, { type, private: kilobytes / 1024 });
    } catch {
      // It has ended.
    }
  }
  return found;
}

const total = (found: Map<number, Use>, type: string): number => [...found.values()].filter((use) => use.type === type).reduce((sum, use) => sum + use.private, 0);
const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const folder = process.argv[2];
const site = folder ? await servePages(join(folder, "html")) : await serveFixtures();
const paths = folder ? readdirSync(join(folder, "html")).filter((name) => /\.x?html?$/.test(name)).sort().slice(0, 5).map(encodeURIComponent) : ["plain"];
const TYPES = ["extension", "renderer", "browser", "gpu-process", "utility"];
try {
  for (const path of paths) {
    const extended = await launchExtended("chrome");
    try {
      const root = extended.browser.process()?.pid ?? 0;
      const page = await extended.browser.newPage();
      await page.goto(`${site.origin}/${path}`);
      await wait(4000);
      const before = uses(root);
      await extended.press(page);
      for (const seconds of [3, 10]) {
        await wait(seconds * 1000);
        const after = uses(root);
        console.log(`${path}: +${seconds} s: ${TYPES.map((type) => `${type} ${total(before, type).toFixed(1)} → ${total(after, type).toFixed(1)}`).join(", ")}`);
      }
    } finally {
      await extended.close();
    }
  }
} finally {
  site.close();
}
