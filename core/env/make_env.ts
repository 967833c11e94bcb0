import type { Registry } from "../registry.ts";
import { passThrough } from "./pass_through.ts";
import type { Env, EnvUse, Use } from "../types.ts";

/**
 * Makes a world and what is wrapped around it, the innermost wrapper first; its id then names the wrappers, too. Throws {@linkcode InputError} for an
 * unknown name, and what world or wrapper refuse.
 *
 * @example
 * ```ts
 * import { builtin } from "@orrery/orrery";
 * import { makeEnv, Registry } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const wrap = [{ use: "action-repeat", with: { times: 2 } }, { use: "time-limit", with: { steps: 3 } }];
 * const env = makeEnv(new Registry([builtin]), { use: "two-room", wrap });
 * env.reset({ seed: 0 });
 * const ends = [1, 2, 3].map(() => env.step(Float32Array.of(0, 0)).truncated);
 * assert.deepEqual(ends, [false, false, true]);
 * assert.equal(env.id, "two-room@1 in action-repeat, time-limit");
 * ```
 */
export function makeEnv(registry: Registry, { wrap = [], ...use }: EnvUse): Env {
  let env = registry.make("env", use, {});
  const { id } = env;
  try {
    wrap.forEach((around: Use, i) => {
      env = registry.make("wrapper", around, { env, label: `wrapper ${i}` });
    });
    if (wrap.length === 0) return env;
    return { ...passThrough(env), id: `${id} in ${wrap.map((around) => around.use).join(", ")}` };
  } catch (error) {
    env.close?.();
    throw error;
  }
}
