import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "../../core/errors.ts";
import type { Env, Json } from "../../core/types.ts";
import { shrink } from "../raster/shrink.ts";
import { twoRoom } from "./two_room.ts";

/** A world with agent and target at given places. */
function placed(options: { readonly [name: string]: Json }, at: readonly number[], factors = {}): Env {
  const env = twoRoom.make(options, {});
  env.reset({ seed: 0, factors });
  const state = env.getState();
  state.set(at);
  env.setState(state);
  return env;
}

function pixels(env: Env): Uint8Array {
  const picture = env.observe("pixels");
  assert.ok(picture instanceof Uint8Array);
  return picture;
}

function agentAfter(env: Env, ...action: number[]): number[] {
  env.step(Float32Array.from(action));
  return [...env.measure().subarray(0, 2)];
}

Deno.test("an action moves the agent by speed, and more than 1 is clipped", () => {
  assert.deepEqual(agentAfter(placed({}, [60, 112, 164, 112]), 0.5, -1), [62.5, 107]);
  assert.deepEqual(agentAfter(placed({}, [60, 112, 164, 112]), 9, 0), [65, 112]);
});

Deno.test("border and wall stop the agent; the door lets it through", () => {
  assert.deepEqual(agentAfter(placed({}, [23, 23, 0, 0]), -1, -1), [21, 21]);
  assert.deepEqual(agentAfter(placed({}, [98, 150, 0, 0]), 1, 0), [99.5, 150]);
  assert.deepEqual(agentAfter(placed({}, [126, 150, 0, 0]), -1, 0), [124.5, 150]);
  assert.deepEqual(agentAfter(placed({}, [98, 49, 0, 0]), 1, 0), [103, 49]);
  assert.deepEqual(agentAfter(placed({}, [150, 98, 0, 0], { wall_axis: 0 }), 0, 1), [150, 99.5]);
});

Deno.test("who leaves the door's span inside the wall is put back on its side", () => {
  assert.deepEqual(agentAfter(placed({}, [110, 64, 0, 0]), 0, 1), [99.5, 69]);
  assert.deepEqual(agentAfter(placed({}, [112, 64, 0, 0]), 0, 1), [124.5, 69]);
});

Deno.test("terminated nearer than 16 px to the target, reached nearer than 16 px to the goal's agent", () => {
  const still = Float32Array.of(0, 0);
  assert.equal(placed({}, [60, 60, 76, 60]).step(still).terminated, false);
  assert.equal(placed({}, [60, 60, 75.99, 60]).step(still).terminated, true);
  const { goals } = twoRoom.make({}, {});
  const [here, there] = [placed({}, [60, 60, 200, 200]).measure(), placed({}, [60, 75, 0, 0]).measure()];
  assert.equal(goals?.distance(here, there), 15);
  assert.equal(goals?.reached(here, there), true);
  assert.equal(goals?.reached(here, placed({}, [60, 76, 60, 60]).measure()), false);
});

Deno.test("episodes start inside the border and clear of the wall, whatever the wall", () => {
  const starts = fc.record({
    seed: fc.nat(),
    wall_axis: fc.integer({ min: 0, max: 1 }),
    wall_thickness: fc.integer({ min: 7, max: 41 }),
    agent_radius: fc.double({ min: 7, max: 14, noNaN: true }),
  });
  fc.assert(fc.property(starts, ({ seed, ...factors }) => {
    const env = twoRoom.make({}, {});
    env.reset({ seed, factors });
    const at = env.measure();
    for (const place of at.subarray(0, 4)) assert.ok(place >= 14 && place <= 209);
    const across = Math.abs(at[factors.wall_axis === 1 ? 0 : 1] - 112);
    assert.ok(across > Math.floor(factors.wall_thickness / 2) + Math.fround(factors.agent_radius) - 1e-4);
  }));
});

Deno.test("no walk goes through the wall or over the border", () => {
  const action = fc.tuple(
    fc.float({ min: -2, max: 2, noNaN: true }),
    fc.float({ min: -2, max: 2, noNaN: true }),
  );
  fc.assert(fc.property(fc.nat(), fc.array(action, { maxLength: 60 }), (seed, actions) => {
    const env = twoRoom.make({}, {});
    env.reset({ seed, factors: { agent_speed: 10.5 } });
    for (const [dx, dy] of actions) {
      const before = env.measure();
      const [x, y] = agentAfter(env, dx, dy);
      assert.ok(x >= 21 && x <= 203 && y >= 21 && y <= 203);
      const inSpan = y >= 49 - 14 - 1.75 && y <= 49 + 14 + 1.75;
      assert.ok(inSpan || Math.abs(x - 112) >= 12, `${x}, ${y}`);
      assert.ok(inSpan || before[0] < 112 === x < 112);
    }
  }));
});

Deno.test("small pictures are the large one with its areas averaged", () => {
  const at = [150.25, 170.6, 40, 40];
  const factors = { wall_thickness: 21, agent_radius: 10.5, doors: 2, door_position_1: 170, wall_blue: 200 };
  const large = {
    width: 224,
    height: 224,
    rgb: pixels(placed({ size: 224, drawTarget: true }, at, factors)),
  };
  for (const size of [64, 96]) {
    const expected = shrink(large, size, size).rgb;
    const actual = pixels(placed({ size, drawTarget: true }, at, factors));
    const worst = actual.reduce((most, byte, i) => Math.max(most, Math.abs(byte - expected[i])), 0);
    assert.ok(worst <= 3, `off by ${worst} at ${size} px`);
  }
});

Deno.test("the target is drawn only when asked, and colours are factors", () => {
  const at = [60, 112, 164, 112];
  const rgbAt = (
    env: Env,
    x: number,
    y: number,
  ) => [...pixels(env).subarray(3 * (y * 224 + x), 3 * (y * 224 + x) + 3)];
  assert.deepEqual(rgbAt(placed({ size: 224 }, at), 164, 112), [255, 255, 255]);
  assert.deepEqual(rgbAt(placed({ size: 224, drawTarget: true }, at), 164, 112), [0, 255, 0]);
  assert.deepEqual(rgbAt(placed({ size: 224 }, at), 60, 112), [255, 0, 0]);
  assert.deepEqual(rgbAt(placed({ size: 224 }, at, { wall_green: 9 }), 112, 150), [0, 9, 0]);
});

Deno.test("restored factors change the picture too", () => {
  const plain = placed({}, [60, 112, 0, 0]);
  const state = placed({}, [60, 112, 0, 0], { wall_axis: 0 }).getState();
  const before = pixels(plain);
  plain.setState(state);
  assert.notDeepEqual(pixels(plain), before);
});

Deno.test("mistakes are refused in one sentence", () => {
  const env = twoRoom.make({}, {});
  const refused = (run: () => void, sentence: RegExp) =>
    assert.throws(run, (error: Error) => error instanceof InputError && sentence.test(error.message));
  refused(
    () => twoRoom.make({ size: 100 }, {}),
    /size is 100, expected 64, 96 or 224$/,
  );
  refused(() => env.observe("pixel"), /^Cannot observe "pixel": did you mean "pixels"\?$/);
  refused(() => env.step(Float32Array.of(NaN, 0)), /has NaN at position 0, expected a finite number$/);
  refused(() => env.setState(new Float64Array(3)), /^Cannot restore a state: it has 3 numbers, expected 37$/);
  refused(
    () => env.reset({ seed: 0, factors: { agent_radius: 99 } }),
    /^Cannot set factor "agent_radius": 99/,
  );
});
