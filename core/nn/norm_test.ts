import assert from "node:assert/strict";
import {
  add,
  dispose,
  div,
  grad,
  grads,
  mean,
  mul,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  tensor,
  tensor1d,
  tensor2d,
  tidy,
} from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { relativeError } from "../../reference/replayer.ts";
import { countLeaks } from "../engine/count_leaks.ts";
import { read } from "../engine/read.ts";
import { InputError } from "../errors.ts";
import { batchNorm, layerNorm } from "./norm.ts";

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

await openTestBackend();

const ROWS = [[1, -2], [2, 0], [4, 7]];
const cotangent = (): Tensor => tensor2d([[0.3, -1], [2, 0.5], [-0.7, 1.1]]);

Deno.test("batchNorm's gradient is that of its definition", async () => {
  const layer = batchNorm({ features: 2 });
  tidy(() => layer.params.weight.assign(tensor1d([1.5, -0.5])));
  const plain = (x: Tensor): Tensor => {
    const centred = sub(x, mean(x, 0));
    return add(
      mul(div(centred, sqrt(add(mean(square(centred), 0), 1e-5))), layer.params.weight),
      layer.params.bias,
    );
  };
  const loss = (f: (x: Tensor) => Tensor) => grads((x) => sum(mul(f(x), cotangent())))([tensor2d(ROWS)]);
  const [own, expected] = await read(tidy(() => [...loss((x) => layer.apply(x, "train")), ...loss(plain)]));
  assert.ok(relativeError(own, expected) < 1e-4);
  dispose([layer.params, layer.buffers]);
});

Deno.test("training moves the running statistics, inference uses them and moves nothing", async () => {
  const leaks = await countLeaks(async () => {
    const layer = batchNorm({ features: 2 });
    const buffers = () => read([layer.buffers.running_mean.clone(), layer.buffers.running_var.clone()]);
    dispose(tidy(() => layer.apply(tensor2d(ROWS), "train")));
    const [means, variances] = await buffers();
    // Column means 7/3 and 5/3, unbiased variances 7/3 and 67/3.
    assert.ok(relativeError(means, [0.7 / 3, 0.5 / 3]) < 1e-6);
    assert.ok(relativeError(variances, [0.9 + 0.7 / 3, 0.9 + 6.7 / 3]) < 1e-6);
    const [y] = await read([tidy(() => layer.apply(tensor2d([[1, 2]]), "infer"))]);
    const expected = [1, 2].map((x, i) => (x - means[i]) / Math.sqrt(variances[i] + 1e-5));
    assert.ok(relativeError(y, expected) < 1e-6);
    assert.deepEqual(await buffers(), [means, variances]);
    dispose([layer.params, layer.buffers]);
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

Deno.test("batchNorm refuses to train on a single row", () => {
  const layer = batchNorm({ features: 2 });
  assert.throws(() => tidy(() => layer.apply(tensor2d([[1, 2]]), "train")), InputError);
  dispose([layer.params, layer.buffers]);
});
