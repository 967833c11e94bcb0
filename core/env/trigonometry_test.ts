import assert from "node:assert/strict";
import fc from "fast-check";
import { arcTangent, cosine, sine } from "./trigonometry.ts";

Deno.test("sine and cosine are right to 4e-16", () => {
  fc.assert(
    fc.property(fc.double({ min: -1000, max: 1000, noNaN: true }), (x) => {
      assert.ok(Math.abs(sine(x) - Math.sin(x)) < 4e-16, `sin ${x}`);
      assert.ok(Math.abs(cosine(x) - Math.cos(x)) < 4e-16, `cos ${x}`);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("quarter turns and tiny angles keep their digits", () => {
  assert.equal(sine(0), 0);
  assert.equal(cosine(0), 1);
  assert.equal(sine(1e-9), 1e-9);
  assert.ok(Math.abs(cosine(Math.PI / 2) - 6.123233995736766e-17) < 1e-26);
  assert.ok(Math.abs(sine(1e5 * Math.PI) - Math.sin(1e5 * Math.PI)) < 1e-15);
});

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
