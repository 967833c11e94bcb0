import assert from "node:assert/strict";
import { InputError } from "../core/errors.ts";
import { seededRng } from "../core/rng.ts";
import type { Env, Goal, Json } from "../core/types.ts";
import { pushT } from "../envs/mod.ts";
import { pushTExpert } from "./push_t_expert.ts";

const STEPS = 200;

interface Play {
  readonly env: Env;
  readonly seed: number;
  readonly goal?: Goal;
  readonly options?: Record<string, Json>;
}

/** Steps until something holds, at most {@linkcode STEPS}. */
async function play({ env, seed, goal, options = {} }: Play, until: () => boolean): Promise<number> {
  const policy = pushTExpert.make(options, { spec: env });
  policy.begin(0, { rng: seededRng(seed), ...goal && { goal } });
  for (let step = 0; step < STEPS; step++) {
    const snapshot = { observations: {}, variables: env.measure(), state: env.getState() };
    env.step((await policy.act([{ slot: 0, step, snapshot }]))[0]);
    if (until()) return step + 1;
  }
  return Infinity;
}

const coverage = (env: Env): number =>
  env.measure()[env.variables.findIndex(({ name }) => name === "coverage")];

for (const action of ["relative", "absolute"]) {
  Deno.test(`with ${action} actions the goal is covered on 19 of 20 seeds, whatever goal and scale`, async () => {
    const env = pushT.make({ action, success: "coverage" }, {});
    let done = 0;
    for (let seed = 0; seed < 20; seed++) {
      const factors = seed < 10 ? {} : { goal_x: 200, goal_y: 300, goal_angle: -2, block_scale: 24 + seed };
      env.reset({ seed, factors });
      if (await play({ env, seed }, () => coverage(env) > 0.95) <= STEPS) done++;
    }
    assert.ok(done >= 19, `${done} of 20`);
  });
}

Deno.test("the pose of another episode's start is reached on 18 of 20 seeds, agent included", async () => {
  const env = pushT.make({}, {});
  let done = 0;
  for (let seed = 0; seed < 20; seed++) {
    env.reset({ seed: 1000 + seed });
    const goal: Goal = { observations: {}, variables: env.measure() };
    env.reset({ seed });
    const reached = () => env.goals?.reached(env.measure(), goal.variables) ?? false;
    if (await play({ env, seed, goal }, reached) <= STEPS) done++;
  }
  assert.ok(done >= 18, `${done} of 20`);
});

Deno.test("after the drawn goal the block goes on to other places", async () => {
  const env = pushT.make({}, {});
  env.reset({ seed: 2 });
  let covered = false;
  const left = () => {
    covered ||= coverage(env) > 0.95;
    return covered && coverage(env) < 0.5;
  };
  assert.ok(await play({ env, seed: 2 }, left) <= STEPS);
});

Deno.test("another block is refused in one sentence", async () => {
  const env = pushT.make({}, {});
  env.reset({ seed: 0, factors: { block_shape: 4 } });
  await assert.rejects(
    play({ env, seed: 0 }, () => false),
    new InputError("Cannot push: the block has shape 4, expected the T, shape 1"),
  );
});
