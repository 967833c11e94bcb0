import type { Env } from "../../core/types.ts";
import { type Context, demand } from "./demand.ts";

const NAME = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/** A name and a version, and what is wrapped around: `two-room@1 in pixel-noise, frame-stack`. */
const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*@[1-9][0-9]*( in [a-z0-9./-]+(, [a-z0-9./-]+)*)?$/;

function checkNames(env: Env, what: string, names: readonly string[]): void {
  for (const [i, name] of names.entries()) {
    demand(
      env,
      NAME.test(name),
      `${what} "${name}" is not in snake case, expected lower case words joined by underscores`,
    );
    demand(env, names.indexOf(name) === i, `${what} "${name}" is there twice, expected unique names`);
  }
}

function checkActionSpace(env: Env): void {
  const space = env.actionSpace;
  if (space.kind === "discrete") {
    demand(
      env,
      Number.isInteger(space.n) && space.n > 0,
      `it has ${space.n} choices, expected a whole number from 1`,
    );
    return;
  }
  const { low, high } = space;
  demand(
    env,
    low.length > 0 && low.length === high.length,
    `the action has ${low.length} lower and ${high.length} upper bounds, expected as many of each, at least 1`,
  );
  for (const [i, bound] of low.entries()) {
    demand(
      env,
      bound < high[i],
      `the action's dimension ${i} goes from ${bound} to ${
        high[i]
      }, expected the lower bound below the upper`,
    );
  }
}

/** Columns that datasets have beside the streams. */
const RESERVED = [
  "action",
  "state",
  "env_state",
  "reward",
  "terminated",
  "truncated",
  "step_idx",
  "ep_len",
  "ep_offset",
];

/** What is known of a world without running it makes sense. */
export function checkSpec({ makeEnv }: Context): void {
  const env = makeEnv();
  demand(env, ID.test(env.id), "its id is not versioned, expected a name and a version, such as two-room@1");
  const streams = Object.entries(env.observations);
  demand(env, streams.length > 0, "it has no observations, expected at least one stream");
  for (const [stream, { shape, dtype, frames = 1 }] of streams) {
    demand(
      env,
      !RESERVED.includes(stream),
      `stream "${stream}" has the name of a column that every dataset has, expected another name`,
    );
    demand(
      env,
      shape.every((n) => Number.isInteger(n) && n > 0),
      `stream "${stream}" has shape [${shape}], expected whole numbers from 1`,
    );
    const rank = dtype === "uint8" ? 3 : 1;
    demand(
      env,
      shape.length === rank,
      `stream "${stream}" is ${dtype} of shape [${shape}], expected ${
        dtype === "uint8" ? "[h, w, c]" : "[n]"
      }`,
    );
    demand(
      env,
      Number.isInteger(frames) && frames > 0 && shape[rank - 1] % frames === 0,
      `stream "${stream}" has ${frames} frames side by side in shape [${shape}], expected a divisor of its last number`,
    );
  }
  checkActionSpace(env);
  checkNames(env, "variable", env.variables.map(({ name }) => name));
  checkNames(env, "factor", env.factors.map(({ name }) => name));
  for (const { name, low, high, default: start } of env.factors) {
    demand(
      env,
      low <= start && start <= high,
      `factor "${name}" starts at ${start} in ${low} to ${high}, expected a default within the range`,
    );
  }
}
