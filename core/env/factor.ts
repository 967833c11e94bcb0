/**
 * Factors of variation as data: a world lists them, `factorValues` checks what a reset asks for.
 *
 * @module
 */
import type { FactorSpec } from "../types.ts";

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
