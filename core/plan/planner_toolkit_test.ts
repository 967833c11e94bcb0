import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "../errors.ts";
import { seededRng } from "../rng.ts";
import type { PlanRequest } from "../types.ts";
import { checkRequest, clampPlans, lowest, scoreChecked, startingPlans } from "./planner_toolkit.ts";

const good: PlanRequest = {
  batch: 2,
  horizon: 3,
  space: { size: 2, low: [-1, -Infinity], high: [1, Infinity] },
  score: () => Promise.resolve(new Float64Array(0)),
  warm: new Float64Array(12),
  rngs: [seededRng(0), seededRng(1)],
  iterations: 4,
};

Deno.test("a sound request passes", () => checkRequest(good));

const broken: readonly [Partial<PlanRequest>, RegExp][] = [
  [{ batch: 0 }, /the batch is 0/],
  [{ horizon: 1.5 }, /the horizon is 1.5/],
  [{ iterations: 0 }, /number of iterations is 0/],
  [{ rngs: [seededRng(0)] }, /1 random streams, expected one for each of 2/],
  [{ space: { size: 2, low: [-1], high: [1, 1] } }, /1 lower and 2 upper bounds/],
  [{ space: { size: 2, low: [-1, 2], high: [1, 1] } }, /dimension 1 ranges from 2 to 1/],
  [{ space: { size: 2, low: [-1, NaN], high: [1, 1] } }, /dimension 1 ranges from NaN/],
  [{ warm: new Float64Array(11) }, /the warm start has 11 values, expected 12/],
  [{ warm: new Float64Array(12).fill(NaN) }, /holds NaN/],
];

for (const [change, sentence] of broken) {
  Deno.test(`refused: ${sentence.source}`, () => {
    assert.throws(
      () => checkRequest({ ...good, ...change }),
      (error) => error instanceof InputError && sentence.test(error.message) && !error.message.endsWith("."),
    );
  });
}

Deno.test("each dimension keeps to its own bounds, and free ones are left alone", () => {
  const space = { size: 3, low: [-1, 0, -Infinity], high: [1, 0.25, Infinity] };
  const plans = Float64Array.of(-2, -2, -2, 2, 2, 2, 0.5, 0.125, 1e9);
  assert.equal(clampPlans(plans, space), plans);
  assert.deepEqual([...plans], [-1, 0, -2, 1, 0.25, 2, 0.5, 0.125, 1e9]);
});

Deno.test("clamping twice is clamping once, and what is inside stays", () => {
  const space = { size: 2, low: [-1, -0.5], high: [0.3, Infinity] };
  fc.assert(fc.property(fc.array(fc.double({ noNaN: true }), { maxLength: 8 }), (values) => {
    const once = clampPlans(Float64Array.from(values), space);
    assert.deepEqual(clampPlans(once.slice(), space), once);
    values.forEach((value, i) => {
      const inside = value >= space.low[i % 2] && value <= space.high[i % 2];
      if (inside) assert.equal(once[i], value);
    });
  }));
});

const cold: PlanRequest = {
  batch: 1,
  horizon: 2,
  space: { size: 2, low: [-1, 0.5], high: [1, 1] },
  score: () => Promise.resolve(new Float64Array(1)),
  rngs: [seededRng(0)],
};

Deno.test("a cold start is zero, or the bound nearest to it", () => {
  assert.deepEqual([...startingPlans(cold)], [0, 0.5, 0, 0.5]);
});

Deno.test("a warm start is copied and clamped; the caller's array is left alone", () => {
  const warm = Float64Array.of(3, 0.75, -0.25, 3);
  assert.deepEqual([...startingPlans({ ...cold, warm })], [1, 0.75, -0.25, 1]);
  assert.deepEqual([...warm], [3, 0.75, -0.25, 3]);
});

const giving = (...costs: number[]): PlanRequest => ({
  batch: 2,
  horizon: 1,
  space: { size: 1, low: [-1], high: [1] },
  score: () => Promise.resolve(Float64Array.from(costs)),
  rngs: [seededRng(0), seededRng(1)],
});

Deno.test("costs pass through, infinite ones too", async () => {
  assert.deepEqual([...await scoreChecked(giving(1, 2, 3, Infinity), new Float64Array(4), 2)], [
    1,
    2,
    3,
    Infinity,
  ]);
});

Deno.test("NaN names candidate and problem; a wrong number of costs is refused", async () => {
  const plans = new Float64Array(4);
  await assert.rejects(scoreChecked(giving(1, 2, 3, NaN), plans, 2), /candidate 1 of problem 1 is NaN/);
  await assert.rejects(scoreChecked(giving(1, 2, 3), plans, 2), InputError);
});

Deno.test("the k lowest are those of a stable full sort", () => {
  const costs = fc.array(
    fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(Infinity), fc.double({ noNaN: true })),
    {
      minLength: 1,
      maxLength: 30,
    },
  );
  fc.assert(fc.property(costs, fc.nat(), (values, k) => {
    const count = 1 + k % values.length;
    const sorted = values.map((value, i) => ({ value, i }))
      .sort((a, b) => a.value === b.value ? a.i - b.i : a.value < b.value ? -1 : 1);
    assert.deepEqual([...lowest(values, count)], sorted.slice(0, count).map(({ i }) => i));
  }));
});

Deno.test("NaN and too few candidates are refused", () => {
  assert.throws(() => lowest([1, NaN, 0], 1), /Cannot choose elites: the cost of candidate 1 is NaN/);
  assert.throws(() => lowest([1], 2), InputError);
});
