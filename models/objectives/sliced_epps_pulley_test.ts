import assert from "node:assert/strict";
import {
  grad,
  mul,
  ones,
  type Tensor,
  tensor,
  tensor2d,
  tidy,
  valueAndGrad,
  zeros,
} from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { openTestBackend } from "../../tests/backend.ts";
import { agrees, random } from "../../tests/engine/agrees.ts";
import { InputError } from "../../core/errors.ts";
import { countLeaks } from "../../core/engine/count_leaks.ts";
import { read } from "../../core/engine/read.ts";
import { seededRng } from "../../core/rng.ts";
import { relativeError } from "../../reference/replayer.ts";
import { sigregQuadrature } from "./sigreg.ts";
import { slicedEppsPulley } from "./sliced_epps_pulley.ts";

await openTestBackend();

const QUADRATURE = sigregQuadrature(17, 3);

/** Statistic ÷ N of one slice, in double precision. */
function expected(x: readonly number[]): number {
  return QUADRATURE.weights.reduce((sum, weight, i) => {
    const t = (i + 1) * QUADRATURE.step;
    const mean = (wave: (angle: number) => number) => x.reduce((s, v) => s + wave(t * v), 0) / x.length;
    return sum + weight * ((mean(Math.cos) - Math.exp(-t * t / 2)) ** 2 + mean(Math.sin) ** 2);
  }, 0);
}

Deno.test("the gradient is the slope of the value", async () => {
  const [B, T, D, S] = [6, 2, 3, 4];
  const rng = seededRng(3);
  const x = Array.from(rng.normals(B * T * D));
  const directions = Array.from(rng.normals(D * S));
  const value = (x: number[]): number => {
    let sum = 0;
    for (let t = 0; t < T; t++) {
      for (let s = 0; s < S; s++) {
        const length = Math.hypot(...[0, 1, 2].map((d) => directions[d * S + s]));
        const slice = Array.from(
          { length: B },
          (_, b) =>
            [0, 1, 2].reduce((dot, d) => dot + x[(b * T + t) * D + d] * directions[d * S + s] / length, 0),
        );
        sum += expected(slice) / (T * S);
      }
    }
    return sum;
  };
  const leaks = await countLeaks(async () => {
    const [[own], gradient] = await read(tidy(() => {
      const f = valueAndGrad((x) => slicedEppsPulley(x, tensor2d(directions, [D, S]), QUADRATURE));
      const { value, grad } = f(tensor(x, [B, T, D]));
      return [value, grad];
    }));
    assert.ok(Math.abs(own - value(x)) < 1e-6);
    const slope = x.map((_, i) => {
      const moved = (by: number) => value(x.map((v, j) => i === j ? v + by : v));
      return (moved(1e-4) - moved(-1e-4)) / 2e-4;
    });
    assert.ok(relativeError(gradient, slope) < 1e-4);
  });
  assert.deepEqual(leaks, { tensors: 0, buffers: 0 });
});

Deno.test("knots of weight 0 are left out, and one knot is enough", async () => {
  const x = () => tensor([0.3, -1, 2], [3, 1, 1]);
  const at = (step: number, weights: number[]) => slicedEppsPulley(x(), ones([1, 1]), { step, weights });
  const [[sparse], [single]] = await read(tidy(() => [at(0.5, [0, 2]), at(1, [2])]));
  assert.ok(Math.abs(sparse - single) < 1e-6 && single > 0);
});

Deno.test("shapes that do not fit are named", () => {
  assert.throws(
    () => tidy(() => slicedEppsPulley(zeros([2, 1, 3]), zeros([4, 5]), QUADRATURE)),
    new InputError(
      "Cannot slice: the latents have shape [2,1,3] and the directions [4,5], expected [B, T, D] and [D, S]",
    ),
  );
});

Deno.test("the kernel agrees with its specification for any size and spread", async () => {
  const sizes = fc.record({
    B: fc.constantFrom(1, 2, 3, 33),
    T: fc.integer({ min: 1, max: 3 }),
    S: fc.integer({ min: 1, max: 9 }),
    scale: fc.constantFrom(0.01, 1, 4),
    knots: fc.constantFrom(2, 3, 17),
  });
  await fc.assert(
    fc.asyncProperty(sizes, ({ B, T, S, scale, knots }) =>
      agrees(() => {
        const directions = random([3, S], 2);
        const statistic = (x: Tensor) => slicedEppsPulley(x, directions, sigregQuadrature(knots, 3));
        const x = mul(random([B, T, 3]), scale);
        return [statistic(x), grad(statistic)(x)];
      })),
    { numRuns: 25, seed: 1 },
  );
  await openTestBackend();
});
