import type { Env } from "../core/types.ts";
import { closing } from "./env_rules/closing.ts";
import type { Context } from "./env_rules/demand.ts";
import { checkCopies, checkRestoring, checkSeed } from "./env_rules/futures.ts";
import { checkGoals } from "./env_rules/goals.ts";
import { checkBadActions, checkFactors } from "./env_rules/inputs.ts";
import { checkNumbers, checkObservations } from "./env_rules/observations.ts";
import { checkSpec } from "./env_rules/spec.ts";

const RULES: readonly ((context: Context) => void)[] = [
  checkSpec,
  checkSeed,
  checkObservations,
  checkNumbers,
  checkCopies,
  checkRestoring,
  checkGoals,
  checkFactors,
  checkBadActions,
];

/** How thoroughly {@linkcode checkEnv} looks. */
export interface EnvCheckOptions {
  /** Steps of the walks that are compared, by default 50. */
  readonly steps?: number;
  /** First seed, by default 0. */
  readonly seed?: number;
}

/**
 * Runs the rules of {@linkcode Env} on a world and throws {@linkcode InputError} with the first that is broken:
 * a sane specification; same seed, same bytes; observations of the declared form that change nothing; finite
 * numbers; states that restore bit-identical futures, also in a fresh env; goals that a state reaches itself;
 * factors and actions checked. All worlds that it makes are closed.
 *
 * @example
 * ```ts
 * import { checkEnv } from "@orrery/orrery/testing";
 * import { twoRoom } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * assert.doesNotThrow(() => checkEnv(() => twoRoom.make({}, {})));
 * ```
 */
export function checkEnv(makeEnv: () => Env, { steps = 50, seed = 0 }: EnvCheckOptions = {}): void {
  closing(makeEnv, (make) => {
    const context: Context = { makeEnv: make, steps, seed };
    for (const check of RULES) check(context);
  });
}
