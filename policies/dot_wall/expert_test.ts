import assert from "node:assert/strict";
import { seededRng } from "../../core/rng.ts";
import { InputError } from "../../core/errors.ts";
import type { Env, Json, Policy } from "../../core/types.ts";
import { dotWall, twoRoom } from "../../envs/mod.ts";
import { checkPolicy } from "../../testing/policy.ts";
import { dotWallExpert } from "./expert.ts";

/** Steps until it is there, or 101. */
async function walk(env: Env, policy: Policy, there: (ended: boolean) => boolean): Promise<number> {
  for (let step = 0; step < 100; step++) {
    const snapshot = { observations: {}, variables: env.measure(), state: env.getState() };
    const [action] = await policy.act([{ slot: 0, step, snapshot }]);
    const { terminated } = env.step(action);
    if (there(terminated)) return step + 1;
  }
  return 101;
}

async function successes(options: { readonly [name: string]: Json }, seeds: number): Promise<number> {
  const env = dotWall.make(options, {});
  const policy = dotWallExpert.make({}, { spec: env });
  let count = 0;
  for (let seed = 0; seed < seeds; seed++) {
    env.reset({ seed });
    policy.begin(0, { rng: seededRng(seed) });
    if (await walk(env, policy, (ended) => ended) <= 100) count++;
  }
  return count;
}

Deno.test("a dot wall expert keeps every rule of a policy", () =>
  checkPolicy((spec) => dotWallExpert.make({}, { spec }), () => dotWall.make({}, {})));

Deno.test("the target in the other room is reached within 100 steps, wherever wall and door are", async () => {
  assert.equal(await successes({}, 200), 200);
  assert.equal(await successes({ random: true }, 200), 200);
});

Deno.test("a goal takes precedence over the world's own target", async () => {
  const env = dotWall.make({}, {});
  const policy = dotWallExpert.make({}, { spec: env });
  for (let seed = 0; seed < 40; seed++) {
    env.reset({ seed: 1000 + seed });
    const goal = { observations: {}, variables: env.measure() };
    env.reset({ seed });
    policy.begin(0, { rng: seededRng(seed), goal });
    const there = () => env.goals?.reached(env.measure(), goal.variables) ?? false;
    assert.ok(await walk(env, policy, there) <= 100);
  }
});

Deno.test("a world without a dot and a wall is refused in one sentence", () => {
  assert.throws(
    () => dotWallExpert.make({}, { spec: twoRoom.make({}, {}) }),
    new InputError(
      'Cannot act in "two-room@1": it has no variable "wall_position", expected a world of a dot and a wall',
    ),
  );
});
