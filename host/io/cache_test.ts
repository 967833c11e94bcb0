import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Json } from "../../core/types.ts";
import { diskCache } from "./cache.ts";

Deno.test("a result is kept over runs by what it depends on, and a torn one is computed again", async () => {
  const out = mkdtempSync(join(tmpdir(), "orrery-cache-"));
  try {
    let computed = 0;
    // A new cache each time, as in another process.
    const ask = (key: Json) => diskCache(out)(key, () => Promise.resolve([++computed, true]));
    const key = { oracle: "dot@1", starts: "abc", plan: { samples: 300 } };
    assert.deepEqual(await ask(key), [1, true]);
    assert.deepEqual(await ask({ ...key }), [1, true]);
    assert.deepEqual(await ask({ ...key, plan: { samples: 100 } }), [2, true]);
    const folder = join(out, "cache");
    assert.equal(readdirSync(folder).length, 2);
    for (const file of readdirSync(folder)) writeFileSync(join(folder, file), '{"key":');
    assert.deepEqual(await ask(key), [3, true]);
    assert.deepEqual(await ask(key), [3, true]);
  } finally {
    rmSync(out, { recursive: true });
  }
});
