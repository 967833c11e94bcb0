import assert from "node:assert/strict";
import { join } from "node:path";
import { sandboxCache } from "./sandbox_cache.ts";

Deno.test("the cache in the sandbox shares modules and has no place for data", () => {
  const cache = sandboxCache(Deno.execPath());
  assert.equal(sandboxCache(Deno.execPath()), cache, "a second time nothing is in the way");
  assert.ok(Deno.statSync(join(cache, "location_data")).isFile);
  for (const name of ["npm", "gen", "remote"]) {
    assert.equal(Deno.realPathSync(join(cache, name)), Deno.realPathSync(join(cache, "..", name)));
  }
});
