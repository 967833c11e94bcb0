import assert from "node:assert/strict";
import { planSpace, seededRng } from "../core/mod.ts";
import type { Json, PlanRequest } from "../core/mod.ts";
import { checkPlanner } from "../testing/planner.ts";
import { randomShooting } from "./random_shooting.ts";

/** Two problems whose cost is the distance of the only action to 0.25 and to −0.5; keeps what was scored. */
function shooting(seen: Float64Array[]): PlanRequest {
  return {
    batch: 2,
    horizon: 1,
    space: { size: 1, low: [-1], high: [1] },
    rngs: [seededRng(1), seededRng(2)],
    score: (plans, N) => {
      seen.push(plans.slice());
      return Promise.resolve(plans.map((action, i) => Math.abs(action - (i < N ? 0.25 : -0.5))));
    },
  };
}

const shoot = (options: { readonly [option: string]: Json }, request: PlanRequest) =>
  randomShooting.make(options, {}).plan(request);

Deno.test("the planner keeps the rules of planners", () => checkPlanner(() => randomShooting.make({}, {})));

Deno.test("the cheapest candidate of all rounds is the plan, problem by problem", async () => {
  const seen: Float64Array[] = [];
  const { plan, cost, trace } = await shoot({ samples: 7, iterations: 3 }, shooting(seen));
  assert.equal(seen.length, 3);
  for (const [b, aim] of [0.25, -0.5].entries()) {
    const own = seen.flatMap((plans) => [...plans.subarray(7 * b, 7 * b + 7)]);
    assert.equal(new Set(own).size, 21, "every round draws anew");
    const distances = own.map((action) => Math.abs(action - aim));
    assert.equal(cost[b], Math.min(...distances));
    assert.equal(plan[b], own[distances.indexOf(cost[b])]);
    assert.equal(Math.min(...trace.map(({ best }) => best[b])), cost[b]);
  }
});

Deno.test("candidates lie evenly between the bounds, or around zero", async () => {
  const spreadOf = async (initialStd: number) => {
    const seen: Float64Array[] = [];
    await shoot({ samples: 2000, iterations: 1, initialStd }, shooting(seen));
    return Math.sqrt(seen[0].reduce((sum, action) => sum + action ** 2, 0) / seen[0].length);
  };
  assert.ok(Math.abs(await spreadOf(0) - Math.sqrt(1 / 3)) < 0.02);
  assert.ok(Math.abs(await spreadOf(0.1) - 0.1) < 0.005);
});

Deno.test("the warm start is the first candidate of the first round only", async () => {
  const seen: Float64Array[] = [];
  const warm = Float64Array.of(0.26, 0);
  const { plan } = await shoot({ samples: 2, iterations: 2 }, { ...shooting(seen), warm });
  assert.equal(seen[0][0], 0.26);
  assert.notEqual(seen[0][2], 0, "zeros are no warm start");
  assert.notEqual(seen[1][0], 0.26);
  assert.equal(plan[0], 0.26);
});

Deno.test("choices are whole", async () => {
  const seen: Float64Array[] = [];
  const space = planSpace({ kind: "discrete", n: 3 }, 2);
  const score = (plans: Float64Array, N: number) => {
    seen.push(plans.slice());
    return Promise.resolve(new Float64Array(N));
  };
  await shoot({ samples: 20 }, { ...shooting([]), batch: 1, rngs: [seededRng(1)], space, score });
  for (const plans of seen) {
    for (let at = 0; at < plans.length; at += 3) {
      assert.deepEqual([...plans.subarray(at, at + 3)].sort(), [0, 0, 1]);
    }
  }
});
