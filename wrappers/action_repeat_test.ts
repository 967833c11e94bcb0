import assert from "node:assert/strict";
import { LineWorld } from "../tests/conformance/line_world.ts";
import { checkWrapper } from "../tests/conformance/wrapper.ts";
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
  assert.deepEqual(env.getState(), plain.getState());
});

Deno.test("it stops where the world ends", () => {
  const env = actionRepeat.make({ times: 100 }, { env: new LineWorld(), label: "" });
  env.reset({ seed: 5, factors: { wind: 0 } });
  const { terminated } = env.step(Float32Array.of(5));
  assert.ok(terminated);
  assert.ok(env.measure()[0] < 20);
});
