// Who may import whom (ARCHITECTURE.md): faces are leaves, `page`, `ui` and `desk` know only the protocol and what is common
// to all, which know nothing.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import { test } from "node:test";

const FACES = ["web", "extension", "embed"];

const files = readdirSync("www", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

function imports(file: string): string[] {
  const source = readFileSync(join("www", file), "utf8");
  const found = source.matchAll(/(?:import|export)[^"';]*?from\s*"([^"]+)"|import\(?\s*"([^"]+)"/g);
  return [...found].map((match) => match[1] ?? match[2] ?? "").filter((name) => name.startsWith(".")).map((name) => normalize(join(file, "..", name)));
}

test("there are files to look at", () => {
  assert.ok(files.length >= 10 && imports("web/main.ts").length >= 5);
});

for (const file of files) {
  test(`www/${file} keeps to its layer`, () => {
    const [layer = ""] = file.split("/");
    const source = readFileSync(join("www", file), "utf8");
    for (const target of imports(file)) {
      const [other = ""] = target.split("/");
      assert.ok(other === layer || !FACES.includes(other), `${file} imports a face: ${target}`);
      if (file === "engine/protocol.ts") assert.fail(`the protocol imports ${target}`);
      if (layer === "common") assert.equal(other, layer, `what is common imports ${target}`);
      if (["page", "ui", "desk"].includes(layer) && ![layer, "common"].includes(other)) assert.equal(target, "engine/protocol.js", `${file} imports ${target}`);
    }
    // The desk holds data; what is seen of it is others'.
    if (layer === "desk") assert.doesNotMatch(source, /\b(document|window)\./);
    if (layer !== "extension") assert.doesNotMatch(source, /\b(chrome|browser)\.(runtime|tabs|storage|scripting)\b/);
    assert.doesNotMatch(source, /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write)\b/);
  });
}
