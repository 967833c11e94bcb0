import assert from "node:assert/strict";
import { grads, mul, sum, tensor, tensor1d, tidy } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { read } from "../engine/read.ts";
import { addBias } from "./add_bias.ts";

await openTestBackend();

Deno.test("addBias adds to the last axis; its gradient sums over all others", async () => {
  const inputs = () => [tensor([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]), tensor1d([10, 20])];
  const factor = () => tensor([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
  const [y, dx, dBias] = await read(tidy(() => {
    const [x, bias] = inputs();
    return [addBias(x, bias), ...grads((x, bias) => sum(mul(addBias(x, bias), factor())))(inputs())];
  }));
  assert.deepEqual([...y], [11, 22, 13, 24, 15, 26, 17, 28]);
  assert.deepEqual([...dx], [1, 2, 3, 4, 5, 6, 7, 8]);
  assert.deepEqual([...dBias], [16, 20]);
});
