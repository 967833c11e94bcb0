import assert from "node:assert/strict";
import { countLeaks } from "../../core/engine/mod.ts";
import { measureProducts } from "./measure_products.ts";
import { openBackend } from "./open_backend.ts";

Deno.test("measureProducts gives a rate and leaves nothing behind", async () => {
  await openBackend("wasm");
  const leaks = await countLeaks(async () => {
    const rate = await measureProducts(32, 2);
    assert.ok(rate > 0 && Number.isFinite(rate));
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});
