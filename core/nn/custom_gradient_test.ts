import assert from "node:assert/strict";
import { add, grad, grads, mul, sum, tensor1d, tensor2d, tidy, valueAndGrads } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { countLeaks } from "../engine/count_leaks.ts";
import { read } from "../engine/read.ts";
import { InputError } from "../errors.ts";
import { scaleShift, sumRows, withGradient } from "./custom_gradient.ts";

await openTestBackend();

Deno.test("withGradient uses the given gradient, with what was saved", async () => {
  const leaks = await countLeaks(async () => {
    const gradients = tidy(() =>
      grads((a, b) =>
        sum(withGradient([a, b], {
          forward: (save) => {
            const product = mul(a, b);
            save([product]);
            return product;
          },
          backward: (dy, [product]) => [mul(dy, product), mul(dy, 7)],
        }))
      )([tensor1d([2, 3]), tensor1d([5, 11])])
    );
    const [da, db] = await read(gradients);
    assert.deepEqual([...da], [10, 33]);
    assert.deepEqual([...db], [7, 7]);
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

Deno.test("what withGradient computes inside leaves nothing on the tape", async () => {
  const { value, grads: [dx] } = tidy(() =>
    valueAndGrads((x) =>
      sum(withGradient([x], { forward: () => add(mul(x, 3), 1), backward: (dy) => [dy.clone()] }))
    )(
      [tensor1d([2])],
    )
  );
  const [y, gradient] = await read([value, dx]);
  assert.deepEqual([...y, ...gradient], [7, 1]);
});

await openTestBackend();

Deno.test("sumRows sums each column and leaves nothing behind", async () => {
  const leaks = await countLeaks(async () => {
    const x = tensor2d([[1, 2, 3], [10, 20, 30]]);
    const [sums] = await read([sumRows(x)]);
    assert.deepEqual([...sums], [11, 22, 33]);
    x.dispose();
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

await openTestBackend();

Deno.test("scaleShift multiplies, adds, and has the factor as slope", async () => {
  for (const length of [1, 4, 7]) {
    const x = Array.from({ length }, (_, i) => i);
    const [y, dx] = await read(tidy(() => {
      const weighted = grad((x) => sum(mul(scaleShift(x, 3, -2), 5)));
      return [scaleShift(tensor1d(x), 3, -2), weighted(tensor1d(x))];
    }));
    assert.deepEqual([...y], x.map((value) => 3 * value - 2));
    assert.deepEqual([...dx], x.map(() => 15));
  }
});

Deno.test("scaleShift refuses whole numbers", () => {
  tidy(() => assert.throws(() => scaleShift(tensor1d([1], "int32"), 2, 0), InputError));
});
