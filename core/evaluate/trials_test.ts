import assert from "node:assert/strict";
import { dotSetting } from "../../testing/fixtures/dot_plan.ts";
import { DotWorld } from "../../testing/fixtures/dot_world.ts";
import { timeLimit } from "../../wrappers/time_limit.ts";
import { inProcess } from "../env/env_batch.ts";
import { InputError } from "../errors.ts";
import { oracle } from "../plan/oracle.ts";
import { seededRng } from "../rng.ts";
import type { Action, ActionSpace, Policy, Snapshot } from "../types.ts";
import type { Trial } from "./protocol.ts";
import { randomPolicy, recordPlans, runTrials } from "./trials.ts";

const trial = (from: number, to: number): Trial => ({
  episode: 0,
  row: 0,
  start: Float64Array.of(from, 0),
  goal: { observations: {}, variables: Float64Array.of(to, 0) },
  distance: Math.abs(to - from),
  strata: [],
  solved: [],
});

/** Always one cell to the right. */
const right: Policy = {
  streams: [],
  begin: () => {},
  act: (turns) => Promise.resolve(turns.map(() => Float32Array.of(1, 0))),
};

/** Says that it has ended after every step. */
class Hasty extends DotWorld {
  override step(action: Action) {
    return { ...super.step(action), terminated: true };
  }
}

Deno.test("a trial ends when its goal is reached at any step, or with the budget", async () => {
  const trials = [trial(0, 3), trial(0, 9), trial(5, 0)];
  const done: number[] = [];
  const outcomes = await runTrials({
    batch: inProcess(() => new DotWorld(), 2),
    policy: right,
    trials,
    budget: 4,
    rng: seededRng(1),
    progress: (count) => done.push(count),
  });
  assert.deepEqual(outcomes.map(({ reached }) => reached), [true, false, false]);
  assert.deepEqual(outcomes.map(({ actions }) => actions.length), [3, 4, 4]);
  assert.deepEqual(outcomes.map(({ distance }) => distance), [0, 5, 9]);
  assert.deepEqual(done, [1, 2, 3]);
});

Deno.test("a world's own ending does not end a trial", async () => {
  const batch = inProcess(() => new Hasty(), 1);
  const [{ reached }] = await runTrials({
    batch,
    policy: right,
    trials: [trial(0, 3)],
    budget: 4,
    rng: seededRng(1),
  });
  assert.ok(reached);
});

Deno.test("a limit of steps that had run before the start does not cut a trial short", async () => {
  const limited = timeLimit.make({ steps: 5 }, { env: new DotWorld(), label: "limit" });
  limited.reset({ seed: 1 });
  for (let step = 0; step < 4; step++) limited.step(Float32Array.of(-1, -1));
  const start = limited.getState();
  const [{ reached, actions }] = await runTrials({
    batch: inProcess(() => timeLimit.make({ steps: 5 }, { env: new DotWorld(), label: "limit" }), 1),
    policy: right,
    trials: [{ ...trial(0, 9), start, goal: { observations: {}, variables: Float64Array.of(99, 0) } }],
    budget: 8,
    rng: seededRng(1),
  });
  assert.deepEqual([reached, actions.length], [false, 8]);
});

Deno.test("outcomes do not depend on the number of slots", async () => {
  const trials = Array.from({ length: 7 }, (_, i) => trial(i, (i + 4) % 9));
  const run = (size: number) => {
    const batch = inProcess(() => new DotWorld(), size);
    return runTrials({
      batch,
      policy: randomPolicy(batch.spec.actionSpace),
      trials,
      budget: 30,
      rng: seededRng(2),
    });
  };
  assert.deepEqual(await run(1), await run(4));
});

const plain = new DotWorld().goals;

/** Has a second criterion, which is met from the third column on. */
class Passed extends DotWorld {
  override readonly goals = {
    ...plain,
    criteria: {
      near: plain,
      past: {
        criterion: "past the second column",
        reached: (a: Float64Array) => a[0] > 2,
        distance: (a: Float64Array) => Math.max(0, 2 - a[0]),
      },
    },
  };
}

Deno.test("a named criterion ends trials, and what others say until then is told", async () => {
  const run = (criterion?: string) =>
    runTrials({
      batch: inProcess(() => new Passed(), 2),
      policy: right,
      trials: [trial(0, 1), trial(0, 5)],
      budget: 9,
      rng: seededRng(1),
      ...criterion !== undefined && { criterion },
    });
  const told = async (criterion?: string) =>
    (await run(criterion)).map(({ actions, met, distance }) => [actions.length, met, distance]);
  assert.deepEqual(await told(), [[1, ["near"], 0], [5, ["near", "past"], 0]]);
  assert.deepEqual(await told("past"), [[3, ["near", "past"], 0], [3, ["past"], 0]]);
  await assert.rejects(run("pas"), /did you mean "past"/);
});

Deno.test("plans of an episode are known after its slot has gone on", async () => {
  const makeEnv = () => new DotWorld();
  const { policy, plansOf } = recordPlans(
    oracle({ makeEnv, setting: dotSetting, frameskip: 2, now: () => 0 }),
  );
  const goalAt = (x: number) => ({ observations: {}, variables: Float64Array.of(x, 5) });
  const [near, far] = [goalAt(3), goalAt(9)];
  const snapshot = { observations: {}, variables: new Float64Array(2), state: Float64Array.of(1, 5) };
  policy.begin(0, { rng: seededRng(1), goal: near });
  for (const step of [0, 1, 2]) await policy.act([{ slot: 0, step, snapshot }]);
  policy.begin(0, { rng: seededRng(2), goal: far });
  await policy.act([{ slot: 0, step: 0, snapshot }]);
  assert.deepEqual(plansOf(near).map(({ step }) => step), [0, 2]);
  assert.deepEqual(plansOf(far).map(({ step }) => step), [0]);
  assert.deepEqual(plansOf(goalAt(3)), []);
});

const snapshot: Snapshot = { observations: {}, variables: new Float64Array(0), state: new Float64Array(0) };

async function draws(space: ActionSpace, count: number, seed = 1): Promise<number[][]> {
  const policy = randomPolicy(space);
  policy.begin(2, { rng: seededRng(seed) });
  const all: number[][] = [];
  for (let step = 0; step < count; step++) {
    all.push([...(await policy.act([{ slot: 2, step, snapshot }]))[0]]);
  }
  return all;
}

Deno.test("a box is filled evenly, dimension by dimension", async () => {
  const all = await draws({ kind: "box", low: [0, -4], high: [2, 4] }, 3000);
  for (const [dimension, low, high] of [[0, 0, 2], [1, -4, 4]]) {
    const values = all.map((action) => action[dimension]);
    assert.ok(values.every((value) => value >= low && value <= high));
    const inLowest = values.filter((value) => value < low + (high - low) / 4).length;
    assert.ok(Math.abs(inLowest - 750) < 100, `${inLowest}`);
  }
});

Deno.test("without bounds it is standard normal, with one bound it keeps to it", async () => {
  const all = await draws({ kind: "box", low: [-Infinity, 0], high: [Infinity, Infinity] }, 3000);
  const square = all.reduce((sum, [value]) => sum + value ** 2, 0) / all.length;
  assert.ok(Math.abs(square - 1) < 0.1, `${square}`);
  assert.ok(all.every(([, value]) => value >= 0));
});

Deno.test("every choice comes, and the stream decides which", async () => {
  const space = { kind: "discrete", n: 3 } as const;
  assert.deepEqual(new Set((await draws(space, 60)).flat()), new Set([0, 1, 2]));
  assert.deepEqual(await draws(space, 20, 5), await draws(space, 20, 5));
});

Deno.test("acting before an episode begins is refused", async () => {
  const policy = randomPolicy({ kind: "discrete", n: 2 });
  await assert.rejects(async () => await policy.act([{ slot: 0, step: 0, snapshot }]), InputError);
});
