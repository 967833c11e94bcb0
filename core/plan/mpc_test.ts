import assert from "node:assert/strict";
import { noLeaks } from "../../testing/no_leaks.ts";
import { dotSetting } from "../../testing/fixtures/dot_plan.ts";
import { dotModel, DotWorld } from "../../testing/fixtures/dot_world.ts";
import { openTestBackend } from "../../tests/backend.ts";
import { seededRng } from "../rng.ts";
import type { Env, Goal, Snapshot, WorldModel } from "../types.ts";
import { mpc } from "./mpc.ts";

await openTestBackend();
const now = () => 0;

function look(env: Env): Snapshot {
  const observations = { position: env.observe("position") };
  return { observations, variables: env.measure(), state: env.getState() };
}

const goalAt = (x: number, y: number): Goal => ({
  observations: { position: Float32Array.of(x, y) },
  variables: Float64Array.of(x, y),
});

Deno.test("planning with a perfect model reaches goals, each slot its own", () =>
  noLeaks(async () => {
    const envs = [new DotWorld(), new DotWorld()];
    const goals = [goalAt(8, 2), goalAt(2, 7)];
    const policy = mpc({ world: dotModel, setting: dotSetting, frameskip: 2, spec: envs[0], now });
    envs.forEach((env, slot) => {
      env.setState(Float64Array.of(4, 4));
      policy.begin(slot, { rng: seededRng(slot), goal: goals[slot] });
    });
    const nearest = [Infinity, Infinity];
    for (let step = 0; step < 20; step++) {
      const actions = await policy.act(envs.map((env, slot) => ({ slot, step, snapshot: look(env) })));
      envs.forEach((env, slot) => {
        env.step(actions[slot]);
        nearest[slot] = Math.min(nearest[slot], env.goals.distance(env.measure(), goals[slot].variables));
      });
    }
    assert.ok(Math.max(...nearest) < 0.5, `${nearest}`);
  }));

Deno.test("a goal is encoded once, however often it is planned for", () =>
  noLeaks(async () => {
    const frames: number[] = [];
    const world: WorldModel = {
      ...dotModel,
      encode: (observations) => {
        frames.push(observations.position.shape[0]);
        return dotModel.encode(observations);
      },
    };
    const env = new DotWorld();
    const policy = mpc({ world, setting: dotSetting, frameskip: 2, spec: env, now });
    policy.begin(0, { rng: seededRng(0), goal: goalAt(1, 1) });
    for (let step = 0; step < 6; step++) await policy.act([{ slot: 0, step, snapshot: look(env) }]);
    assert.deepEqual(frames, [2, 1, 1]);
  }));

Deno.test("a predictor with a history sees frames and actions as in training", () =>
  noLeaks(async () => {
    const env = new DotWorld();
    const seen: number[][] = [];
    const world: WorldModel = {
      ...dotModel,
      predictor: { ...dotModel.predictor, history: 3 },
      imagine: (history, plans, past) => {
        seen.push([...history.dataSync(), ...past ? past.dataSync() : []]);
        return dotModel.imagine(history, plans);
      },
    };
    const policy = mpc({ world, setting: dotSetting, frameskip: 2, spec: env, now });
    env.setState(Float64Array.of(4, 4));
    policy.begin(0, { rng: seededRng(5), goal: goalAt(8, 7) });
    const places: number[][] = [];
    const actions: number[][] = [];
    for (let step = 0; step < 8; step++) {
      places.push([...env.measure()].map(Math.fround));
      const [action] = await policy.act([{ slot: 0, step, snapshot: look(env) }]);
      env.step(action);
      actions.push([...action]);
    }
    const window = (...steps: number[]) => [
      ...steps.flatMap((step) => places[step]),
      ...actions.slice(steps[0], steps[steps.length - 1]).flat(),
    ];
    assert.deepEqual(seen, [window(0), window(0, 2), window(0, 2, 4), window(2, 4, 6)]);
  }));

Deno.test("an encoder that reads what the world does not show is refused", () => {
  const world = { ...dotModel, encoder: { ...dotModel.encoder, inputs: ["touch"] } };
  assert.throws(
    () => mpc({ world, setting: dotSetting, frameskip: 2, spec: new DotWorld(), now }),
    /stream "touch", expected one of "pixels", "position"/,
  );
});
