// What goes to the stores: no fault by Mozilla's linter, no permission too many.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

interface Manifest {
  version: string;
  permissions: string[];
  host_permissions?: string[];
  optional_permissions?: string[];
  optional_host_permissions?: string[];
  content_scripts?: unknown[];
  web_accessible_resources?: unknown[];
  externally_connectable?: unknown;
  content_security_policy: { extension_pages: string };
}

const manifest = (browser: string): Manifest => JSON.parse(readFileSync(`dist/extension-${browser}/manifest.json`, "utf8")) as Manifest;

test("web-ext lint finds no error and no warning", () => {
  const linted = spawnSync("node_modules/.bin/web-ext", ["lint", "--source-dir", "dist/extension-firefox", "--no-config-discovery", "--output", "json"], { encoding: "utf8" });
  const report = JSON.parse(linted.stdout) as { summary: Record<string, number>; errors: unknown[]; warnings: unknown[] };
  assert.deepEqual(report.errors, []);
  assert.deepEqual(report.warnings, []);
  assert.equal(linted.status, 0, linted.stderr);
});

for (const browser of ["chromium", "firefox"]) {
  test(`${browser}: no permission but those it needs, no host, nothing the web can reach`, () => {
    const { permissions, ...rest } = manifest(browser);
    assert.deepEqual(permissions.toSorted(), ["activeTab", "contextMenus", "scripting", ...(browser === "chromium" ? ["sidePanel"] : []), "storage"]);
    assert.deepEqual(rest.optional_host_permissions, ["*://*/*"]);
    for (const key of ["host_permissions", "optional_permissions", "content_scripts", "web_accessible_resources", "externally_connectable"] as const) assert.equal(rest[key], undefined, key);
    assert.match(rest.content_security_policy.extension_pages, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; /);
    assert.doesNotMatch(rest.content_security_policy.extension_pages, /https?:|unsafe-inline|'unsafe-eval'/);
  });

  test(`${browser}: no script of it calls out or makes code of text`, () => {
    for (const file of readdirSync(`dist/extension-${browser}`).filter((file) => file.endsWith(".js"))) {
      const source = readFileSync(`dist/extension-${browser}/${file}`, "utf8");
      assert.doesNotMatch(source, /\b(eval|importScripts)\(|new Function\b|XMLHttpRequest|WebSocket|sendBeacon|\binnerHTML\b|navigator\.webdriver/, file);
    }
  });

  test(`${browser}: its archive is there, with the archive of the sources beside it`, () => {
    const { version } = manifest(browser);
    for (const file of [`tickmark-${browser}-${version}.zip`, `tickmark-source-${version}.zip`, "firefox-build-notes.md"]) assert.ok(existsSync(`dist/${file}`), file);
  });
}
