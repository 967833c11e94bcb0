import assert from "node:assert/strict";
import { add, grads, mul, sum, tensor1d, tidy, valueAndGrads } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { countLeaks } from "../engine/count_leaks.ts";
import { read } from "../engine/read.ts";
import { withGradient } from "./with_gradient.ts";

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
