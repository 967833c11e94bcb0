import type { Env, FactorSpec, Rng } from "../../core/types.ts";

function anyValue({ low, high, integer }: FactorSpec, rng: Rng): number {
  return integer ? low + rng.integer(high - low + 1) : rng.uniform(low, high);
}

/** Starts an episode of a seed: with the default factors for an even one, with any factors for an odd one. */
export function startAnyhow(env: Env, seed: number, rng: Rng): void {
  if (seed % 2 === 0) return env.reset({ seed });
  const factors = Object.fromEntries(env.factors.map((spec) => [spec.name, anyValue(spec, rng)]));
  env.reset({ seed, factors });
}
