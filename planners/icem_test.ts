import assert from "node:assert/strict";
import { seededRng } from "../core/mod.ts";
import type { Json, PlanRequest } from "../core/mod.ts";
import { icem } from "./icem.ts";

/** Plans a bowl over two steps and tells every set of candidates. */
async function run(options: { readonly [option: string]: Json }, iterations = 4) {
  const seen: Float64Array[] = [];
  const request: PlanRequest = {
    batch: 1,
    horizon: 2,
    space: { size: 1, low: [-1], high: [1] },
    score: (plans, candidates) => {
      if (candidates > 1) seen.push(plans.slice());
      return Promise.resolve(
        Float64Array.from(
          { length: candidates },
          (_, n) => (plans[2 * n] - 0.5) ** 2 + (plans[2 * n + 1] + 0.25) ** 2,
        ),
      );
    },
    rngs: [seededRng(3)],
    iterations,
  };
  const { trace } = await icem.make(options, {}).plan(request);
  return { seen, trace };
}

Deno.test("the best elites come back right after the mean", async () => {
  const { seen, trace } = await run({ samples: 20, elites: 4, keepElites: 2, decay: 1 });
  for (let i = 1; i < seen.length; i++) {
    const { elites = [] } = trace[i - 1];
    for (const k of [0, 1]) {
      const kept = seen[i - 1].slice(2 * elites[k], 2 * elites[k] + 2);
      assert.deepEqual(seen[i].slice(2 + 2 * k, 4 + 2 * k), kept);
    }
    assert.deepEqual(seen[i].slice(0, 2), trace[i - 1].mean);
    assert.ok(trace[i].best[0] <= trace[i - 1].best[0], "what is kept cannot be lost");
  }
});

Deno.test("the population shrinks down to twice the elites", async () => {
  const sizes = async (decay: number) =>
    (await run({ samples: 40, elites: 5, decay }, 6)).seen.map(({ length }) => length / 2);
  assert.deepEqual(await sizes(2), [40, 20, 10, 10, 10, 10]);
  assert.deepEqual(await sizes(1), [40, 40, 40, 40, 40, 40]);
});

Deno.test("more elites than candidates are refused", () => {
  assert.throws(() => icem.make({ samples: 10, elites: 11 }, {}), /planner "icem": elites is 11/);
});
