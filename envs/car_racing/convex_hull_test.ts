import assert from "node:assert/strict";
import fc from "fast-check";
import { convexHull } from "./convex_hull.ts";

/** A square, clockwise. */
const square = [0, 0, 0, 4, 4, 4, 4, 0];

Deno.test("corners in any order come clockwise", () => {
  assert.deepEqual(convexHull([0, 0, 4, 0, 4, 4, 0, 4]), square);
  assert.deepEqual(convexHull([0, 0, 4, 4, 4, 0, 0, 4]), square);
  assert.deepEqual(convexHull(square), square);
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
