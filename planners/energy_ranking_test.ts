import assert from "node:assert/strict";
import fc from "fast-check";
import { planSpace, seededRng } from "../core/mod.ts";
import type { PlanRequest } from "../core/mod.ts";
import { checkPlanner } from "../testing/planner.ts";
import { energyRanking } from "./energy_ranking.ts";

/** A request over choices whose score keeps what was ranked; the cost counts choices that differ from `want`. */
function ranking(want: readonly number[], n: number, seen: Float64Array[] = []): PlanRequest {
  const space = planSpace({ kind: "discrete", n }, 1);
  return {
    batch: 1,
    horizon: want.length,
    space,
    rngs: [seededRng(1)],
    score: (plans, candidates) => {
      const length = want.length * n;
      const each = Array.from({ length: candidates }, (_, i) => plans.slice(i * length, (i + 1) * length));
      seen.push(...each);
      return Promise.resolve(
        Float64Array.from(each, (plan) => want.filter((choice, h) => plan[h * n + choice] !== 1).length),
      );
    },
  };
}

Deno.test("the planner keeps the rules of planners", () => checkPlanner(() => energyRanking.make({}, {})));

Deno.test("all plans of choices are ranked, each once and one-hot, and the best is found", async () => {
  await fc.assert(fc.asyncProperty(
    fc.integer({ min: 1, max: 4 }).chain((n) =>
      fc.tuple(fc.constant(n), fc.array(fc.nat(n - 1), { minLength: 1, maxLength: 4 }))
    ),
    async ([n, want]) => {
      const seen: Float64Array[] = [];
      const { plan, cost } = await energyRanking.make({}, {}).plan(ranking(want, n, seen));
      assert.equal(new Set(seen.map(String)).size, n ** want.length);
      assert.equal(seen.length, n ** want.length);
      want.forEach((choice, h) => assert.equal(plan.subarray(h * n, (h + 1) * n).indexOf(1), choice));
      assert.equal(plan.reduce((sum, value) => sum + value, 0), want.length);
      assert.equal(cost[0], 0);
    },
  ));
});

Deno.test("where there are too many plans, drawn ones are ranked, the warm start among them", async () => {
  const want = [0, 1, 2, 3, 3, 2];
  const seen: Float64Array[] = [];
  const request = ranking(want, 4, seen);
  const warm = Float64Array.from(want.flatMap((choice) => [0, 1, 2, 3].map((c) => c === choice ? 0.7 : 0.1)));
  const { cost } = await energyRanking.make({ candidates: 5 }, {}).plan({ ...request, warm });
  assert.equal(seen.length, 5);
  for (const plan of seen) {
    for (let h = 0; h < want.length; h++) {
      assert.deepEqual([...plan.subarray(4 * h, 4 * h + 4)].sort(), [0, 0, 0, 1]);
    }
  }
  assert.equal(cost[0], 0);
});
