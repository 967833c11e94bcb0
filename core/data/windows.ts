import { nativeSize, normaliseBlock, normalisedSize } from "../actions.ts";
import { InputError } from "../errors.ts";
import { suggestion } from "../nearest.ts";
import { checkRows } from "./source.ts";
import { type Place, placesOf } from "./places.ts";
import type {
  ActionSpace,
  Batch,
  ColumnData,
  ColumnSpec,
  EpisodeSource,
  Observation,
  Rng,
} from "../types.ts";

/** How windows are cut from episodes. */
export interface WindowCut {
  /** T, observations in a window. */
  readonly frames: number;
  /** Env steps from one observation of a window to the next. */
  readonly frameskip: number;
  /** Columns to cut observations from. */
  readonly streams: readonly string[];
  /** Native space of column `action`. */
  readonly actionSpace: ActionSpace;
}

/** All windows of some episodes. */
export interface Windows {
  /** Number of windows. */
  readonly count: number;
  /** `batch` windows, each drawn uniformly from all of them, with replacement. */
  sample(rng: Rng, batch: number): Batch;
}

/** Rows from the first to the last observation of a window, both counted. */
export function windowRows({ frames, frameskip }: Pick<WindowCut, "frames" | "frameskip">): number {
  return (frames - 1) * frameskip + 1;
}

const size = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

function findColumn({ columns }: EpisodeSource, name: string): ColumnSpec {
  const found = columns.find((column) => column.name === name);
  if (found) return found;
  const names = columns.map((column) => column.name);
  throw new InputError(`Cannot cut windows: the data has no column "${name}", ${suggestion(name, names)}`);
}

function checkCut(source: EpisodeSource, episodes: readonly number[], cut: WindowCut): void {
  for (const [name, value] of [["frames", cut.frames], ["frameskip", cut.frameskip]] as const) {
    if (!Number.isInteger(value) || value < 1) {
      throw new InputError(`Cannot cut windows: ${name} is ${value}, expected a whole number from 1`);
    }
  }
  for (const stream of cut.streams) {
    const { dtype } = findColumn(source, stream);
    if (dtype === "int64" || dtype === "int32") {
      throw new InputError(`Cannot cut windows: column "${stream}" is ${dtype}, expected uint8 or float32`);
    }
  }
  const expected = nativeSize(cut.actionSpace);
  if (expected === 0) return; // Where nothing is done, nothing of it is stored.
  const { shape } = findColumn(source, "action");
  episodes.forEach((episode) => checkRows(source, episode, "action", 0, 0));
  const width = size(shape);
  if (width !== expected) {
    throw new InputError(
      `Cannot cut windows: column "action" has ${width} numbers a row, expected ${expected}`,
    );
  }
}

function readObservations(
  source: EpisodeSource,
  { name, shape, dtype }: ColumnSpec,
  starts: readonly Place[],
  { frames, frameskip }: WindowCut,
): Observation {
  const frame = size(shape);
  const length = starts.length * frames * frame;
  const out = dtype === "uint8" ? new Uint8Array(length) : new Float32Array(length);
  // Strided reads of HDF5 are far slower than single rows; rows side by side go in one read.
  const [reads, rows] = frameskip === 1 ? [1, frames] : [frames, 1];
  starts.forEach(({ episode, row }, b) => {
    for (let t = 0; t < reads; t++) {
      const data = source.read(episode, name, row + t * frameskip, rows);
      if (data instanceof BigInt64Array) {
        throw new InputError(`Cannot cut a window: column "${name}" holds int64, expected ${dtype}`);
      }
      out.set(data, (b * frames + t) * frame);
    }
  });
  return out;
}

/** One row as numbers; discrete actions of other projects may be stored as int64. */
function rowNumbers(data: ColumnData, row: number, width: number): number[] {
  return Array.from({ length: width }, (_, i) => Number(data[row * width + i]));
}

function readActions(
  source: EpisodeSource,
  { episode, row }: Place,
  { frames, frameskip, actionSpace }: WindowCut,
): Float32Array {
  const count = (frames - 1) * frameskip;
  if (count === 0 || nativeSize(actionSpace) === 0) return new Float32Array(0);
  const data = source.read(episode, "action", row, count);
  const width = nativeSize(actionSpace);
  const natives = Array.from({ length: count }, (_, i) => rowNumbers(data, i, width));
  const bad = natives.findIndex((native) => native.some(Number.isNaN));
  if (bad >= 0) {
    throw new InputError(
      `Cannot cut a window: the action in episode ${episode}, row ${row + bad} is NaN, expected a number`,
    );
  }
  return normaliseBlock(actionSpace, natives);
}

/**
 * Reads every action that a window of some episodes may hold, so that one that is none is told of before it is drawn.
 *
 * @throws {InputError} naming episode and row, or what an action should be.
 */
export function checkActions(source: EpisodeSource, episodes: readonly number[], cut: WindowCut): void {
  if (cut.frames === 1) return;
  for (const episode of episodes) {
    const rows = source.lengths[episode];
    if (rows >= windowRows(cut)) {
      readActions(source, { episode, row: 0 }, { ...cut, frames: rows, frameskip: 1 });
    }
  }
}

/**
 * The windows of some episodes: T observations, `frameskip` env steps apart, and the T−1 normalised action blocks
 * between them. A window never reaches the last action row of an episode, which holds NaN.
 *
 * @throws {InputError} when the data lacks a column or no episode is long enough; `sample` throws it for NaN among
 * the actions.
 *
 * @example
 * ```ts
 * import { memorySource, seededRng, windows } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const source = memorySource(
 *   [{ name: "proprio", shape: [1], dtype: "float32" }, { name: "action", shape: [1], dtype: "float32" }],
 *   [{ proprio: Float32Array.of(0, 1, 2, 3), action: Float32Array.of(1, 1, 1, NaN) }],
 * );
 * const actionSpace = { kind: "box", low: [-2], high: [2] } as const;
 * const cut = windows(source, [0], { frames: 2, frameskip: 3, streams: ["proprio"], actionSpace });
 * assert.equal(cut.count, 1);
 * const batch = cut.sample(seededRng(0), 1);
 * assert.deepEqual(batch.observations.proprio, Float32Array.of(0, 3));
 * assert.deepEqual(batch.actions, Float32Array.of(0.5, 0.5, 0.5));
 * ```
 */
export function windows(source: EpisodeSource, episodes: readonly number[], cut: WindowCut): Windows {
  checkCut(source, episodes, cut);
  const span = windowRows(cut);
  const places = placesOf(episodes.map((episode) => source.lengths[episode]), span - 1);
  if (places.count === 0) {
    const longest = episodes.reduce((most, episode) => Math.max(most, source.lengths[episode]), 0);
    throw new InputError(
      `Cannot cut windows of ${cut.frames} frames with frameskip ${cut.frameskip}: the longest of ${episodes.length} episodes has ${longest} rows, expected at least ${span}`,
    );
  }
  const columns = cut.streams.map((stream) => findColumn(source, stream));
  const block = normalisedSize(cut.actionSpace) * cut.frameskip * (cut.frames - 1);
  return {
    count: places.count,
    sample: (rng, batch) => {
      const starts = Array.from({ length: batch }, () => {
        const { episode, row } = places.at(rng.integer(places.count));
        return { episode: episodes[episode], row };
      });
      const actions = new Float32Array(batch * block); // [B, T−1, A]
      starts.forEach((start, b) => actions.set(readActions(source, start, cut), b * block));
      const observations = Object.fromEntries(
        columns.map((column) => [column.name, readObservations(source, column, starts, cut)]),
      );
      return { size: batch, frames: cut.frames, observations, actions };
    },
  };
}
