import { seededRng } from "../../core/rng.ts";
import type { Action, ActionSpace, Env, Observation, Rng, StepResult } from "../../core/types.ts";

/** Everything that can be told of a world from outside. */
export interface Reading {
  /** Of the step that led here. */
  readonly result: StepResult | undefined;
  /** Complete state. */
  readonly state: Float64Array;
  /** Physical quantities. */
  readonly variables: Float64Array;
  /** Every stream. */
  readonly observations: { readonly [stream: string]: Observation };
}

/** Equal bytes: NaN equals itself, and 0 differs from −0. */
export function same(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length === b.length && Array.prototype.every.call(a, (value, i) => Object.is(value, b[i]));
}

function read(env: Env, result?: StepResult): Reading {
  const streams = Object.keys(env.observations);
  const observations = Object.fromEntries(streams.map((stream) => [stream, env.observe(stream)]));
  return { result, state: env.getState(), variables: env.measure(), observations };
}

function number(rng: Rng, low: number, high: number): number {
  const from = Number.isFinite(low) ? low : Math.min(-1, high - 1);
  return rng.uniform(from, Number.isFinite(high) ? high : Math.max(1, from + 1));
}

/** An action from anywhere in the space; infinite ranges are cut to about 1. */
export function anyAction(space: ActionSpace, rng: Rng): Action {
  if (space.kind === "discrete") return Float32Array.of(rng.integer(space.n));
  return Float32Array.from(space.low, (low, i) => number(rng, low, space.high[i]));
}

/** `count` actions that belong to a seed. */
export function anyActions({ actionSpace }: Env, count: number, seed: number): readonly Action[] {
  const rng = seededRng(seed).fork("actions");
  return Array.from({ length: count }, () => anyAction(actionSpace, rng));
}

/** Readings before the first and after every action; a world that has ended begins its next episode. */
export function walk(env: Env, actions: readonly Action[]): readonly Reading[] {
  const readings = [read(env)];
  actions.forEach((action, t) => {
    const result = env.step(action);
    readings.push(read(env, result));
    if (result.terminated || result.truncated) env.reset({ seed: 1000 + t });
  });
  return readings;
}
