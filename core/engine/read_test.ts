import assert from "node:assert/strict";
import { add, clone, tensor1d, tensor2d } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { HostError } from "../errors.ts";
import { countLeaks } from "./count_leaks.ts";
import { reportDeviceError } from "./device_errors.ts";
import { read } from "./read.ts";

await openTestBackend();

Deno.test("read gives values in order and disposes", async () => {
  const leaks = await countLeaks(async () => {
    const a = tensor2d([[1, 2], [3, 4]]);
    const [first, sum, whole] = await read([a, add(a, 1), tensor1d([5, 6], "int32")]);
    assert.deepEqual([...first], [1, 2, 3, 4]);
    assert.deepEqual([...sum], [2, 3, 4, 5]);
    assert.deepEqual([...whole], [5, 6]);
    assert.ok(whole instanceof Float32Array);
    assert.ok(a.isDisposed);
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

Deno.test("what read gives is a copy", async () => {
  const kept = tensor1d([1, 2]);
  (await read([clone(kept)]))[0].fill(9);
  assert.deepEqual([...(await read([kept]))[0]], [1, 2]);
});

Deno.test("read throws what the device reported, and disposes all the same", async () => {
  const a = tensor1d([1]);
  reportDeviceError("out of memory");
  await assert.rejects(read([a]), HostError);
  assert.ok(a.isDisposed);
});

Deno.test("read passes on that a tensor is gone", async () => {
  const gone = tensor1d([1]);
  gone.dispose();
  const other = tensor1d([1]);
  await assert.rejects(async () => await read([other, gone]), /disposed/);
});
