import assert from "node:assert/strict";
import { seededRng } from "../rng.ts";
import type { PlanRequest } from "../types.ts";
import { startingPlans } from "./starting_plans.ts";

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
