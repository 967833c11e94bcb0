import assert from "node:assert/strict";
import { seededRng } from "../../core/rng.ts";
import type { Env } from "../../core/types.ts";
import { anyAction, anyActions, walk } from "../../testing/env_rules/walk.ts";
import { startAnyhow } from "./start_anyhow.ts";

/** Steps that are compared after restoring. */
const FUTURE = 10;

/** Where a world is restored. */
export interface RestorePoints {
  /** How many points. */
  readonly points: number;
  /** Most steps before a point. */
  readonly steps: number;
}

/**
 * Restores a world at random points of random episodes, in the same object after it did something else, and in one that
 * was never reset; each time every byte of ten further steps must be the one that it was.
 *
 * @throws {AssertionError} at the first point where it is not.
 */
export function checkRestoring(makeEnv: () => Env, { points, steps }: RestorePoints): void {
  const env = makeEnv();
  for (let point = 0; point < points; point++) {
    const rng = seededRng(point).fork("restore");
    startAnyhow(env, point, rng);
    for (let left = rng.integer(steps + 1); left > 0; left--) env.step(anyAction(env.actionSpace, rng));
    const state = env.getState();
    const future = anyActions(env, FUTURE, point);
    const expected = walk(env, future);
    startAnyhow(env, point + 1, rng);
    env.step(future[0]);
    env.setState(state);
    assert.deepEqual(walk(env, future), expected, `point ${point}, in the same world`);
    const fresh = makeEnv();
    fresh.setState(state);
    assert.deepEqual(walk(fresh, future), expected, `point ${point}, in a fresh world`);
    fresh.close?.();
  }
  env.close?.();
}
