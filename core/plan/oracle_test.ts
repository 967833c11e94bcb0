import assert from "node:assert/strict";
import { dotSetting, shooting } from "../../testing/fixtures/dot_plan.ts";
import { DotWorld } from "../../testing/fixtures/dot_world.ts";
import { seededRng } from "../rng.ts";
import type { Env, Goal, PlanRequest, PlanSetting, Snapshot } from "../types.ts";
import { oracle } from "./oracle.ts";

const now = () => 0;
const makeEnv = () => new DotWorld();
const goal: Goal = { observations: {}, variables: Float64Array.of(3, 0) };
const at = (x: number, y: number): Snapshot => ({
  observations: {},
  variables: Float64Array.of(x, y),
  state: Float64Array.of(x, y),
});

/** A setting whose planner asks for the costs of given plans, and keeps them. */
function asking(plans: readonly number[], horizon: number): { setting: PlanSetting; costs: number[] } {
  const costs: number[] = [];
  const plan = async (request: PlanRequest) => {
    const count = plans.length / (horizon * request.space.size * request.batch);
    costs.push(...await request.score(Float64Array.from(plans), count));
    return shooting.plan(request);
  };
  return { setting: { ...dotSetting, horizon, planner: { plan } }, costs };
}

Deno.test("a candidate costs its true distance at the end, or less than nothing when it gets there", async () => {
  const { setting, costs } = asking([
    ...[0.5, 0, 0.5, 0], // ends at (1, 0)
    ...[1, 0, 1, 0], // ends at (2, 0)
    ...[-1, 1, -1, 1], // ends at (0, 2): the world has edges
  ], 1);
  const policy = oracle({ makeEnv, setting, frameskip: 2, now });
  policy.begin(0, { rng: seededRng(0), goal });
  await policy.act([{ slot: 0, step: 0, snapshot: at(0, 0) }]);
  [2, 1, Math.hypot(3, 2)].forEach((expected, i) => assert.ok(Math.abs(costs[i] - expected) < 1e-6));
});

Deno.test("reaching the goal on the way counts, the sooner the better, though the plan runs past it", async () => {
  const { setting, costs } = asking([...[1, 0, 1, 0, 1, 0, 1, 0], ...[0.5, 0, 0.5, 0, 1, 0, 1, 0]], 2);
  const policy = oracle({ makeEnv, setting, frameskip: 2, now });
  policy.begin(0, { rng: seededRng(0), goal });
  await policy.act([{ slot: 0, step: 0, snapshot: at(0, 0) }]);
  assert.deepEqual(costs, [3 / 4 - 2, 4 / 4 - 2]);
});

Deno.test("it reaches a goal in the world that it plans in", async () => {
  const env = makeEnv();
  const policy = oracle({ makeEnv, setting: dotSetting, frameskip: 2, now });
  policy.begin(0, { rng: seededRng(3), goal: { observations: {}, variables: Float64Array.of(9, 9) } });
  env.setState(Float64Array.of(1, 1));
  let nearest = Infinity;
  for (let step = 0; step < 20; step++) {
    const snapshot = { observations: {}, variables: env.measure(), state: env.getState() };
    const [action] = await policy.act([{ slot: 0, step, snapshot }]);
    env.step(action);
    nearest = Math.min(nearest, env.goals.distance(env.measure(), Float64Array.of(9, 9)));
  }
  assert.ok(nearest < 0.5, `${nearest}`);
});

Deno.test("a world without goals is refused", () => {
  const aimless = (): Env => Object.defineProperty(new DotWorld(), "goals", { value: undefined });
  assert.throws(() => oracle({ makeEnv: aimless, setting: dotSetting, frameskip: 2, now }), /has no goals/);
});
