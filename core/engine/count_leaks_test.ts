import assert from "node:assert/strict";
import { clone, type Tensor, tensor1d } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { countLeaks } from "./count_leaks.ts";

await openTestBackend();

Deno.test("countLeaks tells tensors from buffers", async () => {
  const left: Tensor[] = [];
  const leaks = await countLeaks(() => {
    const a = tensor1d([1, 2]);
    left.push(a, clone(a));
  });
  assert.deepEqual(leaks, { tensors: 2, buffers: 1 });
  const back = await countLeaks(() => left.forEach((tensor) => tensor.dispose()));
  assert.deepEqual(back, { tensors: -2, buffers: -1 });
});
