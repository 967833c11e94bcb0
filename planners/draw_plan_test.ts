import assert from "node:assert/strict";
import fc from "fast-check";
import { planSpace, seededRng } from "../core/mod.ts";
import { drawPlan } from "./draw_plan.ts";

Deno.test("what is drawn can be done, with any spread and bounds on either side", () => {
  fc.assert(fc.property(
    fc.integer(),
    fc.constantFrom(0, 0.5, 9),
    fc.constantFrom(-Infinity, -1, 0.5),
    fc.constantFrom(0.75, Infinity),
    (seed, std, low, high) => {
      const plan = new Float64Array(8);
      drawPlan(plan, { size: 1, low: [low], high: [high] }, seededRng(Math.abs(seed)), std);
      assert.ok(plan.every((value) => value >= low && value <= high && Number.isFinite(value)));
    },
  ));
});

Deno.test("choices are one-hot, all of them come, and a spread says nothing of them", () => {
  const rng = seededRng(1);
  const seen = new Set<number>();
  for (let i = 0; i < 60; i++) {
    const plan = new Float64Array(4);
    drawPlan(plan, planSpace({ kind: "discrete", n: 4 }, 1), rng, i % 2);
    assert.equal(plan.reduce((sum, value) => sum + value, 0), 1);
    seen.add(plan.indexOf(1));
  }
  assert.equal(seen.size, 4);
});
