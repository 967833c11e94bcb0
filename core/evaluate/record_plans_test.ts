import assert from "node:assert/strict";
import { dotSetting } from "../../tests/fixtures/dot_plan.ts";
import { DotWorld } from "../../tests/fixtures/dot_world.ts";
import { oracle } from "../plan/oracle.ts";
import { seededRng } from "../rng.ts";
import { recordPlans } from "./record_plans.ts";

Deno.test("plans of an episode are known after its slot has gone on", async () => {
  const makeEnv = () => new DotWorld();
  const { policy, plansOf } = recordPlans(
    oracle({ makeEnv, setting: dotSetting, frameskip: 2, now: () => 0 }),
  );
  const goalAt = (x: number) => ({ observations: {}, variables: Float64Array.of(x, 5) });
  const [near, far] = [goalAt(3), goalAt(9)];
  const snapshot = { observations: {}, variables: new Float64Array(2), state: Float64Array.of(1, 5) };
  policy.begin(0, { rng: seededRng(1), goal: near });
  for (const step of [0, 1, 2]) await policy.act([{ slot: 0, step, snapshot }]);
  policy.begin(0, { rng: seededRng(2), goal: far });
  await policy.act([{ slot: 0, step: 0, snapshot }]);
  assert.deepEqual(plansOf(near).map(({ step }) => step), [0, 2]);
  assert.deepEqual(plansOf(far).map(({ step }) => step), [0]);
  assert.deepEqual(plansOf(goalAt(3)), []);
});
