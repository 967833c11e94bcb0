import assert from "node:assert/strict";
import fc from "fast-check";
import { warmupCosine, warmupStableDecay } from "./schedules.ts";

const corners = fc.record({
  peak: fc.double({ min: 1e-6, max: 1, noNaN: true }),
  warmup: fc.nat(50),
  total: fc.integer({ min: 51, max: 500 }),
});

Deno.test("warmupCosine rises to its peak, then falls to the end and stays", () => {
  fc.assert(fc.property(corners, (c) => {
    const rates = Array.from({ length: c.total + 3 }, (_, step) => warmupCosine(step, c));
    assert.ok(Math.abs(rates[c.warmup] - c.peak) < 1e-15);
    for (let i = 1; i < rates.length; i++) {
      if (i <= c.warmup) assert.ok(rates[i] > rates[i - 1]);
      else assert.ok(rates[i] <= rates[i - 1]);
    }
    assert.ok(rates.slice(c.total).every((rate) => Math.abs(rate) < 1e-12));
  }));
});

Deno.test("warm-up over all steps divides by nothing", () => {
  assert.equal(warmupCosine(10, { peak: 1, warmup: 10, total: 10 }), 1);
});

Deno.test("warmupStableDecay has a plateau and ends in a line", () => {
  const c = { peak: 8, warmup: 2, total: 10, anneal: 4, start: 4, final: 4 };
  const rates = Array.from({ length: 12 }, (_, step) => warmupStableDecay(step, c));
  assert.deepEqual(rates, [4, 6, 8, 8, 8, 8, 8, 7, 6, 5, 4, 4]);
});
