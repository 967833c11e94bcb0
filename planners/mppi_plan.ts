import type { PlanRequest } from "../core/mod.ts";
import { type CemNoise, cemPlan, type CemResult, type CemSettings, type Elites } from "./cem_plan.ts";

/** How model-predictive path integral control searches; the options of the component `mppi`. */
export interface MppiSettings
  extends Pick<CemSettings, "samples" | "iterations" | "initialStd" | "minStd" | "meanAsSample" | "returns"> {
  /** K, candidates that are weighed; 0 for all of them. */
  readonly elites: number;
  /** A cost higher by this much weighs 1/e as much, in what `unit` says. */
  readonly temperature: number;
  /** What a temperature of 1 is: a cost of 1, or the standard deviation of the weighed candidates' finite costs. */
  readonly unit: "cost" | "deviation";
  /** Whether the spread stays as it is, or becomes that of the weighed candidates. */
  readonly spread: "fixed" | "weighted";
}

/** Standard deviation of the finite costs, over their number; 1 where all are alike. */
function deviation(costs: Float64Array): number {
  const finite = costs.filter(Number.isFinite);
  const mean = finite.reduce((sum, cost) => sum + cost / finite.length, 0);
  const variance = finite.reduce((sum, cost) => sum + (cost - mean) ** 2 / finite.length, 0);
  return variance > 0 && variance < Infinity ? Math.sqrt(variance) : 1;
}

/** Weights of candidates with ascending costs, which sum to 1: the softmax of minus the costs. */
function weigh(costs: Float64Array, { temperature, unit }: MppiSettings): Float64Array {
  const scale = unit === "cost" ? temperature : temperature * deviation(costs);
  // Candidates that cost the same weigh the same, also where all cost infinitely much.
  const weights = costs.map((cost) => cost === costs[0] ? 1 : Math.exp((costs[0] - cost) / scale));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Moves mean and std `[B, H·A]`, in place, to the weighted ones of the elites. */
function refit(
  mean: Float64Array,
  std: Float64Array,
  { plans, costs }: Elites,
  settings: MppiSettings,
  B: number,
): void {
  const K = costs.length / B;
  const L = mean.length / B;
  for (let b = 0; b < B; b++) {
    const weights = weigh(costs.subarray(b * K, (b + 1) * K), settings);
    for (let l = 0; l < L; l++) {
      const value = (k: number) => plans[(b * K + k) * L + l];
      const average = (of: (k: number) => number) =>
        weights.reduce((sum, weight, k) => sum + weight * of(k), 0);
      const centre = average(value);
      mean[b * L + l] = centre;
      if (settings.spread === "fixed") continue;
      const variance = average((k) => (value(k) - centre) ** 2);
      std[b * L + l] = Math.max(settings.minStd, Math.sqrt(variance));
    }
  }
}

/**
 * Model-predictive path integral control with given noise; `mppi` runs it on each problem's own stream, reference
 * data through its own numbers.
 *
 * @throws {InputError} for a request that makes no sense, or costs that are NaN.
 */
export function mppiPlan(
  request: PlanRequest,
  settings: MppiSettings,
  noise: CemNoise,
): Promise<CemResult> {
  const elites = settings.elites === 0 ? settings.samples : settings.elites;
  const search: CemSettings = { ...settings, elites, eliteStd: "population", maxNorm: 0, momentum: 0 };
  return cemPlan(
    request,
    search,
    noise,
    (mean, std, chosen) => refit(mean, std, chosen, settings, request.batch),
  );
}
