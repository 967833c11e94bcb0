import assert from "node:assert/strict";
import { bordersOf } from "./borders.ts";
import type { TrackPoint } from "./track.ts";

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
