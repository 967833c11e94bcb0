import assert from "node:assert/strict";
import { bordersOf, HALF_WIDTH, roadOf, shaded } from "./road.ts";
import type { TrackPoint } from "./track.ts";

/** A square of right turns. */
const track = [0, -1, -2, -3].map((turn) => {
  const beta = turn * Math.PI / 2;
  return { alpha: 0, beta, x: 10 * Math.cos(beta + Math.PI), y: 10 * Math.sin(beta + Math.PI) };
});

Deno.test("a piece spans the road from its point to the one before", () => {
  const [, piece] = roadOf(track);
  const [x, y] = [track[1].x, track[1].y];
  const expected = [x, y + HALF_WIDTH, x, y - HALF_WIDTH];
  expected.forEach((value, i) => assert.ok(Math.abs(piece.corners[i] - value) < 1e-9));
  const middle = [(piece.corners[4] + piece.corners[6]) / 2, (piece.corners[5] + piece.corners[7]) / 2];
  assert.ok(Math.hypot(middle[0] - track[0].x, middle[1] - track[0].y) < 1e-9);
});

Deno.test("borders lie on the inside of a bend, in turn white and red", () => {
  const bend = Array.from({ length: 8 }, (_, i) => ({ ...track[0], beta: -i / 2 }));
  const borders = roadOf(bend).slice(1).map(({ border }) => border);
  assert.deepEqual(borders.map((border) => border?.red), [true, false, true, false, true, false, true]);
  assert.ok(borders.every((border) => border?.side === 1));
});

Deno.test("three shades follow each other", () => {
  assert.deepEqual(roadOf(track).map(({ shade }) => shade), [0, 1, 2, 0]);
  assert.deepEqual(shaded([100, 100, 0], 2), [105.1, 105.1, 5.1]);
});

/** Points that turn by so much from each to the next. */
function turning(turns: readonly number[]): readonly TrackPoint[] {
  let beta = 0;
  return turns.map((turn) => ({ alpha: 0, beta: beta += turn, x: 0, y: 0 }));
}

const shown = (turns: readonly number[]): string =>
  bordersOf(turning(turns)).map((border) => border ? "#" : ".").join("");

Deno.test("four hard turns to one side have a border, and so have the three pieces before their end", () => {
  assert.equal(shown([0, 0, 0, 0, 0.1, 0.1, 0.1, 0.1, 0, 0]), "....####..");
  assert.equal(shown([0, 0, 0, 0, 0.1, 0.1, 0.1, 0.1, 0.1, 0]), "....#####.");
});

Deno.test("three turns, soft ones, and turns to both sides have none", () => {
  assert.equal(shown([0, 0, 0, 0.1, 0.1, 0.1, 0, 0]), "........");
  assert.equal(shown([0, 0, 0.06, 0.06, 0.06, 0.06, 0, 0]), "........");
  assert.equal(shown([0, 0, 0.1, 0.1, -0.1, -0.1, 0, 0]), "........");
});
