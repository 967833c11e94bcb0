import assert from "node:assert/strict";
import builtin from "../../builtin.ts";
import { makeEnv } from "../../core/env/wrap.ts";
import { Registry } from "../../core/registry.ts";
import { seededRng } from "../../core/rng.ts";
import type { Env, Goal, Json, Policy } from "../../core/types.ts";
import { InputError } from "../../core/errors.ts";
import { twoRoom } from "../../envs/mod.ts";
import { twoRoomExpert } from "./expert.ts";

/** Steps until the world ends, or 100. */
async function walk(env: Env, policy: Policy, until: () => boolean): Promise<number> {
  for (let step = 0; step < 100; step++) {
    const snapshot = { observations: {}, variables: env.measure(), state: env.getState() };
    const [action] = await policy.act([{ slot: 0, step, snapshot }]);
    env.step(action);
    if (until()) return step + 1;
  }
  return 101;
}

function atTarget(env: Env): boolean {
  const at = env.measure();
  return env.goals!.reached(at, at.subarray(2));
}

async function successes(
  options: { readonly [name: string]: Json },
  factors: Record<string, number>,
): Promise<number> {
  const env = twoRoom.make({}, {});
  const policy = twoRoomExpert.make(options, { spec: env });
  let count = 0;
  for (let seed = 0; seed < 200; seed++) {
    env.reset({ seed, factors });
    policy.begin(0, { rng: seededRng(seed) });
    if (await walk(env, policy, () => atTarget(env)) <= 100) count++;
  }
  return count;
}

Deno.test("without noise the target is reached within 100 steps on 99 of 100 seeds", async () => {
  assert.ok(await successes({ sigma: 0, repeat: 0 }, {}) >= 198);
  assert.ok(
    await successes({ sigma: 0, repeat: 0 }, { wall_axis: 0, doors: 2, door_position_1: 180 }) >= 198,
  );
});

Deno.test("with the noise of the published data most targets are still reached", async () => {
  const count = await successes({}, {});
  assert.ok(count > 100 && count < 200, `${count} of 200`);
});

Deno.test("a wrapped world is one of two rooms, too", async () => {
  const wrap = [{ use: "pixel-noise" }, { use: "time-limit" }];
  const env = makeEnv(new Registry([builtin]), { use: "two-room", wrap });
  const policy = twoRoomExpert.make({ sigma: 0, repeat: 0 }, { spec: env });
  env.reset({ seed: 5 });
  policy.begin(0, { rng: seededRng(5) });
  assert.ok(await walk(env, policy, () => atTarget(env)) <= 100);
});

Deno.test("a goal takes precedence over the world's own target", async () => {
  const env = twoRoom.make({}, {});
  const policy = twoRoomExpert.make({ sigma: 0 }, { spec: env });
  for (let seed = 0; seed < 20; seed++) {
    env.reset({ seed: 1000 + seed });
    const goal: Goal = { observations: {}, variables: env.measure() };
    env.reset({ seed });
    policy.begin(0, { rng: seededRng(seed), goal });
    assert.ok(await walk(env, policy, () => env.goals!.reached(env.measure(), goal.variables)) <= 100);
  }
});

Deno.test("a world without rooms is refused in one sentence", () => {
  const spec = { ...twoRoom.make({}, {}), id: "pond@1", variables: [] };
  assert.throws(() => twoRoomExpert.make({}, { spec }), (error: Error) => {
    assert.ok(error instanceof InputError);
    assert.match(
      error.message,
      /^Cannot act in "pond@1": it has no variable "agent_x", expected a world of two rooms$/,
    );
    return true;
  });
});

Deno.test("actions repeat as often as asked", async () => {
  const env = twoRoom.make({}, {});
  const policy = twoRoomExpert.make({ repeat: 1 }, { spec: env });
  policy.begin(0, { rng: seededRng(1) });
  const snapshot = { observations: {}, variables: env.measure(), state: env.getState() };
  const [first] = await policy.act([{ slot: 0, step: 0, snapshot }]);
  const [second] = await policy.act([{ slot: 0, step: 1, snapshot }]);
  assert.deepEqual(second, first);
  assert.notEqual(second, first);
});
