import assert from "node:assert/strict";
import { backendChanges, type BackendReport } from "./backend_report.ts";

const whole: BackendReport = {
  name: "wasm",
  adapter: undefined,
  blas: { library: "/usr/lib/libopenblas.so.0", coreType: "SkylakeX" },
  threads: 2,
  processor: "A (family 6, model 1)",
  reason: "asked for",
};

Deno.test("what rounds otherwise is told, what only reads otherwise is not", () => {
  assert.deepEqual(backendChanges(whole, { ...whole, reason: "there is no WebGPU adapter" }), []);
  const other = { ...whole, threads: 4, processor: "B", blas: { library: "/b.so", coreType: undefined } };
  assert.deepEqual(backendChanges(whole, other), [
    "processor is B, was A (family 6, model 1)",
    "threads is 4, was 2",
    "BLAS is /b.so, was /usr/lib/libopenblas.so.0",
    "core type is the library's choice, was SkylakeX",
  ]);
  assert.deepEqual(backendChanges(whole, { ...whole, blas: { missing: "it is gone" } }), [
    "BLAS is none, was /usr/lib/libopenblas.so.0",
  ]);
});

Deno.test("what an earlier version did not note is no change", () => {
  const { threads: _threads, processor: _processor, ...earlier } = whole;
  assert.deepEqual(backendChanges(earlier, whole), []);
});
