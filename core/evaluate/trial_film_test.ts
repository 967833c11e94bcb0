import assert from "node:assert/strict";
import { DotWorld } from "../../tests/fixtures/dot_world.ts";
import type { Picture } from "../types.ts";
import type { Trial } from "./protocol.ts";
import { trialFilm } from "./trial_film.ts";

const env = new DotWorld();
env.setState(Float64Array.of(2.5, 0.5));
const trial: Trial = {
  episode: 0,
  row: 0,
  start: Float64Array.of(0.5, 0.5),
  goal: { observations: { pixels: env.observe("pixels") }, variables: env.measure() },
  distance: 2,
  strata: [],
};
const right = Float32Array.of(1, 0);

/** Colour at the middle of a cell; the goal lies right of the world, 8 pixels of frame and gap between. */
function cell({ width, rgb }: Picture, column: number, row: number, goal: boolean): number {
  const x = 8 + 26 * column + 13 + (goal ? 268 : 0);
  return rgb[3 * ((8 + 26 * row + 13) * width + x)];
}

Deno.test("the world moves on the left, the goal stays on the right, and the frame tells the end", () => {
  const outcome = { reached: true, actions: [right, right], distance: 0, met: [] };
  const { frames, caption, name } = trialFilm({ env, trial, outcome, name: "success-1" });
  assert.equal(name, "success-1");
  assert.match(caption, /Goal reached after 2 steps: distance 2\.00 at the start, 0\.00 at the end/);
  const { width, height } = frames[0];
  assert.deepEqual([width, height], [2 * 260 + 24, 260 + 16]);
  assert.ok(frames.every((frame) => frame.width === width && frame.rgb.length === 3 * width * height));
  frames.forEach((frame, i) => {
    assert.equal(cell(frame, Math.min(i, 2), 0, false), 255);
    assert.equal(cell(frame, 2, 0, true), 255);
    assert.equal(cell(frame, 1, 0, true), 0);
  });
  const [red, green] = frames[frames.length - 1].rgb;
  assert.ok(green > red);
});

Deno.test("a miss ends in red and says so", () => {
  const outcome = { reached: false, actions: [right], distance: 1, met: [] };
  const { frames, caption } = trialFilm({ env, trial, outcome, name: "failure-1" });
  assert.match(caption, /^Goal not reached in 1 step:/);
  const [red, green] = frames[frames.length - 1].rgb;
  assert.ok(red > green);
});
