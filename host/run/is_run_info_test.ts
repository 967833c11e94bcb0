import assert from "node:assert/strict";
import { isRunInfo } from "./is_run_info.ts";

const info = {
  format: 1,
  task: "tworoom",
  hash: "abc",
  seed: 0,
  preset: null,
  base: "file:///",
  command: "train tworoom",
  started: "2026-01-02T03:04:05.000Z",
  versions: { deno: "2.9.6" },
  backend: { name: "wasm", reason: "asked for", blas: { missing: "none" } },
  seconds: { train: 1 },
  finished: false,
};

Deno.test("what a run says of itself is known again, another form is not", () => {
  assert.ok(isRunInfo(info));
  const on = (parts: object) => ({ ...info, backend: { ...info.backend, ...parts } });
  const gpu = { name: "a GPU", software: false };
  const whole = { library: "libopenblas.so.0", coreType: "Haswell" };
  for (const value of [on({ adapter: gpu, blas: undefined }), on({ blas: whole })]) {
    assert.ok(isRunInfo(value));
  }
  const wrong = [
    null,
    { ...info, base: "nowhere" },
    { ...info, seconds: null },
    { ...info, backend: {} },
    on({ adapter: "a GPU" }),
    on({ adapter: { name: 1, software: false } }),
    on({ blas: {} }),
    on({ blas: { ...whole, library: 1 } }),
    on({ threads: "two" }),
  ];
  for (const value of wrong) assert.ok(!isRunInfo(value), JSON.stringify(value));
});
