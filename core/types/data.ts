/**
 * Stored episodes and the batches cut from them.
 *
 * @module
 */
import type { EnvSpec, Observation } from "./world.ts";

/** One column of stored steps, e.g. `pixels` `[rows, h, w, c]`. */
export interface ColumnSpec {
  /** Column name. */
  readonly name: string;
  /** Shape of one row. */
  readonly shape: readonly number[];
  /** Element type. */
  readonly dtype: "uint8" | "int32" | "int64" | "float32" | "float64";
}

/** Rows of a column, row-major. */
export type ColumnData = Uint8Array | Int32Array | BigInt64Array | Float32Array | Float64Array;

/** Stored episodes. Row t holds the observation and the action that leaves it. */
export interface EpisodeSource {
  /** Number of rows (observations) of each episode. */
  readonly lengths: readonly number[];
  /** What is stored. */
  readonly columns: readonly ColumnSpec[];
  /** Rows `[start, start + count)` of one column of one episode. Throws when out of range. */
  read(episode: number, column: string, start: number, count: number): ColumnData;
}

/** One episode that a dataset brings: its rows and what lies between them. */
export interface DatasetEpisode {
  /** T; 1 for a picture by itself. */
  readonly rows: number;
  /** Streams `[T, …shape]`. */
  readonly observations: { readonly [stream: string]: Observation };
  /** Native actions `[T−1, A]`, row t leading to t+1; absent where there are none. */
  readonly actions?: Float32Array;
  /** Quantities and labels `[T, V]`, in the order of the dataset's `variables`. */
  readonly variables: Float64Array;
}

/**
 * Data that brings itself, in place of a world that is acted in: pictures with labels, recordings. Where nothing is
 * done its `actionSpace` is a box without dimensions.
 */
export interface Dataset extends Pick<EnvSpec, "id" | "observations" | "actionSpace" | "variables"> {
  /** Number of episodes, at least 2: some are held out. */
  readonly episodes: number;
  /** One of them, from 0; always the same. */
  episode(index: number): DatasetEpisode;
}

/** B windows of T frames: T observations and T−1 action blocks, no NaN, no padding. */
export interface Batch {
  /** B. */
  readonly size: number;
  /** T. */
  readonly frames: number;
  /** Streams, `[B, T, …shape]`. */
  readonly observations: { readonly [stream: string]: Observation };
  /** Normalised action blocks `[B, T−1, A]`. */
  readonly actions: Float32Array;
}
