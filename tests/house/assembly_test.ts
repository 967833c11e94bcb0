import assert from "node:assert/strict";
import { assemblyBytes } from "../../core/engine/wasm/assembly_bytes.ts";
import { compileAssembly } from "../../tools/build_simd.ts";

Deno.test("the compiled kernels are those of their sources", async () => {
  const text = await compileAssembly();
  assert.ok(text.includes(assemblyBytes), 'stale: run "deno task assembly"');
});
