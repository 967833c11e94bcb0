import {
  chooseCriterion,
  chooseTrials,
  component,
  encodeContexts,
  integer,
  latentScore,
  nativeActions,
  percentile,
  planSpace,
  shuffled,
  spearman,
  string,
} from "../core/mod.ts";
import type {
  Component,
  Criterion,
  Env,
  EvaluationContext,
  EvaluationResult,
  EvaluationTask,
  Json,
  PlanSetting,
  Score,
  Trial,
} from "../core/mod.ts";
import { requiredPlan, tryPlanning } from "./required_plan.ts";

interface Options {
  readonly plans: number;
  readonly candidates: number;
  readonly criterion: string;
}

/** Some candidates of one problem in one iteration. */
interface Sample {
  readonly problem: number;
  readonly plans: readonly Float64Array[];
  readonly costs: readonly number[];
}

/** What the parts share. */
interface Setup {
  readonly options: Options;
  readonly context: EvaluationContext;
  readonly setting: PlanSetting;
  readonly env: Env;
  readonly criterion: Criterion;
}

function startsOf({ options, context, setting, criterion }: Setup): readonly Trial[] {
  const { world: { encoder }, heldOut: source, rng } = context;
  return chooseTrials({
    source,
    criterion,
    streams: encoder.inputs,
    goalOffset: setting.goalOffset,
    count: options.plans,
    rng: rng.fork("trials"),
  }).trials;
}

/** The model's cost of plans from the starts. */
async function scoreOf({ context, setting, env }: Setup, trials: readonly Trial[]): Promise<Score> {
  const { world, frameskip } = context;
  const contexts = trials.map(({ start }) => {
    env.setState(start);
    const seen = world.encoder.inputs.map((stream) => [stream, env.observe(stream)]);
    return { frames: [Object.fromEntries(seen)], blocks: [] };
  });
  const aims = trials.map(({ goal }) => goal.observations);
  const { histories, latents } = await encodeContexts(world, env.observations, contexts, aims);
  const goals = Float32Array.from(latents.flatMap((latent) => [...latent]));
  const action = planSpace(env.actionSpace, frameskip).size;
  return latentScore({ world, cost: setting.cost, histories, goals, action });
}

/** The same score; keeps some candidates of every search among several, with their costs. */
function sampled({ options, context }: Setup, score: Score, batch: number): {
  readonly score: Score;
  readonly iterations: readonly (readonly Sample[])[];
} {
  const iterations: Sample[][] = [];
  return {
    iterations,
    score: async (plans, N) => {
      const costs = await score(plans, N);
      if (N === 1) return costs; // a result, no search
      const rng = context.rng.fork("candidates").fork(iterations.length);
      const length = plans.length / (batch * N);
      iterations.push(Array.from({ length: batch }, (_, problem) => {
        const some = [...shuffled(N, rng.fork(problem)).take(options.candidates)].map((n) => problem * N + n);
        return {
          problem,
          plans: some.map((at) => plans.slice(at * length, (at + 1) * length)),
          costs: some.map((at) => costs[at]),
        };
      }));
      return costs;
    },
  };
}

/** True distance to the goal after each plan of a sample. */
function tryOut({ env, criterion }: Setup, { start, goal }: Trial, { plans }: Sample): number[] {
  return plans.map((plan) => {
    env.setState(start);
    for (const action of nativeActions(env.actionSpace, plan)) env.step(action);
    return criterion.distance(env.measure(), goal.variables);
  });
}

function compare(setup: Setup, trials: readonly Trial[], samples: readonly Sample[]): Json {
  const tried = samples.map((sample) => ({
    sample,
    distances: tryOut(setup, trials[sample.problem], sample),
  }));
  const found = tried.map(({ sample, distances }) => spearman(sample.costs, distances))
    .filter((value) => value !== undefined);
  const at = (p: number) => found.length > 0 ? percentile(found, p) : null;
  const distance = percentile(tried.map(({ distances }) => percentile(distances, 50)), 50);
  return { spearman: at(50), p25: at(25), p75: at(75), n: found.length, distance };
}

async function measure(setup: Setup): Promise<EvaluationResult> {
  const { options, context, setting, env, criterion } = setup;
  const trials = startsOf(setup);
  const batch = trials.length;
  const { score, iterations } = sampled(setup, await scoreOf(setup, trials), batch);
  context.progress(0.1, `planning ${batch} times`);
  await setting.planner.plan({
    batch,
    horizon: setting.horizon,
    space: planSpace(env.actionSpace, context.frameskip),
    score,
    rngs: trials.map((_, i) => context.rng.fork("plan").fork(i)),
  });
  const rows = iterations.map((samples, i): [string, Json] => {
    context.progress(0.5 + 0.5 * i / iterations.length, `iteration ${i + 1} on the simulator`);
    return [`${i + 1}`, compare(setup, trials, samples)];
  });
  context.progress(1, "done");
  const { horizon } = setting;
  const { candidates } = options;
  const metrics = {
    plans: batch,
    candidates,
    horizon,
    criterion: criterion.criterion,
    iterations: Object.fromEntries(rows),
  };
  return { metrics, films: [] };
}

/** What the task must have: a plan, and a world with the criterion. */
function needed(task: EvaluationTask, { criterion: name }: Options) {
  const { setting, env } = requiredPlan(task, "cost-fidelity");
  return { setting, env, criterion: chooseCriterion(env, name) };
}

/**
 * Whether the planner's cost can be trusted, iteration by iteration: some candidates of every refinement are carried
 * out in the true world, from the true state, and their true distance to the goal at the end of the horizon is
 * compared with what the model said they cost, by Spearman's rank correlation (the diagnostic of DA-LeWM). It is
 * given as the median over plans, with quartiles and the number of plans that have one (no rank correlation exists
 * where all candidates end equally far), beside the median true distance of the candidates. Each start is planned
 * from once, as an episode begins: without a past.
 *
 * In a sound model the correlation stays high while the distance falls. It falls when late refinements fit the
 * model's errors. That it is lower where all candidates are nearly alike is natural.
 */
export const costFidelity: Component<"evaluation"> = component("evaluation", {
  description: "Rank correlation of the planner's cost with the true distance, per iteration",
  options: {
    plans: integer({ default: 20, min: 1, description: "starts to plan from, once each" }),
    candidates: integer({
      default: 32,
      min: 3,
      description: "candidates of an iteration that are carried out",
    }),
    criterion: string({
      default: "",
      description: "name of the criterion whose distance counts, the world's first one where empty",
    }),
  },
  make: (options) => ({
    check: (task) => tryPlanning(task, needed(task, options)),
    evaluate: async (context) => await measure({ options, context, ...needed(context, options) }),
  }),
});
