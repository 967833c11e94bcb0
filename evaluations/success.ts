import {
  checkStratum,
  chooseCriterion,
  chooseTrials,
  component,
  InputError,
  integer,
  mpc,
  oracleOutcomes,
  percentile,
  pictureSpace,
  planLatency,
  randomPolicy,
  recordPlans,
  runTrials,
  string,
} from "../core/mod.ts";
import type {
  Component,
  Env,
  EnvBatch,
  EvaluationContext,
  EvaluationResult,
  EvaluationTask,
  Film,
  Goals,
  Json,
  OracleOutcome,
  Outcome,
  PlanRecord,
  PlanSetting,
  Trial,
  Trials,
} from "../core/mod.ts";
import { plannedFilms } from "./planned_films.ts";
import { requiredPlan, tryPlanning } from "./required_plan.ts";
import { successTable } from "./success_table.ts";

interface Options {
  readonly episodes: number;
  readonly batch: number;
  readonly oracleEpisodes: number;
  readonly oracleIterations: number;
  readonly latencyPlans: number;
  readonly successFilms: number;
  readonly failureFilms: number;
  readonly albumFrames: number;
  readonly stratum: string;
  readonly criterion: string;
}

/** What the parts of one measurement share. */
interface Measurement {
  readonly options: Options;
  readonly context: EvaluationContext;
  readonly setting: PlanSetting;
  readonly env: Env;
  readonly batch: EnvBatch;
  readonly trials: readonly Trial[];
}

function goalsOf({ id, goals }: Env): Goals {
  if (goals) return goals;
  throw new InputError(`Cannot measure success: env "${id}" has no goals, expected an env that has some`);
}

const spreadOf = (values: readonly number[]): Json =>
  values.length ? { p50: percentile(values, 50), p95: percentile(values, 95) } : null;

/** Which starts count. */
function kindsOf(options: Options, env: Env) {
  return {
    criterion: chooseCriterion(env, options.criterion),
    criteria: goalsOf(env).criteria ?? {},
    strata: goalsOf(env).strata ?? {},
    ...(options.stratum !== "" && { stratum: options.stratum }),
  };
}

function trialsFor(options: Options, context: EvaluationContext, env: Env, setting: PlanSetting): Trials {
  const films = options.successFilms + options.failureFilms > 0;
  const pictures = films && pictureSpace(env.observations) ? ["pixels"] : [];
  return chooseTrials({
    ...kindsOf(options, env),
    source: context.heldOut,
    streams: [...new Set([...context.world.encoder.inputs, ...pictures])],
    goalOffset: setting.goalOffset,
    count: options.episodes,
    rng: context.rng.fork("trials"),
  });
}

const policyOf = ({ context: { world, frameskip, now }, setting, env }: Measurement) =>
  mpc({ world, setting, frameskip, spec: env, now });

/** How the model did, and how it planned. */
interface Planned {
  readonly outcomes: readonly Outcome[];
  readonly plansOf: (trial: Trial) => readonly PlanRecord[];
}

async function runModel(measurement: Measurement): Promise<Planned> {
  const { options: { criterion }, context, setting: { budget }, batch, trials } = measurement;
  const progress = (done: number) =>
    context.progress(0.6 * done / trials.length, `planned ${done} of ${trials.length} episodes`);
  const { policy, plansOf } = recordPlans(policyOf(measurement));
  const run = { batch, policy, trials, criterion, budget, rng: context.rng.fork("model"), progress };
  return { outcomes: await runTrials(run), plansOf: ({ goal }) => plansOf(goal) };
}

function runRandom(measurement: Measurement): Promise<Outcome[]> {
  const { options: { criterion }, context, setting: { budget }, env, batch, trials } = measurement;
  context.progress(0.6, "random policy on the same starts");
  const policy = randomPolicy(env.actionSpace);
  return runTrials({ batch, policy, trials, criterion, budget, rng: context.rng.fork("random") });
}

/** How long single plans take, and what they ask of the model. */
async function effortOf(measurement: Measurement): Promise<{ readonly [metric: string]: Json }> {
  const { options: { latencyPlans }, context, env, trials } = measurement;
  if (latencyPlans === 0) return { latencyMs: null, perPlan: null };
  context.progress(0.65, "latency of single plans");
  const timed = trials.slice(0, latencyPlans);
  const rng = context.rng.fork("latency");
  const { calls, candidates, ...latencyMs } = await planLatency(policyOf(measurement), env, timed, rng);
  return { latencyMs, perPlan: { calls, candidates } };
}

async function ceilingOf(measurement: Measurement): Promise<readonly OracleOutcome[]> {
  const { options, context, setting, batch, trials } = measurement;
  const { oracleEpisodes, oracleIterations: iterations, criterion } = options;
  if (oracleEpisodes === 0) return [];
  const first = trials.slice(0, oracleEpisodes);
  const tell = (done: number) =>
    context.progress(0.7 + 0.28 * done / first.length, `planned ${done} of ${first.length} on the simulator`);
  tell(0);
  const asked = iterations > 0 ? { iterations } : {};
  return await oracleOutcomes({
    context,
    setting,
    batch,
    trials: first,
    criterion,
    progress: tell,
    ...asked,
  });
}

function filmsOf(measurement: Measurement, planned: Planned): Promise<Film[]> {
  const { options, context, setting, env, trials } = measurement;
  const { albumFrames, successFilms: successes, failureFilms: failures } = options;
  context.progress(0.98, "films");
  const wanted = { successes, failures };
  return plannedFilms({ context, setting, env, trials, ...planned, wanted, albumFrames });
}

async function measure(measurement: Measurement, alreadySolved: number): Promise<EvaluationResult> {
  const { options, context, setting, env, trials } = measurement;
  const planned = await runModel(measurement);
  const { outcomes } = planned;
  const random = await runRandom(measurement);
  const effort = await effortOf(measurement);
  const oracle = await ceilingOf(measurement);
  const films = await filmsOf(measurement, planned);
  context.progress(1, "done");
  const successes = outcomes.filter(({ reached }) => reached);
  const metrics = {
    ...successTable(goalsOf(env), { trials, model: outcomes, random, oracle }),
    criterion: chooseCriterion(env, options.criterion).criterion,
    ...(options.stratum !== "" && { stratum: options.stratum }),
    alreadySolved,
    heldOutEpisodes: new Set(trials.map(({ episode }) => episode)).size,
    requested: options.episodes,
    goalOffset: setting.goalOffset,
    budget: setting.budget,
    stepsToGoal: spreadOf(successes.map(({ actions }) => actions.length)),
    distance: {
      start: spreadOf(trials.map(({ distance }) => distance)),
      end: spreadOf(outcomes.map(({ distance }) => distance)),
    },
    ...effort,
  };
  return { metrics, films };
}

/** One episode and its film, whichever way it ends; no floor, no ceiling, no latencies. */
const ONE_EPISODE = {
  episodes: 1,
  batch: 1,
  oracleEpisodes: 0,
  latencyPlans: 0,
  successFilms: 1,
  failureFilms: 1,
} as const;

/** Refuses episodes that end before the first plan is carried out. */
function checkBudget({ frameskip }: EvaluationTask, { execute, budget }: PlanSetting): void {
  const least = execute * frameskip;
  if (budget >= least) return;
  throw new InputError(
    `Cannot measure success: plan.budget is ${budget}, expected at least ${least}, the steps of the first plan: ` +
      `plan.execute ${execute} blocks of data.frameskip ${frameskip}; raise plan.budget or lower plan.execute`,
  );
}

/** What the task must have: a plan, and a world with goals, the criterion and the stratum. */
function needed(task: EvaluationTask, { criterion, stratum }: Options) {
  const { setting, env } = requiredPlan(task, "success");
  checkBudget(task, setting);
  chooseCriterion(env, criterion);
  if (stratum !== "") checkStratum(goalsOf(env), stratum);
  return { setting, env };
}

async function evaluate(context: EvaluationContext, options: Options): Promise<EvaluationResult> {
  const { setting, env } = needed(context, options);
  const { trials, alreadySolved } = trialsFor(options, context, env, setting);
  const batch = await context.openEnvs(Math.min(options.batch, trials.length));
  try {
    return await measure({ options, context, setting, env, batch, trials }, alreadySolved);
  } finally {
    await batch.close();
  }
}

function check(task: EvaluationTask, options: Options): Promise<void> {
  const { setting, env } = needed(task, options);
  return tryPlanning(task, { ...kindsOf(options, env), setting, env });
}

/**
 * How often planning with the model reaches goals: starts and goals from held-out episodes, success at any step
 * within the budget. Beside the rate stand what it means: its interval, the random policy's rate on the same starts,
 * that of the same planner on the true simulator on the first of them, how many starts were left out because
 * they satisfy their goal already, and how long a single plan takes. Where the world has strata or several
 * criteria, each has rates of its own; one criterion ends an episode, and the others count what was met until then,
 * from starts that did not satisfy them already.
 * Films show the first successes and the first failures. When the held-out data has fewer starts than requested,
 * `n` says how many there were.
 */
export const success: Component<"evaluation"> = component("evaluation", {
  description: "Success rate of planning, beside the random policy's and the simulator-oracle planner's",
  options: {
    episodes: integer({ default: 200, min: 1, description: "starts to plan from" }),
    batch: integer({ default: 50, min: 1, description: "episodes planned side by side" }),
    oracleEpisodes: integer({
      default: 30,
      min: 0,
      description: "first starts that are planned on the simulator too, 0 for none",
    }),
    oracleIterations: integer({
      default: 0,
      min: 0,
      description: "iterations of the planner on the simulator, 0 for its own number",
    }),
    latencyPlans: integer({ default: 10, min: 0, description: "single plans to time, 0 for none" }),
    successFilms: integer({ default: 2, min: 0, description: "films of episodes that reach the goal" }),
    failureFilms: integer({ default: 2, min: 0, description: "films of episodes that do not" }),
    albumFrames: integer({
      default: 2000,
      min: 0,
      description: "training frames by which films show what was imagined, 0 for films without",
    }),
    stratum: string({ default: "", description: "only starts of this stratum, all where empty" }),
    criterion: string({
      default: "",
      description: "name of the criterion that ends an episode, the world's first one where empty",
    }),
  },
  make: (options) => ({
    check: (task) => check(task, options),
    evaluate: (context) => evaluate(context, options),
    film: async (context) => (await evaluate(context, { ...options, ...ONE_EPISODE })).films.at(0),
  }),
});
