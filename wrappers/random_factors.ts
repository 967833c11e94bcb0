import { component } from "../core/component.ts";
import { drawFactor } from "../core/env/factors.ts";
import { passThrough } from "../core/env/wrap.ts";
import { InputError } from "../core/errors.ts";
import { suggestion } from "../core/nearest.ts";
import { number, string } from "../core/option.ts";
import { seededRng } from "../core/rng.ts";
import type { Component, Env, FactorSpec } from "../core/types.ts";

/** The factors that are named, all of them for an empty list. */
function chosen({ id, factors }: Env, names: string): readonly FactorSpec[] {
  const all = factors.map(({ name }) => name);
  const wanted = names.split(/\s+/).filter((name) => name !== "");
  const unknown = wanted.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    throw new InputError(`Cannot vary factor "${unknown}" of "${id}": ${suggestion(unknown, all)}`);
  }
  return wanted.length === 0 ? factors : factors.filter(({ name }) => wanted.includes(name));
}

/**
 * Draws factors of variation for each episode: uniform in their ranges, or in a share of them around the default. What
 * a reset gives takes the place of what would be drawn. Each factor has its own stream of random numbers, so that naming
 * another one does not change it.
 *
 * @throws {InputError} for a factor that the world does not have.
 *
 * @example
 * ```ts
 * import { twoRoom } from "@orrery/orrery/envs";
 * import { randomFactors } from "@orrery/orrery/wrappers";
 * import assert from "node:assert/strict";
 *
 * const given = { env: twoRoom.make({}, {}), label: "factors" };
 * const env = randomFactors.make({ factors: "wall_thickness door_position_0" }, given);
 * const half = env.variables.findIndex(({ name }) => name === "wall_half");
 * const walls = [1, 2, 3, 4].map((seed) => {
 *   env.reset({ seed });
 *   return env.measure()[half];
 * });
 * assert.ok(new Set(walls).size > 1);
 * ```
 */
export const randomFactors: Component<"wrapper"> = component("wrapper", {
  description: "Draws factors of variation for each episode",
  options: {
    factors: string({
      default: "",
      description: "names with spaces between; all factors where there is none",
    }),
    share: number({ default: 1, min: 0, max: 1, description: "part of a range around the default" }),
  },
  make: ({ factors: names, share }, { env, label }) => {
    const varied = chosen(env, names);
    return {
      ...passThrough(env),
      reset: ({ seed, factors = {} }) => {
        const rng = seededRng(seed).fork(label);
        const drawn = varied.map((spec) => [spec.name, drawFactor(spec, rng.fork(spec.name), share)]);
        env.reset({ seed, factors: { ...Object.fromEntries(drawn), ...factors } });
      },
    };
  },
});
