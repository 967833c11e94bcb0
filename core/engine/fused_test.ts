import assert from "node:assert/strict";
import { ones, tidy } from "@tensorflow/tfjs-core";
import { openBackend } from "../../host/backends/open_backend.ts";
import { InputError } from "../errors.ts";
import { fused } from "./fused.ts";

Deno.test("a kernel is run where the backend has it, its specification elsewhere", async () => {
  for (const [backend, asked] of [["reference", 1], ["wasm", 0]] as const) {
    await openBackend(backend);
    let specified = 0;
    tidy(() => {
      const [y] = fused("ScaleShift", { x: ones([3]) }, { factor: 2, shift: 1 }, () => {
        specified++;
        return [ones([3])];
      });
      assert.deepEqual(y.shape, [3]);
    });
    assert.equal(specified, asked, backend);
  }
});

Deno.test("whole numbers are refused, whose bits a kernel would take for floats", async () => {
  for (const backend of ["reference", "wasm"] as const) {
    await openBackend(backend);
    tidy(() => {
      const x = ones([3], "int32");
      const run = () => fused("ScaleShift", { x }, { factor: 2, shift: 1 }, () => [x]);
      assert.throws(run, new InputError('Cannot use "x": type int32, expected float32'));
    });
  }
});
