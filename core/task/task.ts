/**
 * A resolved task: what a task file says after preset and overrides, with every default filled in.
 *
 * @module
 */
import type { EnvUse, Json, Use } from "../types.ts";

/** How data is collected or brought, split and cut: either `policy`, `episodes` and `steps`, or `dataset`. */
export interface DataTask {
  /** Who acts while collecting. */
  readonly policy?: Use;
  /** Episodes to collect. */
  readonly episodes?: number;
  /** Longest episode, in env steps. */
  readonly steps?: number;
  /** Data that brings itself, in place of what is collected. */
  readonly dataset?: Use;
  /** Share of the episodes kept out of training, in (0, 1). */
  readonly heldOut: number;
  /** Raw env actions in one action block; a model step covers as many env steps. */
  readonly frameskip: number;
}

/** AdamW with clipping by global norm, linear warm-up and cosine decay. */
export interface OptimiserTask {
  /** Peak learning rate. */
  readonly learningRate: number;
  /** Decoupled weight decay. */
  readonly weightDecay: number;
  /** Exponential decay rates of the two moments. */
  readonly betas: readonly number[];
  /** Added to the denominator. */
  readonly epsilon: number;
  /** Largest global norm of the gradient. */
  readonly clip: number;
  /** Share of the steps with rising learning rate, in [0, 1]. */
  readonly warmup: number;
  /** After warm-up: fall along a cosine to 0, or stay. */
  readonly schedule: "cosine" | "constant";
}

/** One term of a stage's loss. */
export interface ObjectiveTask {
  /** Its factor in the loss. */
  readonly weight: number;
  /** Options of the objective of this name. */
  readonly with?: { readonly [option: string]: Json };
}

/** What predictions are compared with. */
export type TargetTask = "online" | "stopped" | { readonly ema: number };

/** One stage of training. */
export interface StageTask {
  /** Parts whose weights change. */
  readonly learn: readonly string[];
  /** What predictions are compared with. */
  readonly target: TargetTask;
  /** Terms of the loss, by the name of the objective. */
  readonly objectives: { readonly [objective: string]: ObjectiveTask };
  /** Random changes of the observations, for objectives that compare views of a frame. */
  readonly views?: readonly Use[];
  /** The optimiser. */
  readonly optimiser: OptimiserTask;
  /** Optimiser steps. */
  readonly steps: number;
  /** B, windows a step. */
  readonly batch: number;
  /** T, frames a window. */
  readonly window: number;
  /** Steps between two lines of the log. */
  readonly logEvery: number;
  /** Steps between two checkpoints. */
  readonly checkpointEvery: number;
}

/** How the model is planned with. */
export interface PlanTask {
  /** The planner. */
  readonly planner: Use;
  /** The cost. */
  readonly cost: Use;
  /** H, action blocks a plan. */
  readonly horizon: number;
  /** Action blocks executed before planning again. */
  readonly execute: number;
  /** Env steps from start to goal. */
  readonly goalOffset: number;
  /** Env steps an episode may take. */
  readonly budget: number;
}

/** A plugin module: a specifier, or one that runs in the sandbox only, without permissions. */
export type PluginUse = string | { readonly use: string; readonly trusted: false };

/** A whole task. */
export interface Task {
  /** Name, kebab-case. */
  readonly name: string;
  /** Raised when results stop being comparable. */
  readonly version: number;
  /** Root seed of every random draw. */
  readonly seed: number;
  /** Plugin modules: `jsr:`/`npm:` specifiers, or paths relative to the task file. */
  readonly plugins: readonly PluginUse[];
  /** The world; absent for tasks that bring their data. */
  readonly env?: EnvUse;
  /** The data. */
  readonly data: DataTask;
  /** The model. */
  readonly model: { readonly encoder: Use; readonly predictor: Use };
  /** Stages, run in the order of the file. */
  readonly train: { readonly [stage: string]: StageTask };
  /** Planning; absent for models that are not planned with. */
  readonly plan?: PlanTask;
  /** Options of the evaluations to run, by the name of the evaluation. */
  readonly evaluate: { readonly [evaluation: string]: { readonly [option: string]: Json } };
}
