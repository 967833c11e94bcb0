import { mean, reshape, slice, squaredDifference, type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";
import type { Model } from "../build.ts";
import type { Windows } from "../data/windows.ts";
import { read } from "../engine/read.ts";
import { dimensionStd, effectiveRank } from "../stats/latent_health.ts";
import type { Batch, Rng } from "../types.ts";
import { uploadObservations } from "../upload_observations.ts";
import type { HeldOutDiagnostics, MetricsRow } from "./metrics.ts";

/** Steps that a model may take to spread its latents out; fresh ones lie close together. */
const GRACE = 50;
/** How many measurements in a row must look bad. */
const IN_A_ROW = 3;
/** Below this effective rank the latents lie on a line. */
const LINE = 2;
/** Below this standard deviation a dimension carries next to nothing. */
const DEAD = 0.1;

/** Watches the diagnostics that training logs. */
export interface CollapseAlarm {
  /** One sentence when the latents have collapsed, once a stage; undefined otherwise. */
  see(row: MetricsRow): string | undefined;
}

/**
 * An alarm for one stage. It looks at the latents of held-out frames: from step 50 on, three measurements in a row
 * with an effective rank below 2 or a median standard deviation below 0.1 are a collapse.
 */
export function collapseAlarm(): CollapseAlarm {
  let bad = 0;
  let told = false;
  const see = (row: MetricsRow): string | undefined => {
    const sign = row.step < GRACE ? undefined : signOf(row);
    bad = sign === undefined ? 0 : bad + 1;
    if (told || bad < IN_A_ROW) return undefined;
    told = true;
    return `alarm: the latents of held-out frames have collapsed at step ${row.step} of stage "${row.stage}": ${sign}; give the objective that spreads them more weight`;
  };
  return { see };
}

/** The sign of a collapse in a row, if any. */
function signOf({ heldOut }: MetricsRow): string | undefined {
  if (!heldOut) return undefined;
  const { rank, std } = heldOut;
  if (!(rank >= Math.min(LINE, std.length))) {
    return `their effective rank is ${rank.toPrecision(3)} of ${std.length}`;
  }
  const median = std[std.length >> 1];
  return median >= DEAD ? undefined : `the median of their standard deviations is ${median.toPrecision(2)}`;
}

/** Windows that the diagnostics look at: few enough to cost little beside a step. */
const WINDOWS = 64;

/** Measures the latents of a fixed batch of held-out windows. */
export interface Diagnostics {
  /** The measured windows. */
  readonly batch: Batch;
  /** Encodes and predicts in inference mode; changes nothing. */
  measure(): Promise<HeldOutDiagnostics>;
}

/** Diagnostics on windows drawn once from `windows`. */
export function heldOutDiagnostics(model: Model, windows: Windows, rng: Rng): Diagnostics {
  const batch: Batch = windows.sample(rng, WINDOWS);
  const measure = async (): Promise<HeldOutDiagnostics> => {
    const [latents, ...errors] = await read(tidy(() => diagnosticTensors(model, batch)));
    const { tokens, dim } = model.encoder;
    // The mean of the only token is the mean of all, which rank and deviation take out themselves.
    const spread = tokens === 1 ? latents : withoutPlaces(latents, tokens * dim);
    const [prediction, still] = errors.map(([error]) => error);
    const ratio = prediction / still;
    return {
      ...(errors.length > 0 && { prediction }),
      ...(Number.isFinite(ratio) && { ratio }),
      // Training stops at latents that are not finite; there is no rank to tell of then.
      rank: latents.every(Number.isFinite) ? effectiveRank(spread, dim) : NaN,
      std: [...dimensionStd(spread, dim)].sort((a, b) => a - b),
    };
  };
  return { batch, measure };
}

/** Latents `[N, D]`, and errors of prediction and of standing still where there is a next frame to predict. */
function diagnosticTensors(model: Model, { size, frames, observations, actions }: Batch): Tensor[] {
  const latents = model.world.encode(uploadObservations(observations, model.observations, [size, frames]));
  const rows = reshape(latents, [-1, model.encoder.dim]);
  if (frames === 1 || model.predictor.condition === "positions") return [rows];
  const blocks = tensor(actions, [size, frames - 1, model.action]);
  return [rows, ...predictionErrors(model, latents, blocks)];
}

function predictionErrors(model: Model, latents: Tensor, actions: Tensor): [Tensor, Tensor] {
  const [B, T, P, D] = latents.shape as [number, number, number, number];
  const before = slice(latents, 0, [B, T - 1, P, D]);
  const after = slice(latents, [0, 1, 0, 0], [B, T - 1, P, D]);
  const guess = model.predictor.predict(before, { actions }, "infer"); // [B, T−1, P, D]
  return [mean(squaredDifference(guess, after)), mean(squaredDifference(before, after))];
}

/**
 * Latents `[N, P·D]` less each token's mean over the N frames: what depends on a token's place alone tells nothing of
 * a frame, and would hide a collapse. Differences from the first frame come first, so that latents that are all alike
 * become exact zeros.
 */
function withoutPlaces(latents: Float32Array, width: number): Float32Array {
  const frames = latents.length / width;
  const moved = latents.map((value, i) => value - latents[i % width]);
  const means = new Float64Array(width);
  moved.forEach((value, i) => means[i % width] += value / frames);
  return moved.map((value, i) => value - means[i % width]);
}
