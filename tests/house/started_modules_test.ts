import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HOST = fileURLToPath(new URL("../../host", import.meta.url));

const sources = readdirSync(HOST, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.endsWith("_test.ts"));

/** Modules that a file starts by their address, such as workers. */
function startedBy(source: string): readonly string[] {
  return [...source.matchAll(/new URL\("(\.[^"]*\.ts)", import\.meta\.url\)/g)].map(([, module]) => module);
}

Deno.test("what is started by its address is imported too, or a cache for use without a network lacks it", () => {
  let started = 0;
  for (const name of sources) {
    const source = readFileSync(join(HOST, name), "utf8");
    for (const module of startedBy(source)) {
      assert.ok(source.includes(` from "${module}";`), `${name} does not import ${module}`);
      started++;
    }
  }
  assert.ok(started >= 6);
});
