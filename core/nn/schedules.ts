/**
 * Learning rates as functions of the step.
 *
 * @module
 */

/** Corners of a schedule. */
export interface ScheduleCorners {
  /** Value after warm-up. */
  readonly peak: number;
  /** Steps of warm-up. */
  readonly warmup: number;
  /** Steps in all. */
  readonly total: number;
  /** Value at step 0; 0 unless told. */
  readonly start?: number;
  /** Value at step `total`; 0 unless told. */
  readonly final?: number;
}

/** Rises along a line from `start` to `peak` in `warmup` steps; undefined afterwards. */
function rising(step: number, { peak, warmup, start = 0 }: ScheduleCorners): number | undefined {
  return step < warmup ? start + (peak - start) * (step / warmup) : undefined;
}

/**
 * Linear warm-up, then half a cosine from `peak` to `final` (Loshchilov and Hutter, "SGDR", 2017).
 *
 * @param step Steps done before this one, from 0; past `total` the value stays `final`.
 *
 * @example
 * ```ts
 * import { warmupCosine } from "@orrery/orrery/nn";
 * import assert from "node:assert/strict";
 *
 * const corners = { peak: 0.2, warmup: 10, total: 110 };
 * assert.deepEqual([0, 5, 10, 60, 110].map((step) => warmupCosine(step, corners).toFixed(2)), [
 *   "0.00", "0.10", "0.20", "0.10", "0.00",
 * ]);
 * ```
 */
export function warmupCosine(step: number, corners: ScheduleCorners): number {
  const { peak, warmup, total, final = 0 } = corners;
  const progress = Math.min(1, (step - warmup) / Math.max(1, total - warmup));
  return rising(step, corners) ?? final + (peak - final) * (1 + Math.cos(Math.PI * progress)) / 2;
}

/**
 * Linear warm-up, a plateau at `peak`, then a line to `final` in the last `anneal` steps (Hu et al., "MiniCPM",
 * 2024; V-JEPA 2 trains with it).
 *
 * @param step Steps done before this one, from 0; past `total` the value stays `final`.
 */
export function warmupStableDecay(
  step: number,
  corners: ScheduleCorners & { readonly anneal: number },
): number {
  const { peak, total, anneal, final = 0 } = corners;
  const progress = Math.min(1, Math.max(0, (step - (total - anneal)) / anneal));
  return rising(step, corners) ?? peak + (final - peak) * progress;
}
