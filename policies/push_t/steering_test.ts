import assert from "node:assert/strict";
import { pushT } from "../../envs/mod.ts";
import { steering } from "./steering.ts";
import { pushTPlayer } from "./view.ts";

for (const action of ["relative", "absolute"]) {
  Deno.test(`one ${action} action moves the agent just as far as asked, from rest and in motion`, () => {
    const env = pushT.make({ action }, {});
    const start = { agent_start_x: 100, agent_start_y: 100, block_start_x: 400, block_start_y: 400 };
    env.reset({ seed: 0, factors: { start_spread: 0, ...start } });
    const player = pushTPlayer(env);
    const steer = steering(player);
    for (const way of [[12, -7], [-3, 20], [0, 0]] as const) {
      const before = player.view(env.measure());
      env.step(steer(before, way));
      const { agent } = player.view(env.measure());
      way.forEach((wanted, i) => assert.ok(Math.abs(agent[i] - before.agent[i] - wanted) < 1e-3, `${agent}`));
    }
  });
}

Deno.test("actions keep to their bounds", () => {
  const env = pushT.make({}, {});
  const player = pushTPlayer(env);
  assert.deepEqual(steering(player)(player.view(env.measure()), [1000, -1000]), Float32Array.of(1, -1));
});
