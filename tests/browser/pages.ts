// The extension on saved pages, in both browsers: node pages.mjs FOLDER, where FOLDER has html/NAME.html. Prints a line
// for each page: claims, milliseconds from the press to the paint, and what went wrong. Fails where anything did.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { differences, paintedIn, stateOf } from "./claims.js";
import { launchExtended } from "./extended.js";
import { BROWSERS, servePages } from "./harness.js";

const folder = process.argv[2];
if (!folder) throw new Error("name a folder that has html/");
const only = process.argv[3];

const names = readdirSync(join(folder, "html")).filter((name) => /\.x?html?$/.test(name) && (!only || name.includes(only))).sort();
const site = await servePages(join(folder, "html"));
let failed = 0;
try {
  for (const browser of BROWSERS) {
    const extended = await launchExtended(browser);
    const times: number[] = [];
    try {
      const page = await extended.browser.newPage();
      await page.setViewport({ width: 1280, height: 800 });
      for (const name of names) {
        await page.goto(`${site.origin}/${encodeURIComponent(name)}`, { waitUntil: "load", timeout: 60_000 });
        const heard: string[] = [];
        const listen = (message: { type(): string; text(): string }): void => {
          // The page's own pictures and the like, which the policy keeps out, may be asked for after the press.
          if (message.type() === "error" && !/^(Loading (the|a) |Failed to load resource)/.test(message.text())) heard.push(message.text());
        };
        page.on("console", listen);
        const painted = page.evaluate(
          () =>
            new Promise<number>((resolve) => {
              const look = (): void => {
                if (CSS.highlights.size === 0) requestAnimationFrame(look);
                // The frame after the one that found them has shown them.
                else requestAnimationFrame(() => resolve(Date.now()));
              };
              look();
              setTimeout(() => resolve(-1), 15_000);
            }),
        );
        await page.bringToFront();
        const pressed = Date.now();
        await extended.press(page);
        const time = (await painted) - pressed;
        const faults = time < 0 ? ["nothing was painted"] : [];
        let claims = 0;
        if (faults.length === 0) {
          times.push(time);
          const state = await stateOf(extended);
          claims = state.claims.length;
          if (state.lost > 0) faults.push(`${state.lost} claims could not be painted`);
          faults.push(...differences(state, await paintedIn(page)));
        }
        page.off("console", listen);
        faults.push(...heard);
        failed += faults.length;
        console.log(`${browser.padEnd(7)} ${String(claims).padStart(4)} claims  ${String(time).padStart(5)} ms  ${name}${faults.map((fault) => `\n    ${fault}`).join("")}`);
      }
      const faults = await extended.faults();
      failed += faults.length;
      for (const fault of faults) console.log(`    in the extension: ${fault}`);
    } finally {
      await extended.close();
    }
    times.sort((a, b) => a - b);
    console.log(`${browser}: from press to paint ${times[times.length >> 1] ?? 0} ms in the median, ${times[Math.floor(times.length * 0.9)] ?? 0} ms on the ninetieth percentile, ${times.length} of ${names.length} pages painted`);
  }
} finally {
  site.close();
}
if (failed > 0) {
  console.error(`${failed} faults`);
  process.exitCode = 1;
}
