import { drawFactor } from "../../core/env/factors.ts";
import type { Env, Rng } from "../../core/types.ts";

/** Starts an episode of a seed: with the default factors for an even one, with any factors for an odd one. */
export function startAnyhow(env: Env, seed: number, rng: Rng): void {
  if (seed % 2 === 0) return env.reset({ seed });
  const factors = Object.fromEntries(env.factors.map((spec) => [spec.name, drawFactor(spec, rng)]));
  env.reset({ seed, factors });
}
