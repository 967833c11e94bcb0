import assert from "node:assert/strict";
import { dispose, grad, mul, sum, tensor, tensor1d, tidy } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../tests/conformance/no_leaks.ts";
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

Deno.test("layerNorm without weights gives rows of mean 0 and variance 1, and the same gradient as with 1 and 0", () =>
  noLeaks(async () => {
    const [bare, affine] = [layerNorm({ features: 3, affine: false }), layerNorm({ features: 3 })];
    assert.deepEqual(bare.params, {});
    const [[a, b], [da, db]] = await Promise.all([
      read(
        tidy(() => [bare, affine].map((layer) => layer.apply(tensor([1, 5, 0, 2, 2, 8], [2, 3]), "infer"))),
      ),
      read(
        tidy(() =>
          [bare, affine].map((layer) =>
            grad((x) => sum(mul(layer.apply(x, "train"), tensor([1, 2, 4, -3, 0, 5], [2, 3]))))(
              tensor([1, 5, 0, 2, 2, 8], [2, 3]),
            )
          )
        ),
      ),
    ]);
    assert.deepEqual(a, b);
    da.forEach((slope, i) => assert.ok(Math.abs(slope - db[i]) < 1e-5 && Number.isFinite(slope)));
    assert.ok(da.some((slope) => Math.abs(slope) > 1e-3));
    dispose(affine.params);
  }));
