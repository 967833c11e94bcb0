import { InputError } from "../errors.ts";
import type { Env, EnvBatch, EnvSpec, EnvStart, Snapshot } from "../types.ts";
import { judge } from "./goals.ts";

function specOf({ id, observations, actionSpace, variables, factors }: Env): EnvSpec {
  return { id, observations, actionSpace, variables, factors };
}

function startOne(env: Env, start: EnvStart): void {
  if ("state" in start) env.setState(start.state);
  else env.reset(start);
}

function lookAt(env: Env, streams: readonly string[]): Snapshot {
  const observations = Object.fromEntries(streams.map((stream) => [stream, env.observe(stream)]));
  return { observations, variables: env.measure(), state: env.getState() };
}

/** Applies `act` to the slots that have a value; the others give undefined. */
function inSlots<V, R>(
  envs: readonly Env[],
  what: string,
  values: readonly (V | undefined)[],
  act: (env: Env, value: V) => R,
): (R | undefined)[] {
  if (values.length !== envs.length) {
    throw new InputError(
      `Cannot ${what}: ${values.length} entries, expected one for each of ${envs.length} slots`,
    );
  }
  return values.map((value, slot) => value === undefined ? undefined : act(envs[slot], value));
}

/**
 * Worlds that live in this thread, behind the asynchronous interface that rollouts use. Every method rejects
 * with what the world throws, or with {@linkcode InputError} when a list is not as long as the batch.
 *
 * @example
 * ```ts
 * import { inProcess } from "@orrery/orrery/core";
 * import { twoRoom } from "@orrery/orrery/envs";
 * import assert from "node:assert/strict";
 *
 * const batch = inProcess(() => twoRoom.make({}, {}), 2);
 * await batch.start([{ seed: 1 }, { seed: 2 }]);
 * await batch.step([Float32Array.of(1, 0), undefined]);
 * const [first] = await batch.look([true, false], ["pixels"]);
 * assert.equal(first?.observations.pixels.length, 64 * 64 * 3);
 * await batch.close();
 * ```
 */
export function inProcess(makeEnv: () => Env, size: number): EnvBatch {
  if (!Number.isInteger(size) || size < 1) {
    throw new InputError(`Cannot open worlds: size is ${size}, expected a whole number from 1`);
  }
  const envs = Array.from({ length: size }, makeEnv);
  // Async functions, so that whatever a world throws becomes a rejection.
  return {
    size,
    spec: specOf(envs[0]),
    criterion: envs[0].goals?.criterion,
    // deno-lint-ignore require-await
    start: async (starts) => void inSlots(envs, "start", starts, startOne),
    // deno-lint-ignore require-await
    step: async (actions) => inSlots(envs, "step", actions, (env, action) => env.step(action)),
    // deno-lint-ignore require-await
    look: async (which, streams) =>
      inSlots(envs, "look", which.map((wanted) => wanted || undefined), (env) => lookAt(env, streams)),
    // deno-lint-ignore require-await
    judge: async (goals) => inSlots(envs, "judge", goals, judge),
    // deno-lint-ignore require-await
    close: async () => envs.forEach((env) => env.close?.()),
  };
}
