import { InputError } from "../errors.ts";
import { oracle } from "../plan/oracle.ts";
import type { EnvBatch, EvaluationContext, PlanSetting, Rate } from "../types.ts";
import { digest } from "./digest.ts";
import type { Trial } from "./protocol.ts";
import { runTrials } from "./run_trials.ts";
import { wilson } from "./wilson.ts";

/** What the ceiling is measured with. */
export interface OracleRateSetup {
  /** The evaluation's context. */
  readonly context: EvaluationContext;
  /** Planner and horizon. */
  readonly setting: PlanSetting;
  /** Worlds to act in. */
  readonly batch: EnvBatch;
  /** The starts. */
  readonly trials: readonly Trial[];
  /** Overrides the planner's own number of iterations. */
  readonly iterations?: number;
  /** Hears how many trials are finished. */
  readonly progress: (done: number) => void;
}

/**
 * The ceiling over every success rate: the same planner on the true simulator, from the same starts. It does not
 * depend on the model, so it is kept over runs where the setting has an `origin`.
 */
export async function oracleRate(setup: OracleRateSetup): Promise<Rate> {
  const { context, setting, batch, trials, iterations = null, progress } = setup;
  const { makeEnv, frameskip, now, rng } = context;
  const { origin, horizon, execute, budget } = setting;
  const measure = async (): Promise<number> => {
    const policy = oracle({ makeEnv, setting, frameskip, now, ...iterations !== null && { iterations } });
    const outcomes = await runTrials({ batch, policy, trials, budget, rng: rng.fork("oracle"), progress });
    return outcomes.filter(({ reached }) => reached).length;
  };
  if (origin === undefined) return wilson(await measure(), trials.length);
  const starts = await digest(trials.flatMap(({ start, goal }) => [start, goal.variables]));
  const plan = { origin, horizon, execute, budget, frameskip, iterations };
  const key = { oracle: batch.spec.id, criterion: batch.criterion ?? null, starts, plan, rng: rng.key };
  const successes = await context.cached(key, measure);
  if (typeof successes === "number") return wilson(successes, trials.length);
  throw new InputError(
    `Cannot use the kept oracle result: it is ${JSON.stringify(successes)}, expected a number`,
  );
}
