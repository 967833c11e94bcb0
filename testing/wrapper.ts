import { InputError } from "../core/errors.ts";
import type { Env, Given } from "../core/types.ts";
import { checkEnv, type EnvCheckOptions } from "./env.ts";
import { closing } from "./env_rules/closing.ts";
import { refuses } from "./env_rules/demand.ts";

function demand(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new InputError(`Cannot accept the wrapper: ${sentence}`);
}

/** Experts, probes and collections read a world by name: what is wrapped around it hides none of them. */
function checkNames(world: Env, wrapped: Env): void {
  for (const what of ["variables", "factors"] as const) {
    const names = wrapped[what].map(({ name }) => name);
    for (const { name } of world[what]) {
      demand(names.includes(name), `it hides "${name}" among the ${what}, expected all that the world has`);
    }
  }
  for (const stream of Object.keys(world.observations)) {
    demand(
      Object.hasOwn(wrapped.observations, stream),
      `it hides the stream "${stream}", expected all that the world has`,
    );
  }
}

/** What holds more than itself is given back through the wrapper. */
function checkClosing(make: (given: Given<"wrapper">) => Env, world: Env): void {
  let closed = 0;
  const close = (): void => void closed++;
  make({ env: new Proxy(world, { get: (env, key) => key === "close" ? close : read(env, key) }), label: "" })
    .close?.();
  demand(closed === 1, `closing it closes the world ${closed} times, expected once`);
}

/** A member of a world, its methods tied to it. */
function read(env: Env, key: string | symbol): unknown {
  const member: unknown = Reflect.get(env, key);
  return typeof member === "function" ? member.bind(env) : member;
}

/** A refused restore changes nothing: neither of the wrapper nor of the world. */
function checkShortState(make: () => Env): void {
  const env = make();
  env.reset({ seed: 0 });
  const before = env.getState();
  if (!refuses(() => env.setState(new Float64Array(0)))) return;
  const after = env.getState();
  demand(
    after.length === before.length && after.every((value, i) => Object.is(value, before[i])),
    "a refused state changes it, expected no change",
  );
}

/**
 * Runs the rules of a wrapper and throws {@linkcode InputError} with the first that is broken: what is wrapped keeps
 * every rule of a world ({@linkcode checkEnv}); no stream, variable or factor of the world is hidden; closing it closes
 * the world; a refused state changes nothing. All worlds that it makes are closed.
 *
 * @param make Wraps what the framework gives.
 * @param makeEnv Makes the world that is wrapped.
 *
 * @example
 * ```ts
 * import { twoRoom } from "@orrery/orrery/envs";
 * import { checkWrapper } from "@orrery/orrery/testing";
 * import { timeLimit } from "@orrery/orrery/wrappers";
 * import assert from "node:assert/strict";
 *
 * assert.doesNotThrow(() => checkWrapper((given) => timeLimit.make({}, given), () => twoRoom.make({}, {})));
 * ```
 */
export function checkWrapper(
  make: (given: Given<"wrapper">) => Env,
  makeEnv: () => Env,
  options: EnvCheckOptions = {},
): void {
  const wrapped = (): Env => make({ env: makeEnv(), label: "wrapper 0" });
  checkEnv(wrapped, options);
  closing(makeEnv, (world) =>
    closing(wrapped, (around) => {
      checkNames(world(), around());
      checkClosing(make, world());
      checkShortState(around);
    }));
}
