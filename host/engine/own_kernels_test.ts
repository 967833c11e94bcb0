import assert from "node:assert/strict";
import { openBackend } from "./open_backend.ts";
import { ownKernels } from "./own_kernels.ts";

Deno.test("own kernels are those that tfjs has no word for", async () => {
  await openBackend("wasm");
  const names = ownKernels();
  assert.ok(names.includes("BiasGelu") && names.includes("AdamW"), names.join(" "));
  for (const name of ["LogicalXor", "Transpose", "_FusedMatMul"]) assert.ok(!names.includes(name), name);
});
