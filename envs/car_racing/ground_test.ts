import assert from "node:assert/strict";
import fc from "fast-check";
import { convexHull, Ground, touches } from "./ground.ts";
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

const groundOf = (seed: number): Ground => {
  const rng = new Pcg64(seed);
  return new Ground(drawTrack((low, high) => rng.uniform(low, high)));
};

Deno.test("a ground finds the pieces about a place", () => {
  const ground = groundOf(3);
  ground.track.forEach(({ x, y }, i) => {
    assert.equal(ground.nearest(x, y), i);
    assert.ok(ground.under(x, y).includes(i));
    assert.ok(touches(ground.pieces[i].corners, { x, y, ...upright }));
  });
  assert.deepEqual(ground.under(1000, 1000), []);
});

/** Whether points `[x, y, …]` go round clockwise, without turning left. */
function isClockwise(corners: readonly number[]): boolean {
  const n = corners.length;
  const at = (i: number, axis: number): number => corners[(2 * i + axis) % n];
  return Array.from({ length: n / 2 }, (_, i) => {
    const [ex, ey] = [at(i + 1, 0) - at(i, 0), at(i + 1, 1) - at(i, 1)];
    return ex * (at(i + 2, 1) - at(i + 1, 1)) - ey * (at(i + 2, 0) - at(i + 1, 0)) <= 1e-9;
  }).every((right) => right);
}

for (const seed of [1114, 1854]) {
  Deno.test(`a last point beyond the first makes no piece that is turned inside out, seed ${seed}`, () => {
    const { pieces } = groundOf(seed);
    assert.ok(
      pieces.every(({ corners, border }) => isClockwise(corners) && isClockwise(border?.corners ?? [])),
    );
    const [{ corners }] = pieces;
    for (let i = 0; i < 8; i += 2) {
      const within = (axis: number): number => 0.5 * corners[i + axis] + 0.5 * corners[(i + 4) % 8 + axis];
      assert.ok(touches(corners, { x: within(0), y: within(1), ...upright }));
    }
  });
}

Deno.test("a long closing piece is found from its ends, and a border from its far side", () => {
  for (const seed of [1280, 1635, 2893, 3037]) {
    const ground = groundOf(seed);
    const [{ corners }] = ground.pieces;
    for (let i = 0; i < corners.length; i += 2) {
      // A rear wheel stands on the corner, and the hull's middle lies as far from there as it may.
      const [x, y] = [corners[i], corners[i + 1]];
      for (let turn = 0; turn < 8; turn++) {
        const [dx, dy] = [1.97 * Math.cos(turn), 1.97 * Math.sin(turn)];
        assert.ok(ground.under(x + dx, y + dy).includes(0), `seed ${seed}, corner ${i}`);
      }
    }
  }
  const bends = groundOf(3);
  const found = bends.pieces.flatMap(({ border }, i) => border ? [[i, ...border.corners]] : []);
  assert.ok(found.length > 10);
  for (const [i, x, y] of found) assert.ok(bends.near(x, y, 0.01).includes(i));
});

/** A square, clockwise. */
const square4 = [0, 0, 0, 4, 4, 4, 4, 0];

Deno.test("corners in any order come clockwise", () => {
  assert.deepEqual(convexHull([0, 0, 4, 0, 4, 4, 0, 4]), square4);
  assert.deepEqual(convexHull([0, 0, 4, 4, 4, 0, 0, 4]), square4);
  assert.deepEqual(convexHull(square4), square4);
});

Deno.test("a corner within the others is left out, and a line keeps its ends", () => {
  assert.deepEqual(convexHull([0, 0, 1, 1, 0, 4, 4, 0]), [0, 0, 0, 4, 4, 0]);
  assert.deepEqual(convexHull([0, 0, 2, 2, 4, 4, 2, 2]), [0, 0, 4, 4]);
});

Deno.test("all points lie to the right of all sides", () => {
  const place = fc.integer({ min: -20, max: 20 });
  fc.assert(fc.property(fc.array(place, { minLength: 8, maxLength: 8 }), (points) => {
    const hull = convexHull(points);
    for (let i = 0; i < hull.length; i += 2) {
      const next = (i + 2) % hull.length;
      const [ex, ey] = [hull[next] - hull[i], hull[next + 1] - hull[i + 1]];
      for (let p = 0; p < 8; p += 2) {
        assert.ok(ey * (points[p] - hull[i]) - ex * (points[p + 1] - hull[i + 1]) >= 0);
      }
    }
  }));
});
