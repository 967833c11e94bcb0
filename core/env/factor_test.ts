import assert from "node:assert/strict";
import { factorValues } from "./factor_values.ts";
import { colourFactors, numberFactor, wholeFactor } from "./factor.ts";

Deno.test("declared factors start at their defaults", () => {
  const factors = [
    numberFactor("speed", 0, 2, 0.5, "px per step"),
    wholeFactor("doors", 1, 3, 2, "number of doors"),
    ...colourFactors("ball", [1, 2, 3]),
  ];
  assert.deepEqual([...factorValues(factors, {})], [0.5, 2, 1, 2, 3]);
});

Deno.test("a whole factor refuses a fraction, a number factor takes it", () => {
  assert.throws(() => factorValues([wholeFactor("doors", 1, 3, 2, "number of doors")], { doors: 1.5 }));
  assert.equal(factorValues([numberFactor("speed", 0, 2, 0, "px per step")], { speed: 1.5 })[0], 1.5);
});
