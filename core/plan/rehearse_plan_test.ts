import assert from "node:assert/strict";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { dotSetting } from "../../testing/fixtures/dot_plan.ts";
import { dotModel, DotWorld } from "../../testing/fixtures/dot_world.ts";
import { InputError } from "../errors.ts";
import type { Planner } from "../types.ts";
import { createWorldModel } from "../world_model.ts";
import { type PlanRehearsal, rehearsePlan } from "./rehearse_plan.ts";

await openTestBackend();

/** A trial in the dot world, and what the planner was asked. */
async function rehearse(change: Partial<PlanRehearsal> = {}) {
  const asked: { iterations?: number | undefined; horizon?: number } = {};
  const planner: Planner = {
    plan: (request) => {
      Object.assign(asked, { iterations: request.iterations, horizon: request.horizon });
      return dotSetting.planner.plan(request);
    },
  };
  const setting = { ...dotSetting, planner };
  await rehearsePlan({ world: dotModel, setting, frameskip: 2, env: new DotWorld(), ...change });
  return asked;
}

const goal = { observations: { position: Float32Array.of(3, 3) }, variables: Float64Array.of(3, 3) };

Deno.test("one plan is made, with one iteration, wherever an episode begins", () =>
  noLeaks(async () => {
    assert.deepEqual(await rehearse(), { iterations: 1, horizon: dotSetting.horizon });
    const env = new DotWorld();
    await rehearse({ env, start: { state: Float64Array.of(7, 2), goal } });
    assert.deepEqual(env.getState(), Float64Array.of(7, 2));
  }));

Deno.test("whoever cannot work with its partner refuses: predictor, cost, state, goal", async () => {
  const refuse = (): never => {
    throw new InputError("Cannot do that");
  };
  const said = /^InputError: Cannot do that$/;
  const world = createWorldModel(dotModel.encoder, { ...dotModel.predictor, predict: refuse });
  await assert.rejects(rehearse({ world }), said);
  await assert.rejects(rehearse({ setting: { ...dotSetting, cost: { cost: refuse } } }), said);
  const env = Object.assign(new DotWorld(), { setState: refuse });
  await assert.rejects(rehearse({ env, start: { state: Float64Array.of(7, 2), goal } }), said);
  await rehearse({ env });
  const blind = { ...goal, observations: {} };
  await assert.rejects(
    rehearse({ start: { state: Float64Array.of(7, 2), goal: blind } }),
    /Cannot encode a frame: stream "position" is missing/,
  );
});
