import {
  checkRequest,
  clampPlans,
  InputError,
  lowest,
  type PlanIteration,
  type PlanRequest,
  type PlanResult,
  scoreChecked,
  startingPlans,
} from "../core/mod.ts";

/** How the cross-entropy method searches; the options of the components `cem` and `icem`. */
export interface CemSettings {
  /** N, candidates of the first iteration. */
  readonly samples: number;
  /** What the number of candidates is divided by from one iteration to the next, down to 2·K; by default 1. */
  readonly decay?: number;
  /** Elites that are candidates of the next iteration again; by default 0. */
  readonly keep?: number;
  /** K, candidates that shape the next iteration. */
  readonly elites: number;
  /** Iterations, where the request does not say. */
  readonly iterations: number;
  /** Spread of the first candidates. */
  readonly initialStd: number;
  /** Floor of the spread. */
  readonly minStd: number;
  /** Whether the elites' spread divides by K or by K − 1. */
  readonly eliteStd: "population" | "unbiased";
  /** Whether candidate 0 is the mean itself. */
  readonly meanAsSample: boolean;
  /** Largest Euclidean length of one action block; 0 for any. */
  readonly maxNorm: number;
  /** Share of the old mean and spread that an update keeps. */
  readonly momentum: number;
  /** The final mean, or the cheapest candidate of all iterations. */
  readonly returns: "mean" | "best";
}

/** Keeps a norm of zero from dividing; eb_jepa's value. */
const EPSILON = 1e-6;

/** Random numbers `[N, H, A]` of spread 1 for the candidates of one problem in one iteration. */
export type CemNoise = (iteration: number, problem: number, candidates: number) => Float64Array;

/** The cheapest candidates of an iteration, in ascending order of their costs. */
export interface Elites {
  /** Which candidates they are `[B, K]`. */
  readonly indices: Int32Array;
  /** Their costs `[B, K]`. */
  readonly costs: Float64Array;
  /** Their plans `[B, K, H·A]`. */
  readonly plans: Float64Array;
}

/** Moves mean and spread `[B, H·A]`, in place, to where the elites are. */
export type Refit = (mean: Float64Array, std: Float64Array, elites: Elites) => void;

/** Shortens blocks `[…, A]` to a length, in place, as eb_jepa does. */
function limitNorms(plans: Float64Array, size: number, maxNorm: number): void {
  for (let at = 0; at < plans.length; at += size) {
    const block = plans.subarray(at, at + size);
    const length = Math.hypot(...block);
    const factor = Math.min(length, maxNorm) / (length + EPSILON);
    for (let a = 0; a < size; a++) block[a] *= factor;
  }
}

/** How many candidates an iteration has. */
function candidatesOf({ samples, elites, decay = 1 }: CemSettings, iteration: number): number {
  return Math.min(samples, Math.max(2 * elites, Math.floor(samples / decay ** iteration)));
}

function draw(
  mean: Float64Array,
  std: Float64Array,
  request: PlanRequest,
  settings: CemSettings,
  N: number,
  noise: (problem: number) => Float64Array,
): Float64Array {
  const L = request.horizon * request.space.size;
  const plans = new Float64Array(request.batch * N * L); // [B, N, H·A]
  for (let b = 0; b < request.batch; b++) {
    const z = noise(b);
    for (let n = 0; n < N; n++) {
      const still = n === 0 && settings.meanAsSample;
      for (let l = 0; l < L; l++) {
        plans[(b * N + n) * L + l] = mean[b * L + l] + (still ? 0 : std[b * L + l] * z[n * L + l]);
      }
    }
  }
  clampPlans(plans, request.space);
  if (settings.maxNorm > 0) limitNorms(plans, request.space.size, settings.maxNorm);
  return plans;
}

/** Puts the best elites of the last iteration in the place of the first candidates that are drawn. */
function keepElites(
  plans: Float64Array,
  last: Elites,
  N: number,
  { keep = 0, meanAsSample }: CemSettings,
  B: number,
): void {
  const L = plans.length / (B * N);
  const K = last.costs.length / B;
  const first = meanAsSample ? 1 : 0;
  const count = Math.min(keep, K, N - first);
  for (let b = 0; b < B; b++) {
    plans.set(last.plans.subarray(b * K * L, (b * K + count) * L), (b * N + first) * L);
  }
}

function choose(plans: Float64Array, costs: Float64Array, B: number, K: number): Elites {
  const N = costs.length / B;
  const L = plans.length / costs.length;
  const elites = {
    indices: new Int32Array(B * K),
    costs: new Float64Array(B * K),
    plans: new Float64Array(B * K * L),
  };
  for (let b = 0; b < B; b++) {
    const own = costs.subarray(b * N, (b + 1) * N);
    lowest(own, K).forEach((n, k) => {
      const at = b * K + k;
      elites.indices[at] = n;
      elites.costs[at] = own[n];
      elites.plans.set(plans.subarray((b * N + n) * L, (b * N + n + 1) * L), at * L);
    });
  }
  return elites;
}

/** Moves mean and std `[B, H·A]` in place to those of the elites. */
function refit(mean: Float64Array, std: Float64Array, { plans, costs }: Elites, settings: CemSettings): void {
  const { elites: K, momentum, minStd } = settings;
  const L = plans.length / costs.length;
  const freedom = settings.eliteStd === "unbiased" ? K - 1 : K;
  for (let i = 0; i < mean.length; i++) {
    const b = Math.floor(i / L);
    const value = (k: number) => plans[(b * K + k) * L + i % L];
    let centre = 0;
    for (let k = 0; k < K; k++) centre += value(k) / K;
    let squares = 0;
    for (let k = 0; k < K; k++) squares += (value(k) - centre) ** 2;
    mean[i] = momentum * mean[i] + (1 - momentum) * centre;
    std[i] = Math.max(minStd, momentum * std[i] + (1 - momentum) * Math.sqrt(squares / freedom));
  }
}

/** A plan with a full account of every refinement. */
export interface CemResult extends PlanResult {
  /** How the distribution moved, and which candidates moved it. */
  readonly trace: readonly Required<PlanIteration>[];
}

/** The cheapest candidate so far of each problem. */
function keepBest(best: PlanResult, { costs, plans }: Elites): void {
  const B = best.cost.length;
  const K = costs.length / B;
  const L = best.plan.length / B;
  for (let b = 0; b < B; b++) {
    if (costs[b * K] >= best.cost[b]) continue;
    best.cost[b] = costs[b * K];
    best.plan.set(plans.subarray(b * K * L, (b * K + 1) * L), b * L);
  }
}

const firstOf = (costs: Float64Array, batch: number): Float64Array =>
  Float64Array.from({ length: batch }, (_, b) => costs[b * costs.length / batch]);

/**
 * The cross-entropy method with given noise; `cem` and `icem` run it on each problem's own stream, reference data
 * through its own numbers. What is fitted to the elites, and how, may differ: `mppi` weighs them by their costs.
 *
 * @throws {InputError} for a request that makes no sense, or costs that are NaN.
 */
export async function cemPlan(
  request: PlanRequest,
  settings: CemSettings,
  noise: CemNoise,
  fit: Refit = (mean, std, elites) => refit(mean, std, elites, settings),
): Promise<CemResult> {
  checkRequest(request);
  const { batch, space } = request;
  const mean = startingPlans(request); // [B, H·A]
  const std = new Float64Array(mean.length).fill(settings.initialStd);
  const trace: Required<PlanIteration>[] = [];
  const best = { plan: mean.slice(), cost: new Float64Array(batch).fill(Infinity), trace };
  let last: Elites | undefined;
  for (let i = 0; i < (request.iterations ?? settings.iterations); i++) {
    const N = candidatesOf(settings, i);
    const plans = draw(mean, std, request, settings, N, (problem) => noise(i, problem, N));
    if (last) keepElites(plans, last, N, settings, batch);
    last = choose(plans, await scoreChecked(request, plans, N), batch, settings.elites);
    fit(mean, std, last);
    clampPlans(mean, space); // a mean of numbers at a bound may round past it
    keepBest(best, last);
    trace.push({
      mean: mean.slice(),
      std: std.slice(),
      best: firstOf(last.costs, batch),
      eliteCosts: last.costs,
      elites: last.indices,
    });
  }
  if (settings.returns === "best") return best;
  return { plan: mean, cost: await scoreChecked(request, mean, 1), trace };
}

/**
 * Refuses numbers of elites that cannot be chosen, or have no spread.
 *
 * @throws {InputError} naming the planner.
 */
export function checkElites(
  planner: string,
  { samples, elites, eliteStd }: Pick<CemSettings, "samples" | "elites" | "eliteStd">,
): void {
  if (elites > samples) {
    throw new InputError(
      `Cannot make planner "${planner}": elites is ${elites}, expected at most samples, ${samples}`,
    );
  }
  if (eliteStd === "unbiased" && elites < 2) {
    throw new InputError(
      `Cannot make planner "${planner}": elites is 1, expected at least 2 with "unbiased" eliteStd`,
    );
  }
}
