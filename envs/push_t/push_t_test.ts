import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "../../core/errors.ts";
import type { Env, Json } from "../../core/types.ts";
import { blockNames } from "./block_shape.ts";
import { pushT } from "./push_t.ts";
import { PushT } from "./push_t_env.ts";

type Factors = Record<string, number>;

/** A world that starts exactly there: agent, block, angle. */
function placed(
  options: Record<string, Json>,
  [agent_start_x, agent_start_y, block_start_x, block_start_y, block_start_angle]: readonly number[],
  factors: Factors = {},
): Env {
  const env = pushT.make(options, {});
  const start = { agent_start_x, agent_start_y, block_start_x, block_start_y, block_start_angle };
  env.reset({ seed: 0, factors: { start_spread: 0, ...start, ...factors } });
  return env;
}

function value(env: Env, name: string): number {
  return env.measure()[env.variables.findIndex((variable) => variable.name === name)];
}

Deno.test("an episode starts where its factors say, or anywhere in the ranges", () => {
  const env = placed({}, [100, 120, 250, 260, 1]);
  [100, 120, 250, 260, 1].forEach((expected, i) => assert.ok(Math.abs(env.measure()[i] - expected) < 1e-9));
  fc.assert(fc.property(fc.nat(), (seed) => {
    env.reset({ seed });
    for (const place of env.measure().subarray(0, 2)) assert.ok(place >= 50 && place <= 450);
    const before = env.measure().slice(2, 5);
    env.step(Float32Array.of(0, 0));
    assert.equal(value(env, "contacts") > 0, !env.measure().slice(2, 5).every((v, i) => v === before[i]));
  }));
});

Deno.test("the agent comes to its target, by place and by way", () => {
  const absolute = placed({ action: "absolute" }, [100, 100, 400, 400, 0]);
  for (let i = 0; i < 20; i++) absolute.step(Float32Array.of(200, 50));
  assert.ok(
    Math.abs(value(absolute, "agent_x") - 200) < 1e-3 && Math.abs(value(absolute, "agent_y") - 50) < 1e-3,
  );
  const relative = placed({}, [100, 100, 400, 400, 0]);
  relative.step(Float32Array.of(1, 9));
  const [x, y] = [value(relative, "agent_x"), value(relative, "agent_y")];
  assert.ok(x > 110 && x < 200 && Math.abs(x - y) < 1e-9, "beyond 1 is 1");
});

for (const [shape, name] of blockNames.entries()) {
  Deno.test(`${name}: a push moves it, the walls hold it, restoring is exact`, () => {
    const env = placed({ action: "absolute" }, [250, 60, 250, 250, 0], { block_shape: shape });
    const before = value(env, "block_y");
    for (let i = 0; i < 15; i++) env.step(Float32Array.of(250, 400));
    assert.ok(value(env, "block_y") > before + 20);
    const state = env.getState();
    env.step(Float32Array.of(230, 512));
    const after = env.getState();
    const other = pushT.make({ action: "absolute" }, {});
    other.setState(state);
    other.step(Float32Array.of(230, 512));
    assert.deepEqual(other.getState(), after);
    assert.ok(value(env, "block_y") < 506);
  });
}

Deno.test("coverage is 1 on the goal, and success by coverage ends the episode there", () => {
  const goal = { goal_x: 250, goal_y: 250, goal_angle: 0.5 };
  for (const shape of blockNames.keys()) {
    const factors = { ...goal, block_shape: shape };
    const env = placed({ success: "coverage" }, [60, 60, 250, 250, 0.5], factors);
    assert.ok(Math.abs(value(env, "coverage") - 1) < 1e-9);
    const { reward, terminated } = env.step(Float32Array.of(0, 0));
    assert.deepEqual([reward, terminated], [1, true]);
  }
  const beside = placed({ success: "coverage" }, [60, 60, 250, 260, 0.5], goal);
  const { reward, terminated } = beside.step(Float32Array.of(0, 0));
  assert.ok(!terminated && Math.abs(reward - value(beside, "coverage") / 0.95) < 1e-12);
});

Deno.test("success by pose ends the episode at the drawn goal state, at the reward 0 less what is left", () => {
  const env = new PushT({ size: 64, action: "relative", success: "pose" });
  const goal = [100, 100, 250, 250, 0, 0, 0];
  env.start(goal, goal);
  const { reward, terminated } = env.step(Float32Array.of(0, 0));
  assert.ok(terminated && reward <= 0 && reward > -1);
});

const rgbAt = (env: Env, x: number, y: number): readonly number[] => {
  const side = Math.sqrt(env.observe("pixels").length / 3);
  const at = 3 * (Math.floor(y * side / 512) * side + Math.floor(x * side / 512));
  return [...env.observe("pixels").subarray(at, at + 3)];
};

Deno.test("colours are where they belong, at every size", () => {
  for (const size of [64, 96, 224]) {
    const env = placed({ size }, [100, 400, 250, 100, 0], { goal_x: 350, goal_y: 300, goal_angle: 0 });
    assert.deepEqual(rgbAt(env, 350, 360), [144, 238, 144]);
    assert.deepEqual(rgbAt(env, 20, 20), [255, 255, 255]);
    assert.deepEqual(rgbAt(env, 250, 180), [142, 163, 183]);
    assert.deepEqual(rgbAt(env, 100, 400), [78, 126, 255]);
  }
  const large = placed({ size: 224 }, [100, 400, 250, 100, 0]);
  assert.deepEqual(rgbAt(large, 250, 5), [211, 211, 211]);
  const red = placed({}, [100, 400, 250, 100, 0], { background_green: 0, background_blue: 0 });
  assert.deepEqual(rgbAt(red, 20, 20), [255, 0, 0]);
});

Deno.test("small pictures show the same as large ones", () => {
  const picture = (size: number): readonly number[] => {
    const env = placed({ size }, [150, 380, 250, 130, 0.7]);
    const pixels = [...env.observe("pixels")];
    return [0, 1, 2].map((c) =>
      pixels.filter((_, i) => i % 3 === c).reduce((sum, x) => sum + x, 0) * 3 / pixels.length
    );
  };
  for (const size of [64, 96]) {
    picture(size).forEach((mean, c) => assert.ok(Math.abs(mean - picture(224)[c]) < 0.5));
  }
});

Deno.test("proprio is place and velocity of the agent", () => {
  const env = placed({}, [100, 100, 400, 400, 0]);
  env.step(Float32Array.of(0.5, -0.25));
  const names = ["agent_x", "agent_y", "agent_vx", "agent_vy"];
  assert.deepEqual(env.observe("proprio"), Float32Array.from(names, (name) => value(env, name)));
});

Deno.test("mistakes are refused in one sentence", () => {
  const env = pushT.make({}, {});
  const refused = (run: () => void, sentence: RegExp) =>
    assert.throws(run, (error: Error) => error instanceof InputError && sentence.test(error.message));
  refused(() => pushT.make({ size: 65 }, {}), /size is 65, expected 64, 96 or 224$/);
  refused(() => env.observe("pixel"), /^Cannot observe "pixel": did you mean "pixels"\?$/);
  refused(
    () => env.setState(new Float64Array(3)),
    /^Cannot restore a state: it has 3 numbers, expected \d+$/,
  );
  refused(() => env.step(Float32Array.of(NaN, 0)), /has NaN at position 0, expected a finite number$/);
  refused(() => env.reset({ seed: 0, factors: { block_shape: 8 } }), /^Cannot set factor "block_shape": 8/);
});

Deno.test("a start that is told leaves the goal state random, so that an episode does not end at once", () => {
  const env = pushT.make({}, {});
  env.reset({ seed: 1, factors: { start_spread: 0 } });
  assert.ok(!env.step(Float32Array.of(0, 0)).terminated);
});
