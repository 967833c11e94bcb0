import assert from "node:assert/strict";
import { InputError } from "../../core/errors.ts";
import { seededRng } from "../../core/rng.ts";
import type { Component, Env, Json } from "../../core/types.ts";
import { pushT, twoRoom } from "../../envs/mod.ts";
import { pushTPusher } from "./pusher.ts";
import { random } from "../random.ts";

const value = (env: Env, name: string): number =>
  env.measure()[env.variables.findIndex((variable) => variable.name === name)];

/** Share of 20 × 50 steps in which something is touched. */
async function touching(component: Component<"policy">, options: Record<string, Json> = {}): Promise<number> {
  const env = pushT.make(options, {});
  const policy = component.make({}, { spec: env });
  let count = 0;
  for (let seed = 0; seed < 20; seed++) {
    env.reset({ seed });
    policy.begin(0, { rng: seededRng(seed) });
    for (let step = 0; step < 50; step++) {
      const snapshot = { observations: {}, variables: env.measure(), state: env.getState() };
      env.step((await policy.act([{ slot: 0, step, snapshot }]))[0]);
      if (value(env, "contacts") > 0) count++;
    }
  }
  return count / 1000;
}

Deno.test("the block is touched several times as often as by random actions", async () => {
  const [pushing, aimless] = [await touching(pushTPusher), await touching(random)];
  assert.ok(pushing > 0.4 && pushing > 2 * aimless, `${pushing} and ${aimless}`);
  assert.ok(await touching(pushTPusher, { action: "absolute" }) > 0.4);
});

Deno.test("a world that is no Push-T is refused in one sentence", () => {
  assert.throws(
    () => pushTPusher.make({}, { spec: twoRoom.make({}, {}) }),
    new InputError('Cannot act in "two-room@1": it has no variable "block_x", expected a world of Push-T'),
  );
});
