import assert from "node:assert/strict";
import { coreTypes, usualCoreType } from "./core_types.ts";

const skylake = ["avx2", "fma", "avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"];

Deno.test("a core type is offered to processors with all of its instruction sets only", () => {
  assert.deepEqual(coreTypes(new Set()), []);
  assert.deepEqual(coreTypes(new Set(["avx2"])), []);
  assert.deepEqual(coreTypes(new Set(skylake)), ["Haswell", "SkylakeX"]);
  assert.deepEqual(coreTypes(new Set(skylake.slice(0, -1))), ["Haswell"]);
  assert.deepEqual(coreTypes(new Set([...skylake, "avx512_bf16", "amx_tile"])).slice(2), [
    "Cooperlake",
    "SapphireRapids",
  ]);
});

Deno.test("without a measurement AVX-512 is taken where it is, else what the library chooses", () => {
  assert.equal(usualCoreType(new Set(skylake)), "SkylakeX");
  assert.equal(usualCoreType(new Set(["avx2", "fma"])), undefined);
});
