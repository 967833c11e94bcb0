import assert from "node:assert/strict";
import { simdBytes } from "../../core/engine/wasm/simd_bytes.ts";
import { compileSimd } from "../../tools/build_simd.ts";

Deno.test("the compiled kernels are those of their sources", async () => {
  const text = await compileSimd();
  assert.ok(text.includes(simdBytes), 'stale: run "deno task simd"');
});
