import assert from "node:assert/strict";
import { seededRng } from "../../core/rng.ts";
import type { Env, Json } from "../../core/types.ts";
import { carRacing, twoRoom } from "../../envs/mod.ts";
import { carRacingDriver, viewReader } from "./driver.ts";

/** Drives one episode; its return and how it ended. */
async function drive(env: Env, seed: number, options: { readonly [name: string]: Json }, rng = seededRng(1)) {
  const policy = carRacingDriver.make(options, { spec: env });
  env.reset({ seed });
  policy.begin(0, { rng });
  let sum = 0;
  for (let step = 0;; step++) {
    const snapshot = { observations: {}, variables: env.measure(), state: new Float64Array() };
    const [action] = await policy.act([{ slot: 0, step, snapshot }]);
    const { reward, terminated, truncated } = env.step(action);
    sum += reward;
    if (terminated || truncated) return { sum, terminated };
  }
}

Deno.test("over 20 tracks the mean return is what the driver's page says, and laps are driven to their end", async () => {
  const env = carRacing.make({}, {});
  const drives = [];
  for (let seed = 0; seed < 20; seed++) drives.push(await drive(env, seed, {}));
  const returns = drives.map(({ sum }) => sum);
  const mean = returns.reduce((total, one) => total + one, 0) / returns.length;
  assert.equal(Math.round(mean), 916);
  assert.equal(Math.round(Math.min(...returns)), 897);
  assert.equal(drives.filter(({ terminated }) => terminated).length, 19);
  env.close?.();
});

Deno.test("who drives slower takes longer, and noise makes another drive of the same track", async () => {
  const env = carRacing.make({ limit: 300 }, {});
  const slow = await drive(env, 3, { speed: 25 });
  const fast = await drive(env, 3, {});
  assert.ok(slow.sum < fast.sum);
  const noisy = await drive(env, 3, { sigma: 0.3 });
  assert.notEqual(noisy.sum, fast.sum);
  assert.deepEqual(await drive(env, 3, { sigma: 0.3 }), noisy);
  assert.notDeepEqual(await drive(env, 3, { sigma: 0.3 }, seededRng(2)), noisy);
  env.close?.();
});

Deno.test("at the start the road lies straight ahead", () => {
  const env = carRacing.make({}, {});
  env.reset({ seed: 0 });
  const { speed, road } = viewReader(env)(env.measure());
  assert.ok(Math.abs(speed) < 1);
  road.slice(0, 4).forEach(([right, forward], i) => {
    assert.ok(Math.abs(right) < 2 && forward > 7 * i);
  });
});

Deno.test("a world without a road is refused, and so are choices", () => {
  assert.throws(
    () => viewReader(twoRoom.make({}, {})),
    /^InputError: Cannot drive in "two-room@1": its actions are/,
  );
  const choices = carRacing.make({ action: "discrete" }, {});
  assert.throws(() => viewReader(choices), /its actions are choices.*set action to "continuous"$/);
  const roadless = { ...carRacing.make({}, {}), variables: [] };
  assert.throws(() => viewReader(roadless), /it has no variable "speed_forward", expected a road$/);
});
