import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "../../core/errors.ts";
import { seededRng } from "../../core/rng.ts";
import type { Env, Goal, Json } from "../../core/types.ts";
import { reacher, twoRoom } from "../../envs/mod.ts";
import { poseForTarget, reacherExpert, shortest } from "./expert.ts";

type Options = { readonly [name: string]: Json };

/** Steps until `there` holds, at most 50; Infinity where it never does. */
async function turn(
  env: Env,
  seed: number,
  options: Options,
  there: (reward: number) => boolean,
  goal?: Goal,
) {
  const policy = reacherExpert.make(options, { spec: env });
  policy.begin(0, { rng: seededRng(seed), ...(goal ? { goal } : {}) });
  for (let step = 0; step < 50; step++) {
    const snapshot = { observations: {}, variables: env.measure(), state: env.getState() };
    const [action] = await policy.act([{ slot: 0, step, snapshot }]);
    if (there(env.step(action).reward)) return step + 1;
  }
  return Infinity;
}

for (const density of [500, 1000, 1500]) {
  Deno.test(`at ${density} kg/m³ any pose is met within 50 steps on 100 of 100 seeds`, async () => {
    const env = reacher.make({}, {});
    const factors = { arm_density: density, hand_density: density, finger_density: density };
    for (let seed = 0; seed < 100; seed++) {
      env.reset({ seed: 1000 + seed });
      const goal: Goal = { observations: {}, variables: env.measure() };
      env.reset({ seed, factors });
      const there = () => env.goals!.reached(env.measure(), goal.variables);
      assert.ok(await turn(env, seed, {}, there, goal) <= 50, `seed ${seed}`);
    }
  });
}

for (const success of ["easy", "hard"]) {
  Deno.test(`the target of "${success}" is met within 50 steps on 100 of 100 seeds`, async () => {
    const env = reacher.make({ success }, {});
    for (let seed = 0; seed < 100; seed++) {
      env.reset({ seed });
      assert.ok(await turn(env, seed, {}, (reward) => reward === 1) <= 50, `seed ${seed}`);
    }
  });
}

Deno.test("a goal beyond the wrist's soft limit is pressed for", async () => {
  const env = reacher.make({}, {});
  for (const wrist of [2.87, -2.87]) {
    env.reset({ seed: 4 });
    const state = env.getState();
    state.set([1, wrist]);
    env.setState(state);
    const goal: Goal = { observations: {}, variables: env.measure() };
    env.reset({ seed: 4 });
    const there = () => env.goals!.reached(env.measure(), goal.variables);
    assert.ok(await turn(env, 4, {}, there, goal) <= 50);
  }
});

Deno.test("with a held wrist the arm points at the target and does not tremble", async () => {
  const env = reacher.make({ success: "easy" }, {});
  env.reset({ seed: 2, factors: { wrist_locked: 1 } });
  await turn(env, 2, {}, () => false);
  const [x, y, , , velocity, , targetX, targetY] = env.measure();
  assert.ok(Math.abs(Math.atan2(y, x) - Math.atan2(targetY, targetX)) < 0.01);
  assert.ok(Math.abs(velocity) < 0.01);
});

Deno.test("roaming brings shoulder and wrist to all sides", async () => {
  const env = reacher.make({}, {});
  env.reset({ seed: 3 });
  const policy = reacherExpert.make({ roam: 20, sigma: 0.3 }, { spec: env });
  policy.begin(0, { rng: seededRng(3) });
  const seen = new Set<string>();
  for (let step = 0; step < 1500; step++) {
    const variables = env.measure();
    seen.add([Math.floor(variables[2] / (Math.PI / 2)), variables[3] < 0].join());
    const snapshot = { observations: {}, variables, state: env.getState() };
    env.step((await policy.act([{ slot: 0, step, snapshot }]))[0]);
  }
  assert.equal(seen.size, 8);
});

Deno.test("a world without joints is refused", () => {
  assert.throws(() => reacherExpert.make({}, { spec: twoRoom.make({}, {}) }), InputError);
});

const finger = (shoulder: number, wrist: number): readonly [number, number] => [
  0.12 * (Math.cos(shoulder) + Math.cos(shoulder + wrist)),
  0.12 * (Math.sin(shoulder) + Math.sin(shoulder + wrist)),
];
const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
const bend = fc.double({ min: -2.7, max: 2.7, noNaN: true });
const still = { shoulder: 0, wrist: 0 };

Deno.test("the pose brings the finger to any target within reach", () => {
  fc.assert(fc.property(angle, bend, angle, bend, (shoulder, wrist, toShoulder, toWrist) => {
    const target = finger(toShoulder, toWrist);
    const pose = poseForTarget({ pose: { shoulder, wrist }, velocity: still, target, locked: false });
    const [x, y] = finger(pose.shoulder, pose.wrist);
    assert.ok(Math.hypot(x - target[0], y - target[1]) < 1e-9);
    assert.ok(Math.abs(pose.wrist) <= 160 * Math.PI / 180);
  }));
});

Deno.test("of two elbows the nearer one is taken, a held wrist is kept, far targets are pointed at", () => {
  const view = { pose: still, velocity: still, target: [0.12, 0.12] as const, locked: false };
  assert.ok(poseForTarget({ ...view, pose: { shoulder: 0, wrist: 1.5 } }).wrist > 0);
  assert.ok(poseForTarget({ ...view, pose: { shoulder: 1.5, wrist: -1.5 } }).wrist < 0);
  const held = poseForTarget({ ...view, pose: { shoulder: 0, wrist: 1 }, locked: true });
  assert.deepEqual(held, { shoulder: Math.PI / 4 - 0.5, wrist: 1 });
  assert.deepEqual(poseForTarget({ ...view, target: [0, 9] }), { shoulder: Math.PI / 2, wrist: 0 });
});

Deno.test("the shorter way round is at most half a turn", () => {
  assert.ok(Math.abs(shortest(0.1, 2 * Math.PI - 0.1) + 0.2) < 1e-12);
  assert.ok(Math.abs(shortest(-3, 3) - (6 - 2 * Math.PI)) < 1e-12);
});
