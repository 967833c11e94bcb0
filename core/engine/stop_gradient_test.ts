import assert from "node:assert/strict";
import { grad, mul, sum, tensor1d, tidy } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { countLeaks } from "./count_leaks.ts";
import { read } from "./read.ts";
import { stopGradient } from "./stop_gradient.ts";

await openTestBackend();

Deno.test("stopGradient keeps values and stops the gradient", async () => {
  const leaks = await countLeaks(async () => {
    const x = tensor1d([2, 3]);
    const derivative = tidy(() => grad((x) => sum(mul(x, stopGradient(x))))(x)); // d(x·c)/dx = c
    const [value, gradient] = await read([stopGradient(x), derivative]);
    assert.deepEqual([...value], [2, 3]);
    assert.deepEqual([...gradient], [2, 3]);
    x.dispose();
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});
