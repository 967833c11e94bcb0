import assert from "node:assert/strict";
import { planSpace } from "../core/mod.ts";
import { warmPlan } from "./warm_plan.ts";

const BOX = { size: 2, low: [-1, -1], high: [1, 1] };

Deno.test("a warm start is clamped into a plan of its own", () => {
  const warm = Float64Array.of(0.5, -3);
  assert.deepEqual([...warmPlan(warm, BOX) ?? []], [0.5, -1]);
  assert.deepEqual([...warm], [0.5, -3]);
});

Deno.test("of choices the largest entry is taken, the first of equal ones", () => {
  const space = planSpace({ kind: "discrete", n: 3 }, 1);
  assert.deepEqual([...warmPlan(Float64Array.of(0.1, 0.7, 0.7, -1, -2, 0), space) ?? []], [0, 1, 0, 0, 0, 1]);
});

Deno.test("zeros are no warm start", () => {
  assert.equal(warmPlan(new Float64Array(4), BOX), undefined);
});
