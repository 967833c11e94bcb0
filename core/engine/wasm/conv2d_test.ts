import assert from "node:assert/strict";
import { InputError } from "../../errors.ts";
import { convGeometry, isPointwise } from "./conv2d.ts";

Deno.test("convGeometry works out size and padding", () => {
  const g = convGeometry([2, 64, 64, 3], [4, 4, 3, 32], { strides: 2, pad: 1 });
  assert.deepEqual([g.outHeight, g.outWidth, g.padTop, g.padLeft, g.outChannels], [32, 32, 1, 1, 32]);
});

Deno.test("only a 1 × 1 filter without stride and padding is pointwise", () => {
  const pointwise = (strides: number, pad: number) =>
    isPointwise(convGeometry([1, 4, 4, 2], [1, 1, 2, 3], { strides, pad }));
  assert.equal(pointwise(1, 0), true);
  assert.equal(pointwise(2, 0), false);
  assert.equal(pointwise(1, 1), false);
});

Deno.test("channels must be last", () => {
  const attributes = { strides: 1, pad: 0, dataFormat: "NCHW" };
  assert.throws(() => convGeometry([1, 2, 4, 4], [1, 1, 2, 3], attributes), InputError);
});
