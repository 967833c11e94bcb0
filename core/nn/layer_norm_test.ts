import assert from "node:assert/strict";
import { dispose, tensor, tensor1d, tidy } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { countLeaks } from "../engine/count_leaks.ts";
import { read } from "../engine/read.ts";
import { layerNorm } from "./layer_norm.ts";

await openTestBackend();

Deno.test("layerNorm normalises each row, then scales and shifts", async () => {
  const leaks = await countLeaks(async () => {
    const layer = layerNorm({ features: 2, epsilon: 0 });
    tidy(() => {
      layer.params.weight.assign(tensor1d([2, 3]));
      layer.params.bias.assign(tensor1d([10, 20]));
    });
    const [y] = await read([tidy(() => layer.apply(tensor([1, 3, 100, 50], [1, 2, 2]), "infer"))]);
    assert.deepEqual([...y], [8, 23, 12, 17]);
    dispose(layer.params);
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});
