import assert from "node:assert/strict";
import { InputError } from "../errors.ts";
import { seededRng } from "../rng.ts";
import type { PlanRequest } from "../types.ts";
import { scoreChecked } from "./score_checked.ts";

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
