import { seededRng } from "../core/rng.ts";
import type { PlanRequest, PlanResult, Score } from "../core/types.ts";
import { type CemNoise, cemPlan, type CemSettings } from "../planners/cem_plan.ts";
import { colouredNoise } from "../planners/coloured_noise.ts";
import { mppiPlan, type MppiSettings } from "../planners/mppi_plan.ts";
import { unreadFields } from "./fields.ts";
import type { Discrepancy, OracleFile, OracleTensor, Replay, Replayer } from "./replayer.ts";
import { relativeError } from "./replayer.ts";
import { tally } from "./tally.ts";

/** What is common to the cases of all planners over the analytic cost. */
type PlannerCase = {
  readonly id: string;
  readonly algorithm: string;
  readonly params: { readonly [name: string]: number } & {
    readonly max_norms?: number | readonly number[];
    readonly return_mean?: boolean;
  };
  readonly x0: OracleTensor;
  readonly goal: OracleTensor;
  readonly init_action?: OracleTensor | null;
  readonly noise: readonly OracleTensor[];
  readonly iterations: readonly {
    readonly mean: OracleTensor;
    readonly std?: OracleTensor;
    readonly elite_indices?: readonly (readonly number[])[];
    readonly elite_costs?: OracleTensor;
  }[];
  readonly costs_iteration0?: OracleTensor;
  readonly candidates_iteration0?: OracleTensor;
  readonly actions?: OracleTensor;
};

/** What a planner was seen to do. */
interface Replayed {
  readonly result: PlanResult;
  readonly candidates: Float64Array;
  readonly costs: Float64Array;
}

const TOLERANCE = 1e-5;
const GAIN = 0.35;
const HILL = [0.6, 0.25];

/** The file's cost of one plan `[H, 2]`: distance to the goal, a hill on the way, and effort. */
function analyticCost(plan: Float64Array, x0: readonly number[], goal: readonly number[]): number {
  let [x, y] = x0;
  let penalty = 0;
  for (let t = 0; t < plan.length; t += 2) {
    x += GAIN * plan[t];
    y += GAIN * plan[t + 1];
    const near = (x - HILL[0]) ** 2 + (y - HILL[1]) ** 2;
    penalty += 2 * Math.exp(-near / 0.1) + 0.02 * (plan[t] ** 2 + plan[t + 1] ** 2);
  }
  return (x - goal[0]) ** 2 + (y - goal[1]) ** 2 + penalty;
}

function analyticScore({ x0, goal }: PlannerCase, horizon: number): Score {
  const length = 2 * horizon;
  return (plans, candidates) =>
    Promise.resolve(
      Float64Array.from({ length: plans.length / length }, (_, i) => {
        const b = 2 * Math.floor(i / candidates);
        const plan = plans.subarray(i * length, (i + 1) * length);
        return analyticCost(plan, x0.data.slice(b, b + 2), goal.data.slice(b, b + 2));
      }),
    );
}

/** eb_jepa's `[H, N, 2]` → `[N, H, 2]`; the `[B, N, H, 2]` of stable-worldmodel as it is. */
function candidatesFirst({ shape, data }: OracleTensor): Float64Array {
  if (shape.length === 4) return Float64Array.from(data);
  const [H, N] = shape;
  return Float64Array.from(data, (_, i) => {
    const [n, h] = [Math.floor(i / (2 * H)), Math.floor(i / 2) % H];
    return data[(h * N + n) * 2 + i % 2];
  });
}

/** A given start `[B, h, 2]` with zeros up to the horizon. */
function padded({ shape: [B, given], data }: OracleTensor, horizon: number): Float64Array {
  const plan = new Float64Array(B * horizon * 2);
  for (let b = 0; b < B; b++) plan.set(data.slice(b * given * 2, (b + 1) * given * 2), b * horizon * 2);
  return plan;
}

/** Searches from a request, with noise that is bound. */
type Search = (request: PlanRequest) => Promise<PlanResult>;

async function replayWith(example: PlannerCase, search: Search): Promise<Replayed> {
  const { horizon, low = -Infinity, high = Infinity } = example.params;
  const batch = example.x0.data.length / 2;
  const score = analyticScore(example, horizon);
  const seen: [Float64Array, Float64Array][] = [];
  const request: PlanRequest = {
    batch,
    horizon,
    space: { size: 2, low: [low, low], high: [high, high] },
    score: async (plans, candidates) => {
      const costs = await score(plans, candidates);
      seen.push([plans.slice(), costs]);
      return costs;
    },
    rngs: Array.from({ length: batch }, (_, b) => seededRng(b)),
    ...example.init_action && { warm: padded(example.init_action, horizon) },
  };
  const result = await search(request);
  const [[candidates, costs]] = seen;
  return { result, candidates, costs };
}

function replayCem(example: PlannerCase, settings: CemSettings, noise: CemNoise): Promise<Replayed> {
  return replayWith(example, (request) => cemPlan(request, settings, noise));
}

const common = { minStd: 0, eliteStd: "unbiased", momentum: 0, returns: "mean" } as const;

/** Noise `[B, N, H, 2]`, problem by problem. */
function noiseOf({ noise, params: { samples, horizon } }: PlannerCase): CemNoise {
  const size = samples * horizon * 2;
  return (iteration, problem) =>
    Float64Array.from(noise[iteration].data.slice(problem * size, (problem + 1) * size));
}

/** stable-worldmodel: candidate 0 is the mean, noise `[B, N, H, 2]`. */
function replaySwm(example: PlannerCase): Promise<Replayed> {
  const { samples, topk: elites, iterations, var_scale: initialStd } = example.params;
  const settings = { ...common, samples, elites, iterations, initialStd, meanAsSample: true, maxNorm: 0 };
  return replayCem(example, settings, noiseOf(example));
}

/** stable-worldmodel's iCEM: white noise `[B, N, 2, H]`, coloured here. */
function replayIcem(example: PlannerCase): Promise<Replayed> {
  const { samples, topk: elites, iterations, var_scale: initialStd, horizon } = example.params;
  const { alpha: momentum, n_elite_keep: keep, noise_beta, return_mean } = example.params;
  const returns = return_mean === false ? "best" : "mean";
  const search = { samples, elites, iterations, initialStd, momentum, keep, returns } as const;
  return replayCem(
    example,
    { ...common, ...search, meanAsSample: true, maxNorm: 0 },
    (iteration, problem) => {
      const size = samples * horizon * 2;
      const white = example.noise[iteration].data.slice(problem * size, (problem + 1) * size);
      return colouredNoise(Float64Array.from(white), horizon, 2, noise_beta);
    },
  );
}

/** stable-worldmodel's MPPI: a cost divided by the temperature, all candidates where no number of elites is given. */
function replayMppi(example: PlannerCase): Promise<Replayed> {
  const { samples, topk, iterations, var_scale: initialStd, temperature } = example.params;
  const elites = Math.min(topk ?? samples, samples);
  const search = { samples, elites, iterations, initialStd, minStd: 0, temperature, unit: "cost" } as const;
  const settings: MppiSettings = { ...search, spread: "fixed", meanAsSample: true, returns: "mean" };
  return replayWith(example, (request) => mppiPlan(request, settings, noiseOf(example)));
}

/** eb_jepa's MPPI: the temperature multiplies the cost, the spread follows, noise `[H, N, 2]`. */
function replayEbJepaMppi(example: PlannerCase): Promise<Replayed> {
  const { samples, elites, iterations, max_std: initialStd, temperature } = example.params;
  const search = { samples, elites, iterations, initialStd, minStd: 0, unit: "cost" } as const;
  const settings: MppiSettings = {
    ...search,
    temperature: 1 / temperature,
    spread: "weighted",
    meanAsSample: false,
    returns: "mean",
  };
  const noise: CemNoise = (iteration) => candidatesFirst(example.noise[iteration]);
  return replayWith(example, (request) => mppiPlan(request, settings, noise));
}

/** Largest lengths of a step; 0 where there is none. */
const maxNorms = ({ params }: PlannerCase): readonly number[] => [params.max_norms ?? 0].flat();

/** eb_jepa: one problem, every candidate is drawn, noise `[H, N, 2]`. */
function replayEbJepa(example: PlannerCase): Promise<Replayed> {
  const { samples, elites, iterations, var_scale: initialStd } = example.params;
  const [maxNorm] = maxNorms(example);
  const settings = { ...common, samples, elites, iterations, initialStd, meanAsSample: false, maxNorm };
  return replayCem(example, settings, (iteration) => candidatesFirst(example.noise[iteration]));
}

function compare(example: PlannerCase, { result, candidates, costs }: Replayed): Discrepancy[] {
  const found: Discrepancy[] = [];
  const add = (quantity: string, error: number, tolerance: number = TOLERANCE) =>
    found.push({ case: example.id, quantity, error, tolerance });
  if (example.costs_iteration0) {
    add("costs of iteration 0", relativeError(costs, example.costs_iteration0.data));
  }
  if (example.candidates_iteration0) {
    const expected = candidatesFirst(example.candidates_iteration0);
    add("candidates of iteration 0", relativeError(candidates, expected));
  }
  example.iterations.forEach(({ mean, std, elite_indices, elite_costs }, k) => {
    const trace = result.trace[k];
    add(`mean ${k}`, relativeError(trace.mean, mean.data));
    if (std) add(`std ${k}`, relativeError(trace.std ?? [], std.data));
    if (elite_costs) add(`elite costs ${k}`, relativeError(trace.eliteCosts ?? [], elite_costs.data));
    if (elite_indices) {
      const expected = elite_indices.flat();
      const { elites = [] } = trace;
      const same = expected.length === elites.length && expected.every((n, i) => n === elites[i]);
      add(`elite indices ${k}`, same ? 0 : 1, 0);
    }
  });
  if (example.actions) add("actions", relativeError(result.plan, example.actions.data));
  return found;
}

interface Algorithm {
  /** Parameters that must be numbers. */
  readonly reads: readonly string[];
  /** Parameters that may be left out. */
  readonly may: readonly string[];
  readonly replay: (example: PlannerCase) => Promise<Replayed>;
}

const ALGORITHMS: { readonly [algorithm: string]: Algorithm } = {
  "CEM": {
    reads: ["samples", "topk", "horizon", "iterations", "var_scale"],
    may: ["batch"],
    replay: replaySwm,
  },
  "iCEM": {
    reads: [
      ...["samples", "topk", "horizon", "iterations", "var_scale"],
      ...["noise_beta", "alpha", "n_elite_keep", "low", "high"],
    ],
    may: ["batch", "return_mean"],
    replay: replayIcem,
  },
  "eb_jepa CEM": {
    reads: ["samples", "elites", "horizon", "iterations", "var_scale"],
    may: ["max_norms"],
    replay: replayEbJepa,
  },
  "MPPI": {
    reads: ["samples", "horizon", "iterations", "var_scale", "temperature"],
    may: ["batch", "topk"],
    replay: replayMppi,
  },
  "eb_jepa MPPI": {
    reads: ["samples", "elites", "horizon", "iterations", "max_std", "temperature"],
    may: [],
    replay: replayEbJepaMppi,
  },
};

/** What the project has no code for in a case. */
function missingIn(example: PlannerCase): string | undefined {
  const { algorithm, params = {}, init_action } = example;
  if (!Object.hasOwn(ALGORITHMS, algorithm)) return String(algorithm);
  const { reads, may } = ALGORITHMS[algorithm];
  const [unread] = unreadFields(params, [...reads, ...may]);
  if (unread) return `${algorithm} with ${unread}`;
  const absent = reads.find((name) => typeof params[name] !== "number");
  if (absent) return `${algorithm} without ${absent}`;
  if (maxNorms(example).length > 1) return `${algorithm} with several norms`;
  if (algorithm === "iCEM" && params.horizon < 2) return `${algorithm} with a horizon of 1`;
  if (params.return_mean === false && params.n_elite_keep < 1) {
    return `${algorithm} with the best of the last only`;
  }
  const long = init_action && init_action.shape[1] > params.horizon;
  return long ? `${algorithm} with a start longer than the horizon` : undefined;
}

const isPlanner = (one: OracleFile["cases"][number]): boolean =>
  typeof one.algorithm === "string" && Array.isArray(one.noise);

/** Rows of the table of composed poses, for which the project has no code. */
function poses({ pose_composition: rows }: OracleFile): readonly string[] {
  return Array.isArray(rows) ? rows.map(() => "pose_composition") : [];
}

/** Replays planners over given noise: CEM, iCEM and MPPI of stable-worldmodel, CEM and MPPI of eb_jepa. */
export const plannersReplayer: Replayer = {
  name: "planners",
  accepts: ({ cases }: OracleFile): boolean => cases.some(isPlanner),
  replay: async (file: OracleFile): Promise<Replay> => {
    const examples = file.cases as readonly PlannerCase[];
    const discrepancies: Discrepancy[] = [];
    for (const example of examples.filter((one) => !missingIn(one))) {
      const { replay } = ALGORITHMS[example.algorithm];
      discrepancies.push(...compare(example, await replay(example)));
    }
    const missing = examples.flatMap((one) => missingIn(one) ?? []);
    return { discrepancies, missing: tally([...missing, ...poses(file)]) };
  },
};
