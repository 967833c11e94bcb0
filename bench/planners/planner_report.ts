import type { Json } from "../../core/types.ts";
import type { BenchReport } from "../bench_report.ts";

/** Options by name. */
export type Options = { readonly [option: string]: Json };

/** How one planner did. */
export interface PlannerResult {
  /** Name of the planner. */
  readonly planner: string;
  /** Options that the task or the command set; the rest are its defaults. */
  readonly options: Options;
  /** What evaluation `success` found: rate, floor and ceiling, strata, milliseconds and model calls a plan. */
  readonly success: Options;
  /** Seconds of all of it. */
  readonly seconds: number;
}

/** Planners on the same starts of one trained run, and what their figures depend on. */
export interface PlannerReport
  extends Pick<BenchReport, "date" | "commit" | "machine" | "backend" | "versions" | "seconds"> {
  /** Name of the task. */
  readonly task: string;
  /** Preset of the run; null for the task as it stands. */
  readonly preset: string | null;
  /** Root seed of the run. */
  readonly seed: number;
  /** Hash of the run's resolved task. */
  readonly hash: string;
  /** What the run's task has other than the project's, as overrides say it; absent for a task that is not of it. */
  readonly differs?: readonly string[];
  /** Options that were laid over, by planner or `success`, where some were. */
  readonly changed?: { readonly [name: string]: Options };
  /** Planner by planner, in the order in which they were asked for. */
  readonly planners: readonly PlannerResult[];
}
