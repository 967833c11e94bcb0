import assert from "node:assert/strict";
import { Ground, touches } from "./ground.ts";
import { Pcg64 } from "./pcg64.ts";
import { drawTrack } from "./track.ts";

/** A square of 10 m about the middle. */
const square = [-5, 5, 5, 5, 5, -5, -5, -5];
const upright = { sin: 0, cos: 1 };

Deno.test("a wheel touches inside, across a side and within the skin, and not beyond", () => {
  assert.ok(touches(square, { x: 0, y: 0, ...upright }));
  assert.ok(touches(square, { x: 5.2, y: 0, ...upright }));
  assert.ok(touches(square, { x: 5.295, y: 0, ...upright }));
  assert.ok(!touches(square, { x: 5.31, y: 0, ...upright }));
  assert.ok(touches(square, { x: 0, y: -5.55, ...upright }));
  assert.ok(!touches(square, { x: 0, y: -5.57, ...upright }));
});

Deno.test("a turned wheel passes a corner that an upright one would touch", () => {
  const half = Math.SQRT1_2;
  assert.ok(touches(square, { x: 5.2, y: 5.4, ...upright }));
  assert.ok(!touches(square, { x: 5.25, y: 5.25, sin: half, cos: half }));
});

Deno.test("a ground finds the pieces about a place", () => {
  const rng = new Pcg64(3);
  const ground = new Ground(drawTrack((low, high) => rng.uniform(low, high)));
  ground.track.forEach(({ x, y }, i) => {
    assert.equal(ground.nearest(x, y), i);
    assert.ok(ground.under(x, y).includes(i));
    assert.ok(touches(ground.pieces[i].corners, { x, y, ...upright }));
  });
  assert.deepEqual(ground.under(1000, 1000), []);
});
