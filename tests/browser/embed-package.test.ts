// The npm package as it would be published: its shape, its size, its types, and what its README says of Node.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { examples } from "./embedded.js";

const PACKAGE = "dist/embed";
/** A project that has the package installed. */
const CONSUMER = "target/tests/consumer";

/** Bytes of gzipped JavaScript, without the WebAssembly, for whoever takes an entry: with room for a tenth. */
const BUDGETS: Record<string, number> = { "index.js": 37_500, "elements.js": 50_500, "worker.js": 7_500, "tickmark-elements.js": 35_000 };

before(() => {
  rmSync(CONSUMER, { recursive: true, force: true });
  mkdirSync(`${CONSUMER}/node_modules`, { recursive: true });
  symlinkSync(resolve(PACKAGE), `${CONSUMER}/node_modules/tickmark`);
  writeFileSync(`${CONSUMER}/package.json`, '{ "type": "module", "private": true }');
});

function run(command: string, args: string[], cwd = "."): string {
  const done = spawnSync(command, args, { encoding: "utf8", cwd });
  assert.equal(done.status, 0, `${command} ${args.join(" ")}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

/** A file of the package with all that it imports. */
function closure(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const [, other] of readFileSync(`${PACKAGE}/${name}`, "utf8").matchAll(/from\s*"\.\/([^"]+\.js)"/g)) closure(other ?? "", seen);
  return seen;
}

test("publint finds nothing, by its strict rules", () => {
  run(resolve("node_modules/.bin/publint"), ["run", "--strict"], PACKAGE);
});

test("the types are right for Node and for bundlers", () => {
  const packed = run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", resolve("target/tests")], PACKAGE).trim().split("\n").at(-1) ?? "";
  // A WebAssembly file has no types; TypeScript does not resolve it.
  run("node_modules/.bin/attw", [`target/tests/${packed}`, "--profile", "esm-only", "--exclude-entrypoints", "./tickmark.wasm"]);
});

for (const [module, resolution] of [
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
]) {
  test(`a strict project compiles against the declarations (${resolution})`, () => {
    writeFileSync(
      `${CONSUMER}/use.ts`,
      `import { attach, init, scan, type AttachedClaim, type Report, type SavedStatus } from "tickmark";
import { TickmarkPanel } from "tickmark/elements";
await init({ module_or_path: new URL("https://tickmark.example/tickmark.wasm"), worker: false });
const report: Report = await scan("5%", { date: "2027-01-02", targets: [{ label: "a", template: "https://a.example/{q}" }] });
const kept: SavedStatus[] = [];
const handle = attach(document.body, { pause: 10, statuses: kept });
const claims: AttachedClaim[] = handle.claims;
for (const claim of claims) if (claim.kind === "quantity") handle.setStatus(claim.id, claim.quantity.unit === "percentage" ? "checked" : undefined);
export const panel: TickmarkPanel | undefined = report.claims.length > 0 ? new TickmarkPanel() : undefined;
handle.addEventListener("status", ({ detail }) => kept.push(...handle.statuses.filter(({ id }) => id === detail.id)));
// @ts-expect-error: no such event
handle.addEventListener("changed", () => undefined);
// @ts-expect-error: no such status
handle.setStatus("a", "done");
`,
    );
    writeFileSync(
      `${CONSUMER}/tsconfig.json`,
      JSON.stringify({ compilerOptions: { noEmit: true, strict: true, target: "es2022", lib: ["es2023", "dom", "dom.iterable"], types: [], module, moduleResolution: resolution }, files: ["use.ts"] }),
    );
    run("node_modules/.bin/tsc", ["--project", CONSUMER]);
  });
}

for (const [entry, budget] of Object.entries(BUDGETS)) {
  test(`${entry} with all that it imports is within ${budget} bytes gzipped`, () => {
    const bytes = [...closure(entry)].reduce((sum, name) => sum + gzipSync(readFileSync(`${PACKAGE}/${name}`), { level: 9 }).length, 0);
    assert.ok(bytes <= budget, `${bytes} bytes`);
    // A budget that is far from what there is guards nothing.
    assert.ok(bytes > budget * 0.7, `${bytes} bytes: lower the budget`);
  });
}

test("no file makes code of text, and none calls out", () => {
  for (const name of readdirSync(PACKAGE).filter((name) => name.endsWith(".js"))) {
    assert.doesNotMatch(readFileSync(`${PACKAGE}/${name}`, "utf8"), /\beval\(|\bFunction\(|XMLHttpRequest|WebSocket|sendBeacon|importScripts|\binnerHTML\b/, name);
  }
});

test("importing the package, the elements too, does nothing in Node and throws nothing", () => {
  writeFileSync(`${CONSUMER}/bare.js`, 'const before = Object.keys(globalThis).length; await import("tickmark"); await import("tickmark/elements"); if (Object.keys(globalThis).length !== before) throw new Error("a global was made");');
  run("node", ["bare.js"], CONSUMER);
});

test("a bundler drops what is imported and not used", () => {
  writeFileSync(`${CONSUMER}/unused.js`, 'import "tickmark"; import { scan } from "tickmark"; console.log(1);');
  const bundled = run(resolve("node_modules/.bin/esbuild"), ["unused.js", "--bundle", "--format=esm", "--log-level=error"], CONSUMER);
  assert.ok(bundled.length < 200, `${bundled.length} characters are left`);
});

test("a report in Node is that of the core, also for a date, and a wrong date is one clear line", () => {
  writeFileSync(
    `${CONSUMER}/scan.js`,
    `import { init, scan } from "tickmark";
const reports = await Promise.all(["It lost 4% on Tuesday.", "It won 5%."].map((text) => scan(text, { date: "2027-06-03" })));
let fault = "";
await scan("a", { date: "soon" }).catch((error) => (fault = error.message));
console.log(JSON.stringify({ reports, fault }));`,
  );
  const { reports, fault } = JSON.parse(run("node", ["scan.js"], CONSUMER)) as { reports: { claims: { span: [number, number]; date?: { value: string } }[] }[]; fault: string };
  assert.deepEqual(reports.map(({ claims }) => claims.map(({ span }) => span)), [[[8, 10], [14, 21]], [[7, 9]]]);
  assert.equal(reports[0]?.claims[1]?.date?.value, "2027-06-01");
  assert.match(fault, /soon/);
  assert.doesNotMatch(fault, /\n/);
});

for (const [at, { code }] of examples("js node").entries()) {
  test(`the README's example ${at + 1} runs in Node`, () => {
    writeFileSync(`${CONSUMER}/example-${at}.js`, code);
    assert.match(run("node", [`example-${at}.js`], CONSUMER), /^quantity \[ 24, 33 \] https:/);
  });
}
