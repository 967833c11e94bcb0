import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "../errors.ts";
import { seededRng } from "../rng.ts";
import type { FactorSpec } from "../types.ts";
import { colourFactors, drawFactor, factorValues, numberFactor, wholeFactor } from "./factors.ts";

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

const specs: readonly FactorSpec[] = [
  { name: "mass", low: 1, high: 5, default: 2, description: "kg" },
  { name: "doors", low: 1, high: 3, default: 1, integer: true, description: "number of doors" },
];

Deno.test("defaults fill what is not given, in the order of the specs", () => {
  assert.deepEqual(factorValues(specs, {}), Float64Array.of(2, 1));
  assert.deepEqual(factorValues(specs, { doors: 3, mass: 1.5 }), Float64Array.of(1.5, 3));
});

Deno.test("unknown names, values out of range and broken numbers are refused", () => {
  const sentence = (given: Record<string, number>): string => {
    try {
      factorValues(specs, given);
    } catch (error) {
      assert.ok(error instanceof InputError);
      return error.message;
    }
    return "";
  };
  assert.equal(sentence({ door: 2 }), 'Cannot set factor "door": did you mean "doors"?');
  assert.equal(sentence({ mass: 6 }), 'Cannot set factor "mass": 6, expected a number from 1 to 5');
  assert.equal(sentence({ mass: NaN }), 'Cannot set factor "mass": NaN, expected a number from 1 to 5');
  assert.equal(
    sentence({ doors: 1.5 }),
    'Cannot set factor "doors": 1.5, expected a whole number from 1 to 3',
  );
  assert.equal(sentence({ toString: 1 }), 'Cannot set factor "toString": there is "mass", "doors"');
});

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
