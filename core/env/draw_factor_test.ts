import assert from "node:assert/strict";
import fc from "fast-check";
import { seededRng } from "../rng.ts";
import { drawFactor } from "./draw_factor.ts";
import { numberFactor, wholeFactor } from "./factor.ts";

/** How often each value came, of 4000 draws. */
function counts(low: number, high: number, start: number, share: number): number[] {
  const rng = seededRng(0);
  const spec = wholeFactor("count", low, high, start, "count");
  const drawn = Array.from({ length: 4000 }, () => drawFactor(spec, rng, share));
  return Array.from({ length: high - low + 1 }, (_, i) => drawn.filter((value) => value === low + i).length);
}

Deno.test("whole numbers have the same odds, the ends too", () => {
  for (const count of counts(1, 3, 1, 1)) assert.ok(Math.abs(count - 4000 / 3) < 120, `${count}`);
  const [below, ...inside] = counts(0, 20, 10, 0.2).slice(7, 14);
  assert.deepEqual([below, inside.at(-1)], [0, 0]);
  for (const count of inside.slice(0, -1)) assert.ok(Math.abs(count - 800) < 100, `${count}`);
});

Deno.test("what is drawn lies in the range, and at the default for a share of nothing", () => {
  const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(finite, finite, finite, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, c, share) => {
      const [low, start, high] = [a, b, c].sort((x, y) => x - y);
      const spec = numberFactor("mass", low, high, start, "kg");
      const value = drawFactor(spec, seededRng(0), share);
      assert.ok(value >= low && value <= high);
      assert.equal(drawFactor(spec, seededRng(0), 0) - start, 0);
      const whole = wholeFactor("count", Math.ceil(low), Math.ceil(high), Math.ceil(start), "count");
      const count = drawFactor(whole, seededRng(0), share);
      assert.ok(Number.isInteger(count) && count >= whole.low && count <= whole.high);
    }),
  );
});
