import { createHash } from "node:crypto";
import { seededRng } from "../../core/rng.ts";
import type { Env } from "../../core/types.ts";
import { anyActions, walk } from "../../testing/env_rules/walk.ts";
import { startAnyhow } from "./start_anyhow.ts";

/** How far a hash looks. */
export interface WalkSize {
  /** Episodes, of the seeds 0, 1, … */
  readonly seeds: number;
  /** Steps of each. */
  readonly steps: number;
}

/** The bytes of numbers, as they lie in memory. */
function bytesOf(values: Float64Array | Float32Array | Uint8Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/**
 * SHA-256 of everything that a world tells on walks of any actions: states, variables, observations and results, bit by
 * bit. Episodes of odd seeds have any factors. The same on every machine, or the world is not what it was.
 */
export function walkHash(makeEnv: () => Env, { seeds, steps }: WalkSize): string {
  const hash = createHash("sha256");
  const env = makeEnv();
  for (let seed = 0; seed < seeds; seed++) {
    startAnyhow(env, seed, seededRng(seed).fork("factors"));
    for (const { result, state, variables, observations } of walk(env, anyActions(env, steps, seed))) {
      hash.update(bytesOf(state)).update(bytesOf(variables));
      for (const stream of Object.keys(observations)) hash.update(bytesOf(observations[stream]));
      if (!result) continue;
      const { reward, terminated, truncated } = result;
      hash.update(bytesOf(Float64Array.of(reward, Number(terminated), Number(truncated))));
    }
  }
  env.close?.();
  return hash.digest("hex");
}
