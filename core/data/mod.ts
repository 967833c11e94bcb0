/**
 * Stored episodes: sources of them, their split into training and held-out ones, and the windows that models
 * learn from.
 *
 * @example
 * ```ts
 * import { memorySource, seededRng, splitEpisodes, subset } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const source = memorySource(
 *   [{ name: "reward", shape: [], dtype: "float32" }],
 *   [1, 2, 3].map((rows) => ({ reward: new Float32Array(rows) })),
 * );
 * const { training } = splitEpisodes(source.lengths.length, 0.4, seededRng(0));
 * assert.equal(subset(source, training).lengths.length, 2);
 * ```
 *
 * @module
 */
export * from "./batches.ts";
export * from "./source.ts";
export * from "./places.ts";
export * from "./split.ts";
export * from "./windows.ts";
