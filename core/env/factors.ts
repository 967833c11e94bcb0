/**
 * Factors of variation as data: a world lists them, `factorValues` checks what a reset asks for.
 *
 * @module
 */

import { InputError } from "../errors.ts";
import { suggestion } from "../nearest.ts";
import type { FactorSpec, Rng } from "../types.ts";

/**
 * Draws a factor of variation, uniform in its range or in a share of it around the default: every whole number has the
 * same odds, the ends too.
 *
 * @param share Part of the range on both sides of the default, 0 … 1.
 *
 * @example
 * ```ts
 * import { drawFactor, seededRng } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const doors = { name: "doors", low: 1, high: 3, default: 1, integer: true, description: "doors" };
 * const rng = seededRng(0);
 * const drawn = new Set(Array.from({ length: 100 }, () => drawFactor(doors, rng)));
 * assert.deepEqual([...drawn].sort(), [1, 2, 3]);
 * ```
 */
export function drawFactor({ low, high, default: start, integer }: FactorSpec, rng: Rng, share = 1): number {
  if (integer) {
    const [first, last] = [low, high].map((end) => Math.round(start + share * (end - start)));
    return first + rng.integer(last - first + 1);
  }
  const value = (1 - share) * start + share * rng.uniform(low, high);
  return Math.min(Math.max(value, low), high); // the sum may round beyond
}

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

/** Declares a factor that is any number from `low` to `high`; the description ends with its unit. */
export function numberFactor(
  name: string,
  low: number,
  high: number,
  start: number,
  description: string,
): FactorSpec {
  return { name, low, high, default: start, description };
}

/** Declares a factor that is a whole number from `low` to `high`: a count, a choice, a level of colour. */
export function wholeFactor(
  name: string,
  low: number,
  high: number,
  start: number,
  description: string,
): FactorSpec {
  return { name, low, high, default: start, description, integer: true };
}

/**
 * Declares the three factors of a colour, `<what>_red`, `<what>_green` and `<what>_blue`, each 0 to 255.
 *
 * @example
 * ```ts
 * import { colourFactors } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const [red] = colourFactors("ball", [236, 236, 236]);
 * assert.deepEqual([red.name, red.low, red.high, red.default], ["ball_red", 0, 255, 236]);
 * ```
 */
export function colourFactors(
  what: string,
  [red, green, blue]: readonly [red: number, green: number, blue: number],
): readonly FactorSpec[] {
  return [
    wholeFactor(`${what}_red`, 0, 255, red, `red of the ${what}`),
    wholeFactor(`${what}_green`, 0, 255, green, `green of the ${what}`),
    wholeFactor(`${what}_blue`, 0, 255, blue, `blue of the ${what}`),
  ];
}
