/**
 * Costs and planners.
 *
 * @module
 */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Rng } from "./basic.ts";

/** Maps imagined latents to a number per candidate; lower is better. */
export interface Cost {
  /** Imagined latents `[B, N, H, P, D]`, goal latents `[B, P, D]`, plans `[B, N, H, A]` → `[B, N]`. */
  cost(imagined: Tensor, goal: Tensor, plans: Tensor): Tensor;
}

/** The normalised action space that models and planners see. */
export interface PlanSpace {
  /** A, width of an action block. */
  readonly size: number;
  /** Lower bound per dimension `[A]`; −Infinity where there is none. */
  readonly low: readonly number[];
  /** Upper bound per dimension `[A]`; Infinity where there is none. */
  readonly high: readonly number[];
  /** n, where a block is made of one-hot choices among n, one after the other; absent for a box. */
  readonly choices?: number;
}

/** Scores candidates: plans `[B, N, H, A]`, flattened → costs `[B, N]`; lower is better. */
export type Score = (plans: Float64Array, candidates: number) => Promise<Float64Array>;

/** What a planner is asked. */
export interface PlanRequest {
  /** B, problems solved side by side. */
  readonly batch: number;
  /** H, action blocks to plan. */
  readonly horizon: number;
  /** Space of one action block. */
  readonly space: PlanSpace;
  /** Cost of candidates. */
  readonly score: Score;
  /** Start from this plan `[B, H, A]` (what was left of the last one), if any; zeros for a problem without. */
  readonly warm?: Float64Array;
  /** One stream for each problem, so that a result does not depend on who else is in the batch. */
  readonly rngs: readonly Rng[];
  /** Overrides the planner's own number of iterations. */
  readonly iterations?: number;
}

/** One refinement of a plan, for films and diagnostics. */
export interface PlanIteration {
  /** Mean plan after the update `[B, H, A]`. */
  readonly mean: Float64Array;
  /** Spread after the update `[B, H, A]`. */
  readonly std?: Float64Array;
  /** Best cost of this iteration's candidates `[B]`. */
  readonly best: Float64Array;
  /** Costs of the elites in ascending order `[B, K]`. */
  readonly eliteCosts?: Float64Array;
  /** Which candidates they were `[B, K]`. */
  readonly elites?: Int32Array;
}

/** What a planner found. */
export interface PlanResult {
  /** The plan `[B, H, A]`. */
  readonly plan: Float64Array;
  /** Its estimated cost `[B]`. */
  readonly cost: Float64Array;
  /** How it got there. */
  readonly trace: readonly PlanIteration[];
}

/** Searches for a cheap plan; knows nothing of models or worlds. */
export interface Planner {
  /** Solves B problems. */
  plan(request: PlanRequest): Promise<PlanResult>;
}
