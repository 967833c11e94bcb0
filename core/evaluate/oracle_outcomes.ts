import { InputError } from "../errors.ts";
import { oracle } from "../plan/oracle.ts";
import type { EnvBatch, EvaluationContext, Json, PlanSetting } from "../types.ts";
import { digest } from "./digest.ts";
import type { Trial } from "./protocol.ts";
import { runTrials } from "./run_trials.ts";

/** What the ceiling is measured with. */
export interface OracleOutcomesSetup {
  /** The evaluation's context. */
  readonly context: EvaluationContext;
  /** Planner and horizon. */
  readonly setting: PlanSetting;
  /** Worlds to act in. */
  readonly batch: EnvBatch;
  /** The starts. */
  readonly trials: readonly Trial[];
  /** Name of the criterion; the world's first one where empty. */
  readonly criterion: string;
  /** Overrides the planner's own number of iterations. */
  readonly iterations?: number;
  /** Hears how many trials are finished. */
  readonly progress: (done: number) => void;
}

function booleans(kept: Json, count: number): readonly boolean[] {
  if (Array.isArray(kept) && kept.length === count && kept.every((one) => typeof one === "boolean")) {
    return kept;
  }
  throw new InputError(
    `Cannot use the kept oracle result: it is ${JSON.stringify(kept)}, expected ${count} times true or false`,
  );
}

/**
 * The ceiling over every success rate: which trials the same planner solves on the true simulator. It does not
 * depend on the model, so it is kept over runs where the setting has an `origin`: by the world, its criterion, the
 * starts and goals, how is planned, and the random numbers.
 */
export async function oracleOutcomes(setup: OracleOutcomesSetup): Promise<readonly boolean[]> {
  const { context, setting, batch, trials, criterion, iterations = null, progress } = setup;
  const { makeEnv, frameskip, now, rng } = context;
  const { origin, horizon, execute, budget } = setting;
  const measure = async (): Promise<boolean[]> => {
    const more = iterations === null ? {} : { iterations };
    const policy = oracle({ makeEnv, setting, frameskip, now, criterion, ...more });
    const run = { batch, policy, trials, criterion, budget, rng: rng.fork("oracle"), progress };
    return (await runTrials(run)).map(({ reached }) => reached);
  };
  if (origin === undefined) return await measure();
  const starts = await digest(trials.flatMap(({ start, goal }) => [start, goal.variables]));
  const plan = { origin, horizon, execute, budget, frameskip, iterations };
  const judged = [criterion, batch.criterion ?? null];
  const key = { oracle: batch.spec.id, criterion: judged, starts, plan, rng: rng.key };
  return booleans(await context.cached(key, measure), trials.length);
}
