import assert from "node:assert/strict";
import { InputError } from "../errors.ts";
import type { FactorSpec } from "../types.ts";
import { factorValues } from "./factor_values.ts";

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
