/**
 * Evaluations: what they are given and give back.
 *
 * @module
 */
import type { EpisodeSource } from "./data.ts";
import type { WorldModel } from "./model.ts";
import type { Cost, Planner } from "./planning.ts";
import type { Json, Rng } from "./basic.ts";
import type { ActionSpace, Env, EnvBatch, VariableSpec } from "./world.ts";

/** A success rate with its Wilson 95 % interval. */
export interface Rate {
  /** Successes ÷ n. */
  readonly rate: number;
  /** Trials. */
  readonly n: number;
  /** Lower end of the interval. */
  readonly low: number;
  /** Upper end of the interval. */
  readonly high: number;
}

/** One picture `uint8 [h, w, 3]`. */
export interface Picture {
  /** Pixels wide. */
  readonly width: number;
  /** Pixels high. */
  readonly height: number;
  /** Row-major RGB. */
  readonly rgb: Uint8Array;
}

/** A short film. */
export interface Film {
  /** File name without ending. */
  readonly name: string;
  /** One sentence for the report. */
  readonly caption: string;
  /** Pictures of one size. */
  readonly frames: readonly Picture[];
}

/** What an evaluation gives back. */
export interface EvaluationResult {
  /** Numbers, ready for `report.json`. */
  readonly metrics: { readonly [name: string]: Json };
  /** Films. */
  readonly films: readonly Film[];
}

/** A planner with its cost and how it is used, as a task's `plan` says. */
export interface PlanSetting {
  /** The planner. */
  readonly planner: Planner;
  /** The cost. */
  readonly cost: Cost;
  /** H, action blocks a plan. */
  readonly horizon: number;
  /** Action blocks executed before planning again. */
  readonly execute: number;
  /** Env steps from start to goal. */
  readonly goalOffset: number;
  /** Env steps an episode may take. */
  readonly budget: number;
  /** The task's `plan` and `env`, which results kept over runs depend on; without it nothing is kept. */
  readonly origin?: Json;
}

/**
 * What is known of a task before it is trained; more and more of it: first what the task and its components tell, then
 * the episodes.
 */
export interface EvaluationTask {
  /** What column `state` of the episodes holds, in its order. */
  readonly variables: readonly VariableSpec[];
  /** Native space of column `action` of the episodes. */
  readonly actionSpace: ActionSpace;
  /** Raw env actions in one block. */
  readonly frameskip: number;
  /** Env steps of the longest episode; absent for data that brings itself. */
  readonly steps?: number;
  /** Episodes that are held out, at most; absent where it is not known how many there are. */
  readonly heldOutEpisodes?: number;
  /** How to plan; undefined for a task without a `plan`. */
  readonly plan: PlanSetting | undefined;
  /** Whether there is no world to act in, so that `makeEnv` and `openEnvs` throw; by default there is one. */
  readonly worldless?: boolean;
  /** The model, before training with its first weights; absent where it was not made. */
  readonly world?: WorldModel;
  /** Held-out episodes; absent before they are collected. */
  readonly heldOut?: EpisodeSource;
  /** Training episodes; absent before they are collected. */
  readonly training?: EpisodeSource;
  /**
   * Makes one world in this thread, for planning on the simulator; it is closed when the evaluation is over. Throws for
   * a task without a world.
   */
  makeEnv(): Env;
}

/** What an evaluation is given. */
export interface EvaluationContext extends EvaluationTask {
  /** The trained model. */
  readonly world: WorldModel;
  /** Held-out episodes. */
  readonly heldOut: EpisodeSource;
  /** Training episodes. */
  readonly training: EpisodeSource;
  /** Opens worlds of the task. Throws for a task without one. */
  openEnvs(size: number): Promise<EnvBatch>;
  /** The evaluation's own stream. */
  readonly rng: Rng;
  /** Milliseconds, for latencies. */
  now(): number;
  /** Reports progress in [0, 1] with a word on what is done. */
  progress(done: number, what: string): void;
  /** Keeps a result that depends on `key` only, over runs. */
  cached(key: Json, compute: () => Promise<Json>): Promise<Json>;
}

/** Measures a trained model. */
export interface Evaluation {
  /**
   * Refuses a task that it cannot measure, by an `InputError`: called before data is collected, again before anything is
   * trained, and before a trained run is measured. It changes nothing that the evaluation draws or sees later.
   */
  check?(task: EvaluationTask): void | Promise<void>;
  /** Runs it. */
  evaluate(context: EvaluationContext): Promise<EvaluationResult>;
  /**
   * Films one held-out episode as it is measured, for `demo`; undefined where the data has nothing to show. An
   * evaluation without this method cannot be filmed.
   */
  film?(context: EvaluationContext): Promise<Film | undefined>;
}
