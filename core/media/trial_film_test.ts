import assert from "node:assert/strict";
import { DotWorld } from "../../testing/fixtures/dot_world.ts";
import type { Picture } from "../types.ts";
import { canvas } from "./picture.ts";
import type { Trial } from "../evaluate/protocol.ts";
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
  solved: [],
};
const right = Float32Array.of(1, 0);
const SIDE = 190; // 10 cells of 19 pixels

/** Red at the middle of a cell of a panel; labels of 10 pixels stand above, with 8 pixels of frame and gap around. */
function cell({ width, rgb }: Picture, panel: number, column: number, row: number): number {
  const x = 8 + panel * (SIDE + 8) + 19 * column + 9;
  return rgb[3 * ((26 + 19 * row + 9) * width + x)];
}

Deno.test("the world moves on the left, the goal stays beside it, and the frame tells the end", () => {
  const outcome = { reached: true, actions: [right, right], distance: 0, met: [] };
  const { frames, caption, name } = trialFilm({ env, trial, outcome, name: "success-1" });
  assert.equal(name, "success-1");
  assert.match(caption, /Goal reached after 2 steps: distance 2\.00 at the start, 0\.00 at the end$/);
  const { width, height } = frames[0];
  assert.deepEqual([width, height], [2 * SIDE + 24, SIDE + 34]);
  assert.ok(frames.every((frame) => frame.width === width && frame.rgb.length === 3 * width * height));
  frames.forEach((frame, i) => {
    assert.equal(cell(frame, 0, Math.min(i, 2), 0), 255);
    assert.equal(cell(frame, 1, 2, 0), 255);
    assert.equal(cell(frame, 1, 1, 0), 0);
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

Deno.test("what was imagined stands on the right, and costs are drawn as far as they have come", () => {
  const outcome = { reached: true, actions: [right, right], distance: 0, met: [] };
  const imagined = {
    pictures: [10, 20, 30].map((grey) => canvas(10, 10, [grey, 0, 0])),
    imagined: Float32Array.of(4, 4, 0),
    real: Float32Array.of(4, 1, 0),
  };
  const { frames, caption } = trialFilm({ env, trial, outcome, imagined, name: "success-1" });
  const { width, height } = frames[0];
  assert.deepEqual([width, height], [3 * SIDE + 32, SIDE + 34 + 56]);
  assert.match(caption, /imagined/);
  frames.slice(0, 3).forEach((frame, i) => assert.equal(cell(frame, 2, 5, 5), 10 * (i + 1)));
  const blue = ({ rgb }: Picture) =>
    Array.from({ length: width * 52 }, (_, i) => 3 * (width * (height - 56) + i))
      .filter((at) => rgb[at] === 37 && rgb[at + 2] === 235).length;
  const [first, second, third] = frames.map(blue);
  assert.ok(first < second && second < third, `${[first, second, third]}`);
});
