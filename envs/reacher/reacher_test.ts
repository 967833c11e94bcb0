import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "../../core/errors.ts";
import type { Env, Json } from "../../core/types.ts";
import { reacher } from "./reacher.ts";

type Options = { readonly [name: string]: Json };

/** A reacher with joints, velocities and target put somewhere: the first six numbers of a state are theirs. */
function placed(options: Options, moving: readonly number[], factors = {}): Env {
  const env = reacher.make(options, {});
  env.reset({ seed: 0, factors });
  const state = env.getState();
  state.set(moving);
  env.setState(state);
  return env;
}

function rgbAt(env: Env, x: number, y: number): readonly number[] {
  const picture = env.observe("pixels");
  const size = Math.sqrt(picture.length / 3);
  return [...picture.subarray(3 * (y * size + x), 3 * (y * size + x) + 3)];
}

function variable(env: Env, name: string): number {
  return env.measure()[env.variables.findIndex((spec) => spec.name === name)];
}

Deno.test("an action is held for as many physics steps as asked, and more than 1 is clipped", () => {
  const [twice, once] = [
    placed({}, [0, 1, 0, 0, 0.1, 0.1]),
    placed({ repeat: 1 }, [0, 1, 0, 0, 0.1, 0.1]),
  ];
  twice.step(Float32Array.of(0.5, 9));
  once.step(Float32Array.of(0.5, 1));
  assert.notDeepEqual(once.measure(), twice.measure());
  once.step(Float32Array.of(0.5, 1));
  assert.deepEqual(once.measure(), twice.measure());
});

Deno.test("the reward is 1 while finger and target touch, and nothing ends an episode", () => {
  const still = Float32Array.of(0, 0);
  const result = (success: string, away: number) =>
    placed({ success }, [0, 0, 0, 0, 0.24 - away, 0]).step(still);
  assert.deepEqual(result("easy", 0.0599), { reward: 1, terminated: false, truncated: false });
  assert.equal(result("easy", 0.0601).reward, 0);
  assert.equal(result("hard", 0.0249).reward, 1);
  assert.equal(result("qpos-match", 0.0251).reward, 0);
});

Deno.test("episodes start at rest, anywhere within the wrist's range, the target within reach", () => {
  const env = reacher.make({}, {});
  fc.assert(fc.property(fc.nat(), (seed) => {
    env.reset({ seed });
    assert.ok(Math.abs(variable(env, "wrist")) <= 160 * Math.PI / 180);
    assert.ok(variable(env, "shoulder") >= 0 && variable(env, "shoulder") < 2 * Math.PI);
    assert.equal(variable(env, "shoulder_velocity"), 0);
    assert.equal(variable(env, "wrist_velocity"), 0);
    const distance = Math.hypot(variable(env, "target_x"), variable(env, "target_y"));
    assert.ok(distance >= 0.05 - 1e-12 && distance <= 0.2 + 1e-12);
  }));
});

Deno.test("proprio holds joint angles, way to the target and velocities", () => {
  const env = placed({}, [0.5, -0.5, 1, 2, 0.05, 0.15]);
  const [x, y] = env.measure();
  const expected = Float32Array.of(0.5, -0.5, 0.05 - x, 0.15 - y, 1, 2);
  assert.deepEqual(env.observe("proprio"), expected);
});

Deno.test("from above: wall, four tiles, axle, arm, finger, and the target where it is asked for", () => {
  const at = [0, 0, 0, 0, -0.1, 0.1];
  const env = placed({ size: 224 }, at);
  assert.deepEqual(rgbAt(env, 0, 100), [71, 118, 166]);
  assert.deepEqual(rgbAt(env, 40, 40), rgbAt(env, 180, 180));
  assert.deepEqual(rgbAt(env, 180, 40), rgbAt(env, 40, 180));
  assert.notDeepEqual(rgbAt(env, 40, 40), rgbAt(env, 180, 40));
  const middle = (x: number) => Math.floor(112 + x * 224 / (2 * 0.74 * (Math.SQRT2 - 1)));
  assert.deepEqual(rgbAt(env, 112, 112), [146, 243, 255]);
  assert.deepEqual(rgbAt(env, middle(0.06), 112), [255, 202, 122]);
  assert.deepEqual(rgbAt(env, middle(0.24), 112), [251, 143, 71]);
  const [column, row] = [middle(-0.1), middle(-0.1)];
  const shown = placed({ size: 224, drawTarget: true }, at);
  assert.deepEqual(rgbAt(env, column, row), rgbAt(env, 40, 40));
  assert.deepEqual(rgbAt(shown, column, row), [214, 108, 108]);
});

Deno.test("light, colours and the shape of the target are factors", () => {
  const at = [0, 0, 0, 0, -0.1, 0.1];
  const factors = { light: 0, arm_green: 9, target_shape: 0, target_red: 100 };
  const env = placed({ size: 224, drawTarget: true, success: "easy" }, at, factors);
  const middle = (x: number) => Math.floor(112 + x * 224 / (2 * 0.74 * (Math.SQRT2 - 1)));
  assert.deepEqual(rgbAt(env, middle(0.06), 112), [184, 9, 79]);
  assert.deepEqual(rgbAt(env, middle(-0.145), middle(-0.145)), [120, 92, 92]);
});

Deno.test("a locked wrist keeps its first angle through steps and restoring", () => {
  const env = reacher.make({}, {});
  env.reset({ seed: 5, factors: { wrist_locked: 1 } });
  const first = variable(env, "wrist");
  for (let i = 0; i < 20; i++) env.step(Float32Array.of(1, -1));
  const other = reacher.make({}, {});
  other.setState(env.getState());
  for (const one of [env, other]) {
    one.step(Float32Array.of(-1, 1));
    assert.equal(variable(one, "wrist"), first);
    assert.equal(variable(one, "wrist_locked"), 1);
  }
});

Deno.test("a heavier finger makes the shoulder slower", () => {
  const turned = (finger_density: number) => {
    const env = placed({}, [0, 0, 0, 0, 0.1, 0.1], { finger_density });
    env.step(Float32Array.of(1, 0));
    return variable(env, "shoulder");
  };
  assert.ok(turned(1500) < turned(500));
});

Deno.test("mistakes are refused in one sentence", () => {
  const env = reacher.make({}, {});
  const refused = (run: () => void, sentence: RegExp) =>
    assert.throws(run, (error: Error) => error instanceof InputError && sentence.test(error.message));
  refused(
    () => reacher.make({ size: 100 }, {}),
    /size is 100, expected 64, 96 or 224$/,
  );
  refused(() => env.observe("pixel"), /^Cannot observe "pixel": did you mean "pixels"\?$/);
  refused(() => env.step(Float32Array.of(NaN, 0)), /has NaN at position 0, expected a finite number$/);
  refused(() => env.setState(new Float64Array(3)), /^Cannot restore a state: it has 3 numbers, expected 36$/);
  refused(() => env.reset({ seed: 0, factors: { light: 2 } }), /^Cannot set factor "light": 2/);
});
