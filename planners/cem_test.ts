import assert from "node:assert/strict";
import { InputError, seededRng } from "../core/mod.ts";
import type { PlanRequest } from "../core/mod.ts";
import { cem } from "./cem.ts";
import { cemPlan, type CemSettings } from "./cem_plan.ts";

const bottom = [0.5, -0.25];
const bowl: PlanRequest = {
  batch: 1,
  horizon: 2,
  space: { size: 1, low: [-1], high: [1] },
  score: (plans) =>
    Promise.resolve(
      Float64Array.from({ length: plans.length / 2 }, (_, n) =>
        (plans[2 * n] - bottom[0]) ** 2 + (plans[2 * n + 1] - bottom[1]) ** 2),
    ),
  rngs: [seededRng(3)],
};
const settings: CemSettings = {
  samples: 4,
  elites: 2,
  iterations: 1,
  initialStd: 1,
  minStd: 0,
  eliteStd: "population",
  meanAsSample: true,
  maxNorm: 0,
  momentum: 0,
  returns: "mean",
};
// Candidates: the mean (0, 0), then these.
const noise = () => Float64Array.of(9, 9, 0.5, 0.25, 0.5, -0.25, -1, 1);

Deno.test("one update by hand: mean and population std of the two cheapest candidates", async () => {
  const { plan, cost, trace } = await cemPlan(bowl, settings, noise);
  assert.deepEqual([...trace[0].elites], [2, 1]);
  assert.deepEqual([...trace[0].eliteCosts], [0, 0.25]);
  assert.deepEqual([...trace[0].best], [0]);
  assert.deepEqual([...plan], [0.5, 0]);
  assert.deepEqual([...trace[0].std], [0, 0.25]);
  assert.deepEqual([...cost], [0.0625], "the cost is that of the plan that is given back");
});

Deno.test("unbiased std divides by one less", async () => {
  const { trace } = await cemPlan(bowl, { ...settings, eliteStd: "unbiased" }, noise);
  assert.deepEqual([...trace[0].std], [0, Math.sqrt(0.125)]);
});

Deno.test("momentum keeps its share of the old mean and spread; the floor holds", async () => {
  const { trace } = await cemPlan(bowl, { ...settings, momentum: 0.5, minStd: 0.55 }, noise);
  assert.deepEqual([...trace[0].mean], [0.25, 0]);
  assert.deepEqual([...trace[0].std], [0.55, 0.625]);
});

Deno.test("best returns the cheapest candidate of all iterations with its cost", async () => {
  const worse = (iteration: number) => iteration ? new Float64Array(8).fill(50) : noise();
  const { plan, cost } = await cemPlan(
    bowl,
    { ...settings, iterations: 3, returns: "best", meanAsSample: false },
    worse,
  );
  assert.deepEqual([...plan], [0.5, -0.25]);
  assert.deepEqual([...cost], [0]);
});

Deno.test("no action block of a candidate is longer than maxNorm; directions stay", async () => {
  const seen: number[][] = [];
  const request: PlanRequest = {
    ...bowl,
    horizon: 1,
    space: { size: 2, low: [-9, -9], high: [9, 9] },
    score: (plans, candidates) => {
      seen.push([...plans]);
      return Promise.resolve(new Float64Array(candidates));
    },
  };
  await cemPlan(
    request,
    { ...settings, samples: 3, elites: 1, maxNorm: 0.5 },
    () => Float64Array.of(0, 0, 3, 4, 0.06, 0.08),
  );
  [0, 0, 0.3, 0.4, 0.06, 0.08].forEach((value, i) => assert.ok(Math.abs(seen[0][i] - value) < 2e-6));
});

Deno.test("equal costs rank by index", async () => {
  const flat = { ...bowl, score: () => Promise.resolve(new Float64Array(4)) };
  const { trace } = await cemPlan(flat, { ...settings, iterations: 1, returns: "best" }, noise);
  assert.deepEqual([...trace[0].elites], [0, 1]);
});

Deno.test("the request's own number of iterations wins", async () => {
  const { trace } = await cem.make({ iterations: 7 }, {}).plan({ ...bowl, iterations: 2 });
  assert.equal(trace.length, 2);
});

Deno.test("settings that cannot work are refused when the planner is made", () => {
  assert.throws(
    () => cem.make({ samples: 10, elites: 11 }, {}),
    /elites is 11, expected at most samples, 10/,
  );
  assert.throws(() => cem.make({ elites: 1, eliteStd: "unbiased" }, {}), /at least 2/);
  assert.throws(() => cem.make({ momentum: 1.5 }, {}), InputError);
});

Deno.test("a cost of NaN is an error, never a plan", async () => {
  const score = (plans: Float64Array) => Promise.resolve(plans.map(() => NaN).subarray(0, plans.length / 2));
  await assert.rejects(cem.make({}, {}).plan({ ...bowl, score }), /candidate 0 of problem 0 is NaN/);
});
