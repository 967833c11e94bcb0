import assert from "node:assert/strict";
import fc from "fast-check";
import { clampPlans } from "./clamp_plans.ts";

Deno.test("each dimension keeps to its own bounds, and free ones are left alone", () => {
  const space = { size: 3, low: [-1, 0, -Infinity], high: [1, 0.25, Infinity] };
  const plans = Float64Array.of(-2, -2, -2, 2, 2, 2, 0.5, 0.125, 1e9);
  assert.equal(clampPlans(plans, space), plans);
  assert.deepEqual([...plans], [-1, 0, -2, 1, 0.25, 2, 0.5, 0.125, 1e9]);
});

Deno.test("clamping twice is clamping once, and what is inside stays", () => {
  const space = { size: 2, low: [-1, -0.5], high: [0.3, Infinity] };
  fc.assert(fc.property(fc.array(fc.double({ noNaN: true }), { maxLength: 8 }), (values) => {
    const once = clampPlans(Float64Array.from(values), space);
    assert.deepEqual(clampPlans(once.slice(), space), once);
    values.forEach((value, i) => {
      const inside = value >= space.low[i % 2] && value <= space.high[i % 2];
      if (inside) assert.equal(once[i], value);
    });
  }));
});
