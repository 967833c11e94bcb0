import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "../../core/errors.ts";
import type { Env, Json } from "../../core/types.ts";
import { checkEnv } from "../../testing/env.ts";
import { dotWall } from "./dot_wall.ts";

function placed(options: { readonly [name: string]: Json }, at: readonly number[], factors = {}): Env {
  const env = dotWall.make(options, {});
  env.reset({ seed: 0, factors });
  const state = env.getState();
  state.set(at);
  env.setState(state);
  return env;
}

function pixel(env: Env, x: number, y: number): number[] {
  const [, width, channels] = env.observations.pixels.shape;
  const at = channels * (y * width + x);
  return [...env.observe("pixels").subarray(at, at + channels)];
}

for (const options of [{}, { random: true, size: 64 }, { picture: "colours", door: 18 }]) {
  Deno.test(`a dot wall keeps every rule of a world: ${JSON.stringify(options)}`, () =>
    checkEnv(() => dotWall.make(options, {})));
}

Deno.test("dot and target start in different rooms, away from wall and border, wherever the wall is", () => {
  fc.assert(fc.property(fc.nat(), fc.double({ min: 0.8, max: 3, noNaN: true }), (seed, dot_std) => {
    const env = dotWall.make({ random: true }, {});
    env.reset({ seed, factors: { dot_std } });
    const [x, y, targetX, targetY, wall, half, door] = env.measure();
    assert.ok(x < wall !== targetX < wall);
    for (const place of [x, targetX]) {
      assert.ok(Math.abs(place - wall) >= half + 2 * dot_std - 1e-9);
    }
    const margin = 4 + 2 * dot_std - 1e-9;
    for (const place of [x, y, targetX, targetY]) assert.ok(place >= margin && place <= 64 - margin);
    assert.ok(Number.isInteger(wall) && wall >= 20 && wall <= 44);
    assert.ok(Number.isInteger(door) && door >= 10 && door <= 54);
  }));
});

Deno.test("in a room too narrow for its margins the dot starts in the middle", () => {
  const env = dotWall.make({ size: 64 }, {});
  for (let seed = 0; seed < 20; seed++) {
    env.reset({ seed, factors: { wall_position: 44, wall_width: 9, dot_std: 3 } });
    const [x, , targetX] = env.measure();
    assert.equal(Math.max(x, targetX), 53.5); // between the wall's face at 48 and the border at 59
  }
});

Deno.test("walls stand where options and factors say, and random ones differ from episode to episode", () => {
  const wallOf = (options: { readonly [name: string]: Json }, seed: number, factors = {}) => {
    const env = dotWall.make(options, {});
    env.reset({ seed, factors });
    const [, , , , wall, , door] = env.measure();
    return `${wall}, ${door}`;
  };
  assert.equal(wallOf({}, 1), "32, 10");
  assert.equal(wallOf({ wall: 25, door: 18 }, 1), "25, 18");
  assert.equal(wallOf({ random: true }, 1, { wall_position: 40, door_position: 20 }), "40, 20");
  const drawn = Array.from({ length: 40 }, (_, seed) => wallOf({ random: true }, seed));
  assert.ok(new Set(drawn).size > 30);
});

Deno.test("layers show the dot and the walls; colours show both in one", () => {
  const layers = placed({}, [20, 40, 50, 50]);
  assert.deepEqual(pixel(layers, 20, 40), [255, 0]);
  assert.deepEqual(pixel(layers, 21, 40), [189, 0]); // 255 exp(−1 / (2 · 1.3²))
  assert.deepEqual(pixel(layers, 32, 40), [0, 255]);
  assert.deepEqual(pixel(layers, 32, 10), [0, 0]);
  assert.deepEqual(pixel(layers, 4, 33), [0, 255]);
  assert.deepEqual(pixel(layers, 60, 33), [0, 255]);
  const colours = placed({ picture: "colours" }, [20, 40, 50, 50], { wall_blue: 9 });
  assert.deepEqual(pixel(colours, 20, 40), [255, 0, 0]);
  assert.deepEqual(pixel(colours, 32, 40), [0, 0, 9]);
  assert.deepEqual(pixel(colours, 10, 10), [255, 255, 255]);
});

Deno.test("terminated with a reward at the target, reached less than 4.5 px from the goal", () => {
  const still = Float32Array.of(0, 0);
  assert.deepEqual(placed({}, [20, 20, 21.5, 20]).step(still), {
    reward: 0,
    terminated: false,
    truncated: false,
  });
  assert.deepEqual(placed({}, [20, 20, 21.4, 20]).step(still), {
    reward: 1,
    terminated: true,
    truncated: false,
  });
  const { goals } = dotWall.make({}, {});
  const [here, there, far] = [[20, 20], [20, 24.4], [20, 24.5]].map((at) => placed({}, at).measure());
  assert.equal(goals?.reached(here, there), true);
  assert.equal(goals?.reached(here, far), false);
  const other = goals?.strata?.["other-room"];
  assert.equal(other?.holds(here, placed({}, [50, 20]).measure()), true);
  assert.equal(other?.holds(here, there), false);
});

Deno.test("mistakes are refused in one sentence", () => {
  const env = dotWall.make({}, {});
  const refused = (run: () => void, sentence: RegExp) =>
    assert.throws(run, (error: Error) => error instanceof InputError && sentence.test(error.message));
  refused(() => dotWall.make({ size: 96 }, {}), /size is 96, expected 64 or 65$/);
  refused(() => env.observe("pixel"), /^Cannot observe "pixel": did you mean "pixels"\?$/);
  refused(() => env.setState(new Float64Array(3)), /^Cannot restore a state: it has 3 numbers, expected 24$/);
  refused(() => env.reset({ seed: 0, factors: { wall_position: 50 } }), /^Cannot set factor "wall_position"/);
});
