import assert from "node:assert/strict";
import fc from "fast-check";
import { arcTangent } from "./arc_tangent.ts";

const near = (y: number, x: number): void =>
  assert.ok(Math.abs(arcTangent(y, x) - Math.atan2(y, x)) < 1e-15, `(${x}, ${y}): ${arcTangent(y, x)}`);

Deno.test("arc tangents are right to 1e-15 in all directions", () => {
  const place = fc.double({ min: -1000, max: 1000, noNaN: true }).map((value) => value + 0);
  fc.assert(fc.property(place, place, near), { numRuns: 2000 });
  for (let i = -64; i <= 64; i++) {
    for (const side of [-1, 1]) {
      near(i / 64, side);
      near(side, i / 64);
    }
  }
});

Deno.test("axes are exact, and small angles keep their digits", () => {
  assert.deepEqual([[0, 1], [1, 0], [0, -1], [-1, 0], [0, 0]].map(([y, x]) => arcTangent(y, x)), [
    0,
    Math.PI / 2,
    Math.PI,
    -Math.PI / 2,
    0,
  ]);
  assert.equal(arcTangent(-1e-9, 1), -1e-9);
  assert.equal(arcTangent(3e-200, 1), 3e-200);
});
