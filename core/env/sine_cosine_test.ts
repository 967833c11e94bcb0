import assert from "node:assert/strict";
import fc from "fast-check";
import { cosine, sine } from "./sine_cosine.ts";

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
