import { InputError } from "../errors.ts";
import { oracle } from "../plan/oracle.ts";
import type { EnvBatch, EvaluationContext, Json, PlanSetting } from "../types.ts";
import { digest } from "../stats/sampling.ts";
import type { Trial } from "./protocol.ts";
import { type Outcome, runTrials } from "./trials.ts";

/** How a trial went on the simulator. */
export type OracleOutcome = Pick<Outcome, "reached" | "met">;

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

/** Results are kept as lists of what was met, the trial's own criterion first. */
function outcomesOf(kept: Json, count: number): readonly OracleOutcome[] {
  const found = Array.isArray(kept) ? kept.flatMap((one: Json) => outcomeOf(one) ?? []) : [];
  if (found.length === count) return found;
  throw new InputError(
    `Cannot use the kept oracle result: it is ${
      JSON.stringify(kept)
    }, expected ${count} lists of what was met`,
  );
}

function outcomeOf(kept: Json): OracleOutcome | undefined {
  if (!Array.isArray(kept)) return undefined;
  const [reached, ...met] = kept;
  if (typeof reached !== "boolean" || !met.every((name) => typeof name === "string")) return undefined;
  return { reached, met };
}

/**
 * The ceiling over every success rate: what the same planner meets in each trial on the true simulator. It does not
 * depend on the model, so it is kept over runs where the setting has an `origin`: by the world, its criterion, the
 * starts and goals, how is planned, and the random numbers.
 */
export async function oracleOutcomes(setup: OracleOutcomesSetup): Promise<readonly OracleOutcome[]> {
  const { context, setting, batch, trials, criterion, iterations = null, progress } = setup;
  const { makeEnv, frameskip, now, rng } = context;
  const { origin, horizon, execute, budget } = setting;
  const measure = async (): Promise<readonly (readonly [boolean, ...string[]])[]> => {
    const more = iterations === null ? {} : { iterations };
    const policy = oracle({ makeEnv, setting, frameskip, now, criterion, ...more });
    const run = { batch, policy, trials, criterion, budget, rng: rng.fork("oracle"), progress };
    return (await runTrials(run)).map(({ reached, met }) => [reached, ...met]);
  };
  if (origin === undefined) return outcomesOf(await measure(), trials.length);
  const starts = await digest(trials.flatMap(({ start, goal }) => [start, goal.variables]));
  const plan = { origin, horizon, execute, budget, frameskip, iterations };
  const judged = [criterion, batch.criterion ?? null];
  const key = { oracle: batch.spec.id, holds: "met", criterion: judged, starts, plan, rng: rng.key };
  return outcomesOf(await context.cached(key, measure), trials.length);
}
