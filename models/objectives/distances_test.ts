import assert from "node:assert/strict";
import { tensor1d, tidy } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { read } from "../../core/engine/read.ts";
import { distances } from "./distances.ts";

await openTestBackend();

Deno.test("squared, absolute, and Huber's with its corner at 1", async () => {
  const found = await read(tidy(() => {
    const [a, b] = [tensor1d([0, 0.5, -3]), tensor1d([0, 0, 1])];
    return [distances.mse(a, b), distances.l1(a, b), distances.huber(a, b)];
  }));
  assert.deepEqual(found.map((values) => [...values]), [[0, 0.25, 16], [0, 0.5, 4], [0, 0.125, 3.5]]);
});
