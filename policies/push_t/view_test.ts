import assert from "node:assert/strict";
import { InputError } from "../../core/errors.ts";
import { pushT, twoRoom } from "../../envs/mod.ts";
import { pushTPlayer } from "./view.ts";

const start = { agent_start_x: 100, agent_start_y: 120, block_start_x: 400, block_start_y: 380 };

for (const action of ["relative", "absolute"]) {
  Deno.test(`a player sees the world and pulls the agent to a place by ${action} actions`, () => {
    const env = pushT.make({ action }, {});
    env.reset({ seed: 0, factors: { start_spread: 0, block_start_angle: 0.5, goal_angle: 1, ...start } });
    const { view, towards } = pushTPlayer(env);
    const { agent, block, goal, velocity, scale, radius, shape } = view(env.measure());
    const near = (a: readonly number[], b: readonly number[]) =>
      a.forEach((value, i) => assert.ok(Math.abs(value - b[i]) < 1, `${a} is not ${b}`));
    near([...agent, ...block.place, block.angle], [100, 120, 400, 380, 0.5]);
    assert.deepEqual([velocity, goal.angle, scale, radius, shape], [[0, 0], 1, 30, 15, 1]);
    for (let i = 0; i < 20; i++) env.step(towards(view(env.measure()).agent, [160, 90]));
    near(view(env.measure()).agent, [160, 90]);
  });
}

Deno.test("other worlds are refused", () => {
  const other = twoRoom.make({}, {});
  assert.throws(
    () => pushTPlayer(other),
    (error) => error instanceof InputError && /"two-room@1": it has no variable/.test(error.message),
  );
  const { id, observations, variables, factors } = pushT.make({}, {});
  const keys = { id, observations, variables, factors, actionSpace: { kind: "discrete", n: 3 } } as const;
  assert.throws(() => pushTPlayer(keys), /its action is not two numbers/);
});
