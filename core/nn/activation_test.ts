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
  tensor1d,
  tidy,
} from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { relativeError } from "../../tests/reference/replayer.ts";
import { read } from "../engine/read.ts";
import { activations } from "./activation.ts";

await openTestBackend();

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
    const [y, dx] = await probe(activations[name]);
    const [expectedY, expectedDx] = await probe(plain[name]);
    assert.ok(relativeError(y, expectedY) < 1e-6);
    assert.ok(relativeError(dx, expectedDx) < 1e-5);
  });
}

Deno.test("relu keeps what is positive", async () => {
  const [y, dx] = await probe(activations.relu);
  assert.deepEqual([...y.slice(0, 3), y[4]], [0, 0, 0, 1]);
  assert.deepEqual([...dx.slice(0, 3), dx[4]], [0, 0, 0, 2]);
});
