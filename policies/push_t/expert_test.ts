import assert from "node:assert/strict";
import { InputError } from "../../core/errors.ts";
import { seededRng } from "../../core/rng.ts";
import type { Env, Goal, Json } from "../../core/types.ts";
import { pushT, twoRoom } from "../../envs/mod.ts";
import { pushTExpert } from "./expert.ts";

type Options = { readonly [name: string]: Json };

/** Actions until the world ends, or Infinity. */
async function push(env: Env, seed: number, options: Options, goal?: Goal, most = 300): Promise<number> {
  const policy = pushTExpert.make(options, { spec: env });
  policy.begin(0, { rng: seededRng(seed), ...(goal ? { goal } : {}) });
  for (let step = 0; step < most; step++) {
    const snapshot = { observations: {}, variables: env.measure(), state: env.getState() };
    const [action] = await policy.act([{ slot: 0, step, snapshot }]);
    if (env.step(action).terminated) return step + 1;
    if (goal && env.goals!.reached(env.measure(), goal.variables)) return step + 1;
  }
  return Infinity;
}

for (const action of ["relative", "absolute"]) {
  Deno.test(`the T covers its goal within 300 ${action} actions on 60 of 60 seeds`, async () => {
    const env = pushT.make({ success: "coverage", action }, {});
    for (let seed = 0; seed < 60; seed++) {
      env.reset({ seed });
      assert.ok(await push(env, seed, {}) < 300, `seed ${seed}`);
    }
  });
}

Deno.test("a goal takes precedence over the one that the world draws, on 28 of 30 seeds", async () => {
  const env = pushT.make({ success: "pose" }, {});
  let count = 0;
  for (let seed = 0; seed < 30; seed++) {
    env.reset({ seed: 1000 + seed });
    const goal: Goal = { observations: {}, variables: env.measure() };
    env.reset({ seed });
    if (await push(env, seed, {}, goal) < 300) count++;
  }
  assert.ok(count >= 28, `${count} of 30`);
});

Deno.test("roaming brings the block to many places", async () => {
  const env = pushT.make({ success: "coverage" }, {});
  env.reset({ seed: 3 });
  const policy = pushTExpert.make({ roam: 60, sigma: 3 }, { spec: env });
  policy.begin(0, { rng: seededRng(3) });
  const quarters = new Set<string>();
  for (let step = 0; step < 1500; step++) {
    const variables = env.measure();
    quarters.add([variables[2] < 256, variables[3] < 256, Math.sin(variables[4]) < 0].join());
    const snapshot = { observations: {}, variables, state: env.getState() };
    env.step((await policy.act([{ slot: 0, step, snapshot }]))[0]);
  }
  assert.equal(quarters.size, 8);
});

Deno.test("worlds and blocks that it does not know are refused", async () => {
  assert.throws(() => pushTExpert.make({}, { spec: twoRoom.make({}, {}) }), InputError);
  const env = pushT.make({}, {});
  env.reset({ seed: 0, factors: { block_shape: 0 } });
  await assert.rejects(
    push(env, 0, {}),
    new InputError("Cannot push: the block has shape 0, expected the T, shape 1"),
  );
});
