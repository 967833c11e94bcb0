import assert from "node:assert/strict";
import { cpuFlags } from "./cpu_flags.ts";
import { productInstructions } from "./product_instructions.ts";

Deno.test("only instruction sets of products are named, from the narrow to the wide", () => {
  assert.deepEqual(productInstructions(new Set(["amx_tile", "sse2", "avx512f", "avx2"])), [
    "avx2",
    "avx512f",
    "amx_tile",
  ]);
  assert.deepEqual(productInstructions(new Set(["fp", "asimd"])), ["asimd"]);
  assert.ok(productInstructions().every((name) => cpuFlags().has(name)));
});
