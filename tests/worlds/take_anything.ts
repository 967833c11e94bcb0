import assert from "node:assert/strict";
import { InputError } from "../../core/errors.ts";
import { seededRng } from "../../core/rng.ts";
import type { Action, ActionSpace, Env, Rng } from "../../core/types.ts";
import { anyAction, same } from "../../testing/env_rules/walk.ts";
import { startAnyhow } from "./start_anyhow.ts";

/** Actions of an episode. */
const EPISODE = 200;
/** Boxes are left by so much: worlds clip. */
const BEYOND = 3;

/** What became of the actions. */
export interface Taken {
  /** How many the world took. */
  readonly taken: number;
  /** How many it refused, in one sentence each. */
  readonly refused: number;
}

/** What stands in the place of a Float32Array: what a plugin without a compiler may give. */
const WRONG_TYPES: readonly ((action: Action) => unknown)[] = [
  () => undefined,
  () => null,
  () => "left",
  () => 1,
  () => ({}),
  (action) => [...action],
  (action) => Float64Array.from(action),
  (action) => ({ ...action, length: action.length }),
  () => () => 0,
];

function oneOf<T>(list: readonly T[], rng: Rng): T {
  return list[rng.integer(list.length)];
}

function goodAction(space: ActionSpace, rng: Rng): Action {
  const action = anyAction(space, rng);
  return space.kind === "box" ? action.map((value) => value * oneOf([0, 1, BEYOND], rng)) : action;
}

function badAction(space: ActionSpace, rng: Rng): unknown {
  const action = anyAction(space, rng);
  const kinds = [
    () => action.with(rng.integer(action.length), oneOf([NaN, Infinity, -Infinity], rng)),
    () => new Float32Array(oneOf([0, action.length + 1, action.length + 1 + rng.integer(50)], rng)),
    () => oneOf(WRONG_TYPES, rng)(action),
  ];
  if (space.kind === "discrete") kinds.push(() => Float32Array.of(oneOf([-1, space.n, 0.5, 1e9], rng)));
  return oneOf(kinds, rng)();
}

function checkRefused(env: Env, action: unknown): void {
  const before = env.getState();
  try {
    Reflect.apply(env.step, env, [action]);
  } catch (error) {
    assert.ok(error instanceof InputError, `${error}`);
    assert.match(error.message, /^Cannot step: [^\n]+, expected [^\n]*[^.\n]$/);
    assert.ok(same(env.getState(), before), `a refused action changed the state: ${error.message}`);
    return;
  }
  assert.fail(`the world took ${String(action)}`);
}

/**
 * Gives a world good and bad actions by turns of chance: what is good must be taken, with a finite reward, and what is
 * bad must be refused by an `InputError` in one sentence and change nothing.
 *
 * @throws {AssertionError} at the first that is not.
 */
export function takeAnything(env: Env, count: number, seed: number): Taken {
  const rng = seededRng(seed).fork("anything");
  let refused = 0;
  for (let i = 0; i < count; i++) {
    if (i % EPISODE === 0) startAnyhow(env, seed + i / EPISODE, rng);
    if (rng.uniform() < 0.5) {
      checkRefused(env, badAction(env.actionSpace, rng));
      refused++;
    } else {
      const { reward } = env.step(goodAction(env.actionSpace, rng));
      assert.ok(Number.isFinite(reward), `the reward is ${reward}`);
    }
  }
  assert.ok(env.measure().every(Number.isFinite));
  return { taken: count - refused, refused };
}
