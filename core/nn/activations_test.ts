import assert from "node:assert/strict";
import {
  add,
  div,
  erf,
  grads,
  mul,
  sigmoid,
  square,
  sum,
  type Tensor,
  tensor,
  tensor1d,
  tidy,
} from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { relativeError } from "../../reference/replayer.ts";
import { countLeaks } from "../engine/count_leaks.ts";
import { read } from "../engine/read.ts";
import { InputError } from "../errors.ts";
import { activate, addBias, gelu, silu } from "./activations.ts";

await openTestBackend();

const inputs = () => [tensor([1, -2, 3, 4, 5, -6], [3, 2]), tensor1d([0.5, -1])];

Deno.test("a bias comes before the activation, and its gradient sums over all rows", async () => {
  const [y, dx, dBias] = await read(tidy(() => {
    const [x, bias] = inputs();
    const options = { bias, activation: "relu" } as const;
    const gradients = grads((x, bias) => sum(mul(activate(x, { ...options, bias }), tensor1d([1, 10]))));
    return [activate(x, options), ...gradients([x, bias])];
  }));
  assert.deepEqual([...y], [1.5, 0, 3.5, 3, 5.5, 0]);
  assert.deepEqual([...dx], [1, 0, 1, 10, 1, 0]);
  assert.deepEqual([...dBias], [3, 10]);
});

Deno.test("with neither bias nor activation x comes back as a tensor of its own", async () => {
  const leaks = await countLeaks(async () => {
    const x = tensor1d([1, 2]);
    const y = activate(x, {});
    x.dispose();
    assert.deepEqual([...(await read([y]))[0]], [1, 2]);
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

Deno.test("a bias of another length is refused, not spread out, and so is what is not float32", () =>
  noLeaks(() => {
    tidy(() => {
      const [x, bias] = inputs();
      const whole = tensor1d([1, -2], "int32");
      for (const activation of ["relu", "gelu", "silu", undefined] as const) {
        for (const bias of [tensor1d([1]), tensor1d([1, 2, 3]), tensor([1, 2], [1, 2])]) {
          assert.throws(() => activate(x, { bias, activation }), InputError);
        }
        assert.throws(() => activate(x, { bias: whole, activation }), /Cannot use "bias": type int32/);
        assert.throws(() => activate(whole, { bias, activation }), /Cannot use "x": type int32/);
      }
    });
  }));

const named = { gelu, silu };

const plain: { readonly [name: string]: (x: Tensor) => Tensor } = {
  gelu: (x) => mul(mul(x, 0.5), add(erf(div(x, Math.SQRT2)), 1)),
  silu: (x) => mul(x, sigmoid(x)),
};

/** Values, and gradients of the sum of squares. */
function probe(f: (x: Tensor) => Tensor): Promise<Float32Array[]> {
  const x = [-4, -1.5, -0.2, 0.3, 1, 2.5, 6];
  return read(tidy(() => [f(tensor1d(x)), ...grads((x) => sum(square(f(x))))([tensor1d(x)])]));
}

for (const name of ["gelu", "silu"] as const) {
  Deno.test(`${name} and its gradient agree with the definition`, async () => {
    const [y, dx] = await probe(named[name]);
    const [expectedY, expectedDx] = await probe(plain[name]);
    assert.ok(relativeError(y, expectedY) < 1e-6);
    assert.ok(relativeError(dx, expectedDx) < 1e-5);
  });
}

Deno.test("relu keeps what is positive", async () => {
  const [y, dx] = await probe((x) => activate(x, { activation: "relu" }));
  assert.deepEqual([...y.slice(0, 3), y[4]], [0, 0, 0, 1]);
  assert.deepEqual([...dx.slice(0, 3), dx[4]], [0, 0, 0, 2]);
});

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
