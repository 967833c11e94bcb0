import assert from "node:assert/strict";
import { InputError } from "../../core/errors.ts";
import { seededRng } from "../../core/rng.ts";
import type { Env, Json } from "../../core/types.ts";
import { carRacing } from "./car_racing.ts";
import { CarRacing } from "./car_racing_env.ts";

function started(options: { readonly [name: string]: Json } = {}, seed = 0, factors = {}): Env {
  const env = carRacing.make(options, {});
  env.reset({ seed, factors });
  return env;
}

function value(env: Env, name: string): number {
  return env.measure()[env.variables.findIndex((variable) => variable.name === name)];
}

const still = Float32Array.of(0, 0, 0);
const gas = Float32Array.of(0, 1, 0);

function pixel(env: Env, x: number, y: number): readonly number[] {
  const at = 3 * (y * 96 + x);
  return [...env.observe("pixels").subarray(at, at + 3)];
}

Deno.test("a step costs 0.1, and a new piece of road pays its share of 1000", () => {
  const env = started();
  const pieces = value(env, "road_pieces");
  assert.equal(pieces, 319);
  const under = value(env, "road_visited") * pieces;
  assert.ok(under >= 1);
  assert.ok(Math.abs(env.step(still).reward - (under * 1000 / pieces - 0.1)) < 1e-9);
  assert.ok(Math.abs(env.step(still).reward + 0.1) < 1e-9);
  let sum = value(env, "score");
  for (let i = 0; i < 60; i++) sum += env.step(gas).reward;
  assert.ok(Math.abs(value(env, "score") - sum) < 1e-9);
  assert.ok(value(env, "road_visited") * pieces > under + 3);
});

Deno.test("who leaves the field gets −100 and the end", () => {
  const env = started({ limit: 0 });
  const straight = Float32Array.of(0, 0.3, 0);
  let result = env.step(straight);
  for (let i = 0; i < 1500 && !result.terminated; i++) result = env.step(straight);
  assert.deepEqual(result, { reward: -100, terminated: true, truncated: false });
  assert.ok(Math.max(Math.abs(value(env, "car_x")), Math.abs(value(env, "car_y"))) > 2000 / 6);
});

Deno.test("an episode is cut short after its limit, counted without the step of the reset", () => {
  const env = started({ limit: 3 });
  assert.deepEqual([1, 2, 3].map(() => env.step(still).truncated), [false, false, true]);
});

Deno.test("a lap ends when its share of the road is done and the start comes again", () => {
  const env = started();
  const state = env.getState();
  const visits = state.length - 28 - 30 - 79;
  // All pieces but the first and the last are marked as driven on.
  for (let piece = 1; piece < 318; piece++) state[visits + (piece >> 5)] += 2 ** (piece & 31);
  state[visits] = 2 ** 32 - 2;
  env.setState(state);
  const { terminated, truncated } = env.step(still);
  assert.deepEqual([terminated, truncated], [true, false]);
  assert.ok(value(env, "road_visited") > 0.95);
});

Deno.test("choices are the five of Gymnasium", () => {
  const after = (choice: number): Env => {
    const env = started({ action: "discrete" });
    for (let i = 0; i < 40; i++) env.step(Float32Array.of(i < 20 ? 3 : choice));
    return env;
  };
  assert.ok(value(after(1), "steering") < -0.3 && value(after(2), "steering") > 0.3);
  assert.ok(value(after(3), "speed_forward") > value(after(0), "speed_forward"));
  assert.ok(value(after(4), "speed_forward") < value(after(0), "speed_forward"));
});

Deno.test("a steered car turns, to the right for a positive action, and a braked one stands", () => {
  const env = started();
  for (let i = 0; i < 60; i++) env.step(Float32Array.of(1, 0.3, 0));
  assert.ok(value(env, "car_spin") < -0.1 && value(env, "steering") < -0.3);
  for (let i = 0; i < 60; i++) env.step(Float32Array.of(0, 0, 1));
  assert.ok(Math.abs(value(env, "speed_forward")) < 0.5);
});

Deno.test("the road on the picture is the road of the variables", () => {
  const env = started({ size: 96 });
  for (let i = 0; i < 60; i++) env.step(still);
  assert.ok(pixel(env, 48, 40).every((level) => level >= 102 && level <= 107), "road ahead");
  const [red, green, blue] = pixel(env, 48, 74);
  assert.ok(red > 100 && green < 60 && blue < 60, "car");
  const away = pixel(env, 20, 40);
  assert.ok(away[0] === 102 && away[2] === 102 && (away[1] === 204 || away[1] === 230), "field beside it");
  assert.ok(pixel(env, 90, 90).every((level) => level === 0), "bar");
});

Deno.test("the score is drawn unless it is not wanted", () => {
  const light = (score: boolean): number => {
    const env = started({ size: 96, score });
    const bar = Array.from(env.observe("pixels").subarray(3 * 96 * 85));
    return bar.reduce((sum, level, at) => at % 288 < 45 ? sum + level : sum, 0);
  };
  assert.ok(light(true) > 1000);
  assert.equal(light(false), 0);
});

Deno.test("colours are factors, or drawn by the seed", () => {
  const painted = started({ size: 96 }, 0, { road_red: 9, background_blue: 3 });
  for (let i = 0; i < 60; i++) painted.step(still);
  assert.ok(pixel(painted, 48, 40)[0] < 15);
  const bright = started({ size: 96, intro: false }, 0, { road_red: 255 });
  for (let y = 10; y < 60; y += 5) assert.equal(pixel(bright, 48, y)[0], 255, "a shade above 255 is 255");
  const [one, other] = [1, 2].map((seed) => started({ size: 96, randomColours: true }, seed));
  assert.notDeepEqual(pixel(one, 48, 40), pixel(other, 48, 40));
});

Deno.test("a restored state goes on bit by bit, in a fresh world and without SIMD", () => {
  const env = started({}, 11);
  const rng = seededRng(5);
  const draw = () => Float32Array.of(rng.uniform(-1, 1), rng.uniform(0, 1), rng.uniform(0, 0.3));
  for (let round = 0; round < 10; round++) {
    for (let i = 0; i < 15; i++) env.step(draw());
    const state = env.getState();
    const actions = Array.from({ length: 10 }, draw);
    const go = (one: Env): readonly unknown[] => [actions.map((action) => one.step(action)), one.getState()];
    const expected = go(env);
    for (const other of [carRacing.make({}, {}), carRacing.make({ simd: false }, {})]) {
      other.setState(state);
      assert.deepEqual(other.observe("pixels").length, 64 * 64 * 3);
      assert.deepEqual(go(other), expected);
      other.close?.();
    }
    env.setState(state);
    assert.deepEqual(go(env), expected);
  }
});

Deno.test("episodes leave nothing behind in Box2D", () => {
  const env = carRacing.make({}, {});
  assert.ok(env instanceof CarRacing);
  const counts = Array.from({ length: 30 }, (_, seed) => {
    env.reset({ seed });
    env.step(gas);
    return env.bodies;
  });
  assert.deepEqual(new Set(counts), new Set([9]));
  env.close();
});

Deno.test("a closed world begins anew, and may be closed twice", () => {
  const env = started({}, 5);
  for (let i = 0; i < 20; i++) env.step(gas);
  const state = env.getState();
  const seen = env.observe("pixels");
  env.close?.();
  env.close?.();
  const fresh = carRacing.make({}, {});
  assert.deepEqual(env.measure(), fresh.measure());
  assert.deepEqual(env.getState(), fresh.getState());
  env.setState(state);
  assert.deepEqual(env.observe("pixels"), seen);
});

Deno.test("where colours are random, those that are given stay, also in a restored world", () => {
  const env = started({ size: 96, randomColours: true, intro: false }, 1, { road_red: 200, car_blue: 99 });
  const [red, green] = pixel(env, 48, 40);
  assert.ok(red >= 200 && red <= 206 && green !== 102, `${red}, ${green}`);
  const other = carRacing.make({ size: 96, randomColours: true, intro: false }, {});
  other.setState(env.getState());
  assert.deepEqual(other.observe("pixels"), env.observe("pixels"));
});

Deno.test("the first piece is driven on where the last point lies beyond it", () => {
  for (const seed of [1114, 1854]) {
    const env = started({ limit: 0 }, seed);
    const visits = env.getState().length - 28 - 30 - 79;
    for (let i = 0; i < 40; i++) env.step(Float32Array.of(0, 0.2, 0));
    assert.equal(env.getState()[visits] % 2, 1, `seed ${seed}`);
  }
});

Deno.test("mistakes are refused in one sentence", () => {
  const env = started();
  const refused = (run: () => void, sentence: RegExp) =>
    assert.throws(run, (error: Error) => error instanceof InputError && sentence.test(error.message));
  refused(
    () => carRacing.make({ size: 80 }, {}),
    /size is 80, expected 64 or 96$/,
  );
  refused(() => env.observe("pixel"), /^Cannot observe "pixel": did you mean "pixels"\?$/);
  refused(() => env.step(Float32Array.of(NaN, 0, 0)), /has NaN at position 0, expected a finite number$/);
  refused(() => env.setState(new Float64Array(3)), /^Cannot restore a state: it has 3 numbers/);
  refused(() => env.reset({ seed: 0.5 }), /^Cannot seed: 0.5, expected a whole number/);
});
