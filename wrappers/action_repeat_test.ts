import assert from "node:assert/strict";
import { twoRoom } from "../envs/mod.ts";
import { LineWorld } from "../testing/line_world.ts";
import { checkWrapper } from "../testing/wrapper.ts";
import { actionRepeat } from "./action_repeat.ts";

Deno.test("action repeat keeps every rule of a wrapper", () =>
  checkWrapper((given) => actionRepeat.make({ times: 3 }, given), () => new LineWorld()));

Deno.test("an action lasts so many steps of the world, and its rewards are added", () => {
  const [plain, repeated] = [new LineWorld(), new LineWorld()];
  const env = actionRepeat.make({ times: 3 }, { env: repeated, label: "" });
  plain.reset({ seed: 5 });
  env.reset({ seed: 5 });
  const push = Float32Array.of(0.5);
  const rewards = [1, 2, 3].map(() => plain.step(push).reward);
  assert.equal(env.step(push).reward, rewards[0] + rewards[1] + rewards[2]);
  assert.deepEqual(repeated.getState(), plain.getState());
});

Deno.test("whoever goes on after the end has whole actions again, also from a restored state", () => {
  const make = () => actionRepeat.make({ times: 4 }, { env: twoRoom.make({}, {}), label: "" });
  const env = make();
  env.reset({ seed: 3 }); // the target lies straight above
  let steps = 0;
  while (!env.step(Float32Array.of(0, -0.25)).terminated) {
    assert.ok(steps++ < 20, "it never meets the target");
  }
  const fresh = make();
  fresh.setState(env.getState());
  for (const world of [env, fresh]) {
    const [before] = world.measure();
    world.step(Float32Array.of(0.1, 0));
    const way = Math.abs(world.measure()[0] - before);
    assert.ok(Math.abs(way - 4 * 0.5) < 1e-3, `${way} px by one action`);
  }
});

Deno.test("it stops where the world ends", () => {
  const env = actionRepeat.make({ times: 100 }, { env: new LineWorld(), label: "" });
  env.reset({ seed: 5, factors: { wind: 0 } });
  const { terminated } = env.step(Float32Array.of(5));
  assert.ok(terminated);
  assert.ok(env.measure()[0] < 20);
});
