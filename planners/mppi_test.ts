import assert from "node:assert/strict";
import { seededRng } from "../core/mod.ts";
import type { PlanRequest } from "../core/mod.ts";
import { checkPlanner } from "../testing/planner.ts";
import { mppi } from "./mppi.ts";
import { mppiPlan, type MppiSettings } from "./mppi_plan.ts";

/** One step whose cost is ten times the distance to 0.5. */
const slope: PlanRequest = {
  batch: 1,
  horizon: 1,
  space: { size: 1, low: [-1], high: [1] },
  score: (plans) => Promise.resolve(plans.map((action) => 10 * Math.abs(action - 0.5))),
  rngs: [seededRng(3)],
};
const settings: MppiSettings = {
  samples: 3,
  elites: 0,
  iterations: 1,
  temperature: 1,
  unit: "cost",
  spread: "weighted",
  initialStd: 1,
  minStd: 0,
  meanAsSample: true,
  returns: "mean",
};
// Candidates: the mean 0, then 0.4 and 0.3, with costs 5, 1 and 2.
const noise = () => Float64Array.of(9, 0.4, 0.3);

const close = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

Deno.test("the planner keeps the rules of planners", async () => {
  await checkPlanner(() => mppi.make({}, {}));
  await checkPlanner(() => mppi.make({ elites: 30, samples: 200 }, {}));
});

Deno.test("one update by hand: mean and spread weighted by the softmax of minus the costs", async () => {
  const { plan, trace } = await mppiPlan(slope, settings, noise);
  const weights = [1, Math.exp(-1), Math.exp(-4)];
  const sum = weights[0] + weights[1] + weights[2];
  const mean = (0.4 * weights[0] + 0.3 * weights[1]) / sum;
  close(plan[0], mean);
  const squares = [0.4, 0.3, 0].map((value, k) => weights[k] * (value - mean) ** 2);
  close(trace[0].std[0], Math.sqrt((squares[0] + squares[1] + squares[2]) / sum));
});

Deno.test("elites leave the others out, a fixed spread stays, the floor holds", async () => {
  const one = await mppiPlan(slope, { ...settings, elites: 1, minStd: 0.2 }, noise);
  assert.deepEqual([...one.plan], [0.4]);
  assert.deepEqual([...one.trace[0].std], [0.2]);
  const fixed = await mppiPlan(slope, { ...settings, spread: "fixed", initialStd: 1 }, noise);
  assert.deepEqual([...fixed.trace[0].std], [1]);
});

Deno.test("in units of the deviation a plan does not depend on the size of costs", async () => {
  const scaled = (factor: number) => {
    const score: PlanRequest["score"] = async (plans, candidates) =>
      (await slope.score(plans, candidates)).map((cost) => factor * cost);
    return mppiPlan({ ...slope, score }, { ...settings, unit: "deviation", iterations: 2 }, noise);
  };
  const [one, other] = [await scaled(1), await scaled(1024)]; // a power of two rounds alike
  assert.deepEqual(one.plan, other.plan);
  const absolute = await mppiPlan(slope, settings, noise);
  assert.notDeepEqual(absolute.plan, one.plan);
});

Deno.test("an infinite cost weighs nothing and leaves the unit of the others as it is", async () => {
  const scores = (costs: readonly number[]) => {
    const score = (_: Float64Array, N: number) => Promise.resolve(Float64Array.from(costs.slice(0, N)));
    const asked = { ...settings, unit: "deviation", samples: costs.length } as const;
    return mppiPlan(
      { ...slope, score },
      asked,
      () => Float64Array.of(9, 0.4, 0.3, 0.9).subarray(0, costs.length),
    );
  };
  for (const size of [1, 1024]) {
    const three = await scores([5 * size, size, 2 * size]);
    const four = await scores([5 * size, size, 2 * size, Infinity]);
    assert.deepEqual(four.plan, three.plan);
  }
});

Deno.test("costs that are alike or infinite give a plan that can be done", async () => {
  for (const value of [7, Infinity]) {
    for (const unit of ["cost", "deviation"] as const) {
      const score = (_: Float64Array, N: number) => Promise.resolve(new Float64Array(N).fill(value));
      const { plan } = await mppiPlan({ ...slope, score }, { ...settings, unit }, noise);
      close(plan[0], 0.7 / 3);
    }
  }
  const mixed = (_: Float64Array, N: number) =>
    Promise.resolve(Float64Array.from({ length: N }, (_, n) => n === 1 ? 3 : Infinity));
  const { plan } = await mppiPlan({ ...slope, score: mixed }, { ...settings, unit: "deviation" }, noise);
  assert.deepEqual([...plan], [0.4]);
});

Deno.test("more elites than candidates are refused", () => {
  assert.throws(() => mppi.make({ samples: 10, elites: 11 }, {}), /planner "mppi": elites is 11/);
});
