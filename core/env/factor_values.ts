import { InputError } from "../errors.ts";
import { suggestion } from "../nearest.ts";
import type { FactorSpec } from "../types.ts";

function check({ name, low, high, integer }: FactorSpec, value: number): void {
  if (value >= low && value <= high && (!integer || Number.isInteger(value))) return;
  const kind = integer ? "a whole number" : "a number";
  throw new InputError(`Cannot set factor "${name}": ${value}, expected ${kind} from ${low} to ${high}`);
}

/**
 * Complete factors of an episode, in the order of the specs, defaults filled in. Throws {@linkcode InputError}
 * for an unknown name and for a value that is out of range or not whole where it must be.
 *
 * @example
 * ```ts
 * import { factorValues } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const specs = [{ name: "mass", low: 1, high: 5, default: 2, description: "kg" }];
 * assert.deepEqual(factorValues(specs, {}), Float64Array.of(2));
 * assert.throws(() => factorValues(specs, { mas: 3 }), /did you mean "mass"/);
 * ```
 */
export function factorValues(
  specs: readonly FactorSpec[],
  given: { readonly [factor: string]: number },
): Float64Array {
  const names = specs.map(({ name }) => name);
  for (const name of Object.keys(given)) {
    if (!names.includes(name)) {
      throw new InputError(`Cannot set factor "${name}": ${suggestion(name, names)}`);
    }
  }
  return Float64Array.from(specs, (spec) => {
    const value = Object.hasOwn(given, spec.name) ? given[spec.name] : spec.default;
    check(spec, value);
    return value;
  });
}
