import assert from "node:assert/strict";
import { LineWorld } from "../testing/line_world.ts";
import { checkWrapper } from "../testing/wrapper.ts";
import { timeLimit } from "./time_limit.ts";

const limited = (steps: number) => {
  const env = timeLimit.make({ steps }, { env: new LineWorld(), label: "limit" });
  env.reset({ seed: 0 });
  return env;
};
const push = Float32Array.of(0);

Deno.test("a time limit keeps every rule of a wrapper", () =>
  checkWrapper((given) => timeLimit.make({ steps: 7 }, given), () => new LineWorld()));

Deno.test("the last step is truncated, and the count begins anew with an episode", () => {
  const env = limited(3);
  for (let episode = 0; episode < 2; episode++) {
    assert.deepEqual([1, 2, 3, 4].map(() => env.step(push).truncated), [false, false, true, true]);
    env.reset({ seed: 1 });
  }
});

Deno.test("a restored state goes on counting from its own step", () => {
  const env = limited(3);
  env.step(push);
  const state = env.getState();
  env.step(push);
  env.step(push);
  env.setState(state);
  assert.deepEqual([1, 2].map(() => env.step(push).truncated), [false, true]);
});

Deno.test("a refused action does not count", () => {
  const env = limited(2);
  assert.throws(() => env.step(Float32Array.of(NaN)));
  assert.deepEqual([1, 2].map(() => env.step(push).truncated), [false, true]);
});
