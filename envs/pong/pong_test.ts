import assert from "node:assert/strict";
import { InputError } from "../../core/errors.ts";
import { seededRng } from "../../core/rng.ts";
import type { Env, Json } from "../../core/types.ts";
import { checkEnv } from "../../testing/env.ts";
import { pong } from "./pong.ts";

type Options = { readonly [name: string]: Json };

function made(options: Options = {}, seed = 0, factors = {}): Env {
  const env = pong.make(options, {});
  env.reset({ seed, factors });
  return env;
}

const at = (env: Env, name: string): number =>
  env.measure()[env.variables.findIndex((variable) => variable.name === name)];

const act = (env: Env, action: number) => env.step(Float32Array.of(action));

Deno.test("Pong keeps the rules of worlds, with one picture and with two", () => {
  checkEnv(() => pong.make({}, {}));
  checkEnv(() => pong.make({ frames: 2, view: "field", sticky: 0, frameskip: 2 }, {}), { steps: 200 });
});

Deno.test("right is up and left is down, with fire and without; the others stay", () => {
  const way = (action: number) => {
    const env = made({ sticky: 0 });
    const before = at(env, "player_y");
    act(env, action);
    return at(env, "player_y") - before;
  };
  assert.deepEqual([0, 1, 2, 3, 4, 5].map(way), [0, 0, -8, 8, -8, 8]);
});

Deno.test("a step lasts as many screen frames as asked, of which sticky ones repeat the action before", () => {
  const env = made({ frameskip: 7, sticky: 1 });
  act(env, 2);
  assert.deepEqual([at(env, "frame"), at(env, "player_y")], [7, 106.5]);
  let [moved, rest] = [0, 0];
  const half = made({ frameskip: 1, sticky: 0.25 }, 1);
  for (let step = 0; step < 400; step++) {
    const before = at(half, "player_y");
    act(half, step % 2 === 0 ? 0 : step % 4 === 1 ? 2 : 3);
    if (step % 2 === 0 && at(half, "player_y") !== before) moved++;
    if (step % 2 === 0 && at(half, "player_y") === before) rest++;
  }
  // Their share m in the pauses is a quarter of those before that moved, 3/4 + m/4.
  assert.ok(Math.abs(moved / (moved + rest) - 0.2) < 0.08, `${moved} of ${moved + rest}`);
});

Deno.test("a game ends at 21 points, and then stands still", () => {
  const env = made({ sticky: 0 }, 0, { player_height: 4 });
  let lost = 0;
  let result = act(env, 2);
  for (; !result.terminated; result = act(env, 2)) lost -= result.reward;
  lost -= result.reward;
  assert.equal(at(env, "enemy_score"), 21);
  assert.equal(lost, 21 - at(env, "player_score"));
  const [state, picture] = [env.getState(), env.observe("pixels")];
  assert.deepEqual(act(env, 3), { reward: 0, terminated: true, truncated: false });
  assert.deepEqual([env.getState(), env.observe("pixels")], [state, picture]);
});

Deno.test("a game is cut short after 108 000 screen frames", () => {
  const env = made({ frameskip: 60, sticky: 0 }, 0, { player_height: 60, enemy_height: 60, enemy_speed: 8 });
  const state = env.getState();
  state[12] = 108000 - 61;
  env.setState(state);
  assert.equal(act(env, 0).truncated, false);
  const { terminated, truncated } = act(env, 0);
  assert.deepEqual([terminated, truncated], [false, true]);
});

Deno.test("of two pictures the first is what the last one was some screen frames ago", () => {
  const env = made({ frames: 2, lag: 3, frameskip: 3, sticky: 0 });
  const part = (which: 0 | 1) => env.observe("pixels").filter((_, i) => Math.floor(i / 3) % 2 === which);
  const rng = seededRng(1);
  assert.deepEqual(part(0), part(1));
  for (let step = 0; step < 60; step++) {
    const present = part(1);
    act(env, rng.integer(6));
    assert.deepEqual(part(0), present);
  }
});

Deno.test("restored states go on alike, sticky actions and pictures included", () => {
  const [env, other] = [made({ frames: 2 }, 5), made({ frames: 2 }, 6, { ball_speed: 2, ball_red: 0 })];
  const rng = seededRng(2);
  for (let step = 0; step < 300; step++) {
    const action = rng.integer(6);
    if (step % 10 === 0) other.setState(env.getState());
    assert.deepEqual(act(other, action), act(env, action));
    assert.deepEqual(other.getState(), env.getState());
    if (step % 10 === 9) assert.deepEqual(other.observe("pixels"), env.observe("pixels"));
  }
});

Deno.test("a goal is met where paddle and ball are at once; the stratum is a return", () => {
  const { goals } = made();
  const place = (change: { readonly [variable: string]: number }) => {
    const env = made();
    const values = env.measure();
    env.variables.forEach(({ name }, i) => values[i] = change[name] ?? values[i]);
    return values;
  };
  const goal = place({ player_y: 100, ball_x: 80, ball_y: 80, ball_vx: -1 });
  assert.equal(goals?.reached(place({ player_y: 104, ball_x: 86, ball_y: 74 }), goal), true);
  assert.equal(goals?.reached(place({ player_y: 105, ball_x: 80, ball_y: 80 }), goal), false);
  assert.equal(goals?.reached(place({ player_y: 100, ball_x: 87, ball_y: 80 }), goal), false);
  assert.equal(goals?.criteria?.paddle.reached(place({ player_y: 104, ball_x: 9 }), goal), true);
  assert.equal(goals?.strata?.return.holds(place({ ball_vx: 1 }), goal), true);
  assert.equal(goals?.strata?.return.holds(place({ ball_vx: -1 }), goal), false);
});

Deno.test("mistakes are refused in one sentence", () => {
  const env = made();
  const refused = (run: () => void, sentence: RegExp) =>
    assert.throws(run, (error: Error) => error instanceof InputError && sentence.test(error.message));
  refused(
    () => made({ size: 100 }),
    /size is 100, expected 64, 84, 96 or 160$/,
  );
  refused(() => env.observe("pixel"), /^Cannot observe "pixel": did you mean "pixels"\?$/);
  refused(() => act(env, 6), /^Cannot step: the action is 6, expected a choice from 0 to 5$/);
  refused(() => act(env, 0.5), /the action is 0.5, expected a choice from 0 to 5$/);
  refused(() => act(env, NaN), /has NaN at position 0, expected a finite number$/);
  refused(() => env.setState(new Float64Array(3)), /^Cannot restore a state: it has 3 numbers, expected 48$/);
  refused(() => env.reset({ seed: 0, factors: { ball_speed: 3 } }), /^Cannot set factor "ball_speed": 3/);
});
