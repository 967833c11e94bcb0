import assert from "node:assert/strict";
import {
  dispose,
  ones,
  randomNormal,
  square,
  sum,
  tensor,
  tensor1d,
  tensor2d,
  tidy,
  variableGrads,
} from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { countLeaks } from "../engine/count_leaks.ts";
import { read } from "../engine/read.ts";
import { seededRng } from "../rng.ts";
import { dense, mlpProjector } from "./linear.ts";

await openTestBackend();

Deno.test("dense maps the last axis of any rank", async () => {
  const leaks = await countLeaks(async () => {
    const layer = dense({ input: 2, output: 2 }, seededRng(0));
    tidy(() => {
      layer.params.weight.assign(tensor2d([[1, 2], [3, 4]]));
      layer.params.bias.assign(tensor1d([10, 20]));
    });
    const [y] = await read([tidy(() => layer.apply(tensor([1, 0, 0, 1], [1, 2, 1, 2]), "infer"))]);
    assert.deepEqual([...y], [11, 22, 13, 24]);
    dispose(layer.params);
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

Deno.test("dense gives gradients to weight and bias", async () => {
  const layer = dense({ input: 3, output: 1 }, seededRng(0));
  const { weight, bias } = layer.params;
  tidy(() => {
    weight.assign(ones([3, 1]));
    bias.assign(ones([1]));
  });
  const gradients = tidy(() => {
    const x = tensor2d([[1, 2, 3]]);
    const { grads } = variableGrads(() => sum(square(layer.apply(x, "train"))), [weight, bias]);
    return [grads[weight.name], grads[bias.name]];
  });
  const [dWeight, dBias] = await read(gradients); // y = 7, dy = 14
  assert.deepEqual([...dWeight, ...dBias], [14, 28, 42, 14]);
  dispose(layer.params);
});

Deno.test("dense leaves the bias out, and starts normal with zero biases, where it is told", async () => {
  const leaks = await countLeaks(async () => {
    const bare = dense({ input: 2, output: 3, bias: false }, seededRng(0));
    assert.deepEqual(Object.keys(bare.params), ["weight"]);
    const normal = dense({ input: 30, output: 50, deviation: 0.02 }, seededRng(0));
    const [weight, bias] = await read([normal.params.weight.clone(), normal.params.bias.clone()]);
    const deviation = Math.sqrt(weight.reduce((sum, x) => sum + x * x, 0) / weight.length);
    assert.ok(Math.abs(deviation - 0.02) < 2e-3, String(deviation));
    assert.ok(bias.every((value) => value === 0));
    const [y] = await read([tidy(() => bare.apply(ones([4, 2]), "infer"))]);
    assert.equal(y.length, 12);
    dispose([bare.params, normal.params]);
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

await openTestBackend();

Deno.test("mlpProjector names its parts and keeps leading axes", async () => {
  const leaks = await countLeaks(() => {
    const projector = mlpProjector({ input: 3, hidden: 5, output: 2 }, seededRng(0));
    assert.deepEqual(Object.keys({ ...projector.params, ...projector.buffers }), [
      "hidden.weight",
      "hidden.bias",
      "norm.weight",
      "norm.bias",
      "output.weight",
      "output.bias",
      "norm.running_mean",
      "norm.running_var",
    ]);
    const y = tidy(() => projector.apply(randomNormal([4, 6, 1, 3], 0, 1, "float32", 1), "train"));
    assert.deepEqual(y.shape, [4, 6, 1, 2]);
    dispose([y, projector.params, projector.buffers]);
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});
