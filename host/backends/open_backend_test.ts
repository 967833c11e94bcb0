import assert from "node:assert/strict";
import { add, tensor1d } from "@tensorflow/tfjs-core";
import { read, throwDeviceErrors } from "../../core/engine/mod.ts";
import { HostError } from "../../core/errors.ts";
import { openBlas } from "./blas.ts";
import { findAdapter, openWebgpu } from "./webgpu.ts";
import { openBackend } from "./open_backend.ts";

const found = await findAdapter();

Deno.test("auto takes a real GPU, else wasm, and says why", async () => {
  const { name, reason } = await openBackend("auto");
  assert.equal(name, found && !found.report.software ? "webgpu" : "wasm");
  if (found?.report.software) assert.ok(reason.includes(found.report.name), reason);
});

Deno.test("backends can be opened one after the other, and again", async () => {
  for (const choice of ["wasm", "reference", "wasm"] as const) {
    const { name } = await openBackend(choice);
    assert.equal(name, choice);
    assert.deepEqual([...(await read([add(tensor1d([1, 2]), 1)]))[0]], [2, 3]);
  }
});

Deno.test("without BLAS the report says so", async () => {
  const { blas } = await openBackend("wasm", { blas: false });
  assert.deepEqual(blas, { missing: "it was switched off" });
});

Deno.test("a run that was begun without BLAS goes on without, on the backend that it was begun on", async () => {
  const begun = { adapter: undefined, reason: "asked for" };
  const like = { ...begun, name: "wasm", blas: { missing: "it was not installed" } } as const;
  const { name, blas, reason } = await openBackend("auto", { like });
  assert.deepEqual([name, blas], ["wasm", like.blas]);
  const now = "blas" in openBlas()
    ? "the run was begun without BLAS: it was not installed; --new begins one with it"
    : "no BLAS: it was not installed";
  assert.equal(reason, `the run was begun on it; ${now}`);
  const off = await openBackend("wasm", { like, blas: false });
  assert.deepEqual([off.blas, off.reason], [
    { missing: "it was switched off" },
    "asked for; no BLAS: it was switched off",
  ]);
  const plain = await openBackend("auto", { like: { ...begun, name: "reference", blas: undefined } });
  assert.equal(plain.name, "reference");
  assert.equal((await openBackend("wasm", { like: plain })).name, "wasm");
});

Deno.test({
  name: "webgpu names a software adapter, and what its device reports is thrown when reading",
  ignore: !found,
  fn: async () => {
    const { adapter, reason } = await openBackend("webgpu");
    assert.equal(adapter?.name, found?.report.name);
    if (adapter?.software) assert.match(reason, /software/);
    throwDeviceErrors();
    await provokeDeviceError();
    // So large that the GPU computes it; little tensors never leave the processor.
    const large = tensor1d(new Float32Array(5000));
    await assert.rejects(read([add(large, 1)]), HostError);
    const [next] = await read([add(large, 1)]);
    assert.ok(next.every((value) => value === 1));
    large.dispose();
  },
});

/** Runs a shader that does not compile, as a wrong kernel would. */
async function provokeDeviceError(): Promise<void> {
  const { WebGPUBackend } = await import("@tensorflow/tfjs-backend-webgpu");
  const { backend } = await import("@tensorflow/tfjs-core");
  const opened = backend();
  assert.ok(opened instanceof WebGPUBackend);
  opened.device.createShaderModule({ code: "fn broken( {" });
}

Deno.test({
  name: "without an adapter webgpu is refused with the remedy",
  ignore: found !== undefined,
  fn: async () => {
    await assert.rejects(openWebgpu(), /apt-get install mesa-vulkan-drivers/);
  },
});
