import assert from "node:assert/strict";
import { inProcess } from "./env/env_batch.ts";
import { seededRng } from "./rng.ts";
import {
  type EpisodePlan,
  type FinishedEpisode,
  type Moment,
  rollout,
  type RolloutOptions,
} from "./rollout.ts";
import type { Env, Goal, Policy, Rng, Turn } from "./types.ts";

/** A point on a line that jumps by noise and action; it ends beyond 3, and is cut short at step `seed`. */
function line(): Env {
  let [x, step, limit, noise] = [0, 0, 0, seededRng(0)];
  return {
    id: "line@1",
    observations: {
      pixels: { shape: [1], dtype: "uint8" },
      proprio: { shape: [1], dtype: "float32" },
    },
    actionSpace: { kind: "box", low: [-1], high: [1] },
    variables: [{ name: "x", unit: "m", description: "place" }],
    factors: [],
    goals: {
      reached: (a, b) => Math.abs(a[0] - b[0]) < 0.5,
      distance: (a, b) => Math.abs(a[0] - b[0]),
      criterion: "within 0.5 m",
    },
    reset: ({ seed }) => {
      [x, step, limit, noise] = [0, 0, seed, seededRng(seed)];
    },
    step: ([action]) => {
      x += action + 0.1 * noise.normal();
      step++;
      return { reward: -Math.abs(x), terminated: x > 3, truncated: step >= limit };
    },
    observe: (stream) => stream === "pixels" ? Uint8Array.of(step) : Float32Array.of(x),
    measure: () => Float64Array.of(x),
    getState: () => Float64Array.of(x, step, limit, ...noise.getState()),
    setState: (state) => {
      [x, step, limit] = state;
      noise.setState(state.slice(3));
    },
  };
}

/** Steps drawn from the stream of the episode, shifted by `drift`. */
function walker(
  drift: number,
  streams: readonly string[] = [],
): Policy & { readonly goals: (Goal | undefined)[] } {
  const rngs: Rng[] = [];
  const goals: (Goal | undefined)[] = [];
  return {
    streams,
    goals,
    begin: (slot, { rng, goal }) => {
      rngs[slot] = rng;
      goals.push(goal);
    },
    act: (turns: readonly Turn[]) =>
      Promise.resolve(turns.map(({ slot }) => Float32Array.of(rngs[slot].uniform(-0.5, 0.5) + drift))),
  };
}

/** Plans of episodes with the given limits; the limit is the seed, so that equal ones are told apart by the policy. */
function plans(limits: readonly number[], goal?: Goal): EpisodePlan[] {
  return limits.map((seed, i) => ({
    start: { seed },
    rng: seededRng(9).fork(i),
    ...(goal ? { goal } : {}),
  }));
}

async function run(
  size: number,
  options: Omit<RolloutOptions, "batch">,
): Promise<FinishedEpisode[]> {
  const batch = inProcess(line, size);
  const episodes: FinishedEpisode[] = [];
  for await (const episode of rollout({ batch, ...options })) episodes.push(episode);
  await batch.close();
  return episodes;
}

const LIMITS = [7, 2, 30, 1, 4, 4, 12, 3];

Deno.test("episodes come in order, and are the same for every batch size", async () => {
  const options = { maxSteps: 9, streams: ["pixels"] };
  const one = await run(1, { ...options, policy: walker(0), episodes: plans(LIMITS) });
  assert.deepEqual(one.map(({ index }) => index), [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual(one.map(({ actions }) => actions.length), [7, 2, 9, 1, 4, 4, 9, 3]);
  for (const size of [2, 3, 8, 20]) {
    assert.deepEqual(await run(size, { ...options, policy: walker(0), episodes: plans(LIMITS) }), one);
  }
});

Deno.test("an episode of T steps has T actions and rewards, and T+1 snapshots with the streams asked for", async () => {
  const [episode] = await run(2, {
    maxSteps: 5,
    streams: ["pixels"],
    policy: walker(0, ["proprio"]),
    episodes: plans([30]),
  });
  assert.equal(episode.rewards.length, 5);
  assert.deepEqual(
    episode.snapshots.map(({ observations }) => observations),
    [0, 1, 2, 3, 4, 5].map((step) => ({ pixels: Uint8Array.of(step) })),
  );
  assert.equal(episode.snapshots[3].variables[0], episode.snapshots[3].state[0]);
  assert.deepEqual(episode.judgements, []);
  episode.rewards.forEach((reward, t) =>
    assert.equal(reward, -Math.abs(episode.snapshots[t + 1].variables[0]))
  );
});

Deno.test("without streams no observation is kept", async () => {
  const [{ snapshots }] = await run(1, { maxSteps: 3, policy: walker(0, ["pixels"]), episodes: plans([9]) });
  assert.deepEqual(snapshots.map(({ observations }) => observations), [{}, {}, {}, {}]);
});

Deno.test("terminated, truncated by the world and truncated by the limit are told apart", async () => {
  const ends = (await run(2, { maxSteps: 20, policy: walker(1), episodes: plans([30, 2]) }))
    .concat(await run(1, { maxSteps: 2, policy: walker(1), episodes: plans([30]) }))
    .map(({ terminated, truncated }) => [terminated, truncated]);
  assert.deepEqual(ends, [[true, false], [false, true], [false, true]]);
});

Deno.test("a goal is given to the policy, judged at every moment, and ends the episode only if asked", async () => {
  const goal: Goal = { observations: {}, variables: Float64Array.of(2) };
  const policy = walker(0.6);
  const [stopped] = await run(1, { maxSteps: 9, policy, episodes: plans([30], goal), stopWhenReached: true });
  assert.deepEqual(policy.goals, [goal]);
  assert.deepEqual(stopped.judgements.map(({ reached }) => reached).slice(-2), [false, true]);
  assert.equal(stopped.judgements.length, stopped.snapshots.length);
  assert.deepEqual([stopped.terminated, stopped.truncated], [false, false]);
  const [whole] = await run(1, { maxSteps: 9, policy: walker(0.6), episodes: plans([30], goal) });
  assert.ok(whole.actions.length > stopped.actions.length);
  const there: Goal = { observations: {}, variables: Float64Array.of(0.1) };
  const [already] = await run(1, {
    maxSteps: 9,
    policy: walker(0),
    episodes: plans([30], there),
    stopWhenReached: true,
  });
  assert.equal(already.actions.length, 0);
});

Deno.test("an episode that starts from a state goes on as the one that it was taken from", async () => {
  const options = { maxSteps: 8, policy: walker(0) };
  const [whole] = await run(1, { ...options, episodes: plans([30]) });
  const batch = inProcess(line, 1);
  await batch.start([{ state: whole.snapshots[3].state }]);
  for (const action of whole.actions.slice(3)) await batch.step([action]);
  const [end] = await batch.look([true], []);
  assert.deepEqual(end?.state, whole.snapshots[8].state);
  const [fromState] = await run(1, {
    ...options,
    episodes: [{ start: { state: whole.snapshots[3].state }, rng: seededRng(0) }],
  });
  assert.deepEqual(fromState.snapshots[0].state, whole.snapshots[3].state);
});

Deno.test("the observer sees every moment once", async () => {
  const moments: Moment[] = [];
  const episodes = await run(3, {
    maxSteps: 6,
    policy: walker(0, ["proprio"]),
    episodes: plans(LIMITS),
    observer: (moment) => moments.push(moment),
  });
  const seen = moments.map(({ episode, step }) => `${episode}:${step}`);
  assert.equal(new Set(seen).size, seen.length);
  assert.equal(seen.length, episodes.reduce((sum, { snapshots }) => sum + snapshots.length, 0));
  assert.ok(moments.every(({ snapshot }) => snapshot.observations.proprio.length === 1));
});

Deno.test("rollout refuses what cannot run", async () => {
  const episodes = plans([3]);
  await assert.rejects(run(1, { maxSteps: 0, policy: walker(0), episodes }), /at most 0 steps/);
  await assert.rejects(
    run(1, { maxSteps: 1, policy: walker(0, ["pixel"]), episodes }),
    /env "line@1" has no stream "pixel", did you mean "pixels"\?/,
  );
  const mute: Policy = { streams: [], begin: () => {}, act: () => Promise.resolve([]) };
  await assert.rejects(run(1, { maxSteps: 1, policy: mute, episodes }), /gave 0 actions/);
});
