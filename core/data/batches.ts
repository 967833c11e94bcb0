import type { Batch, Rng } from "../types.ts";
import type { Windows } from "./windows.ts";

/** The batches of a stage, by step: made when they are asked for, or elsewhere while the step before is computed. */
export interface Batches {
  /** The batch of a step, from 0; always the same for the same step. */
  at(step: number): Batch | Promise<Batch>;
}

/**
 * Batches of windows that are drawn when they are asked for. What is drawn depends on stream and step only.
 *
 * @param windows What to draw from.
 * @param size B, windows in a batch.
 * @param rng The stage's stream.
 *
 * @example
 * ```ts
 * import { drawnBatches, memorySource, seededRng, windows } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const source = memorySource(
 *   [{ name: "proprio", shape: [1], dtype: "float32" }],
 *   [{ proprio: Float32Array.of(0, 1, 2, 3) }],
 * );
 * const cut = { frames: 1, frameskip: 1, streams: ["proprio"], actionSpace: { kind: "box", low: [], high: [] } } as const;
 * const batches = drawnBatches(windows(source, [0], cut), 2, seededRng(0));
 * assert.deepEqual(await batches.at(5), await batches.at(5));
 * ```
 */
export function drawnBatches(windows: Windows, size: number, rng: Rng): Batches {
  return { at: (step) => windows.sample(rng.fork("step").fork(step).fork("batch"), size) };
}
