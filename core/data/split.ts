import { InputError } from "../errors.ts";
import { seededRng } from "../rng.ts";
import type { DataTask, StageTask } from "../task/task.ts";
import type { EpisodeSource, Rng } from "../types.ts";
import { windowRows } from "./windows.ts";

/**
 * Some episodes of a source, numbered from 0 in the order given. Nothing is copied.
 *
 * @throws {InputError} when the source has no such episode.
 */
export function subset(source: EpisodeSource, episodes: readonly number[]): EpisodeSource {
  const lengths = episodes.map((episode) => {
    const rows = source.lengths[episode];
    if (rows === undefined) {
      throw new InputError(
        `Cannot choose episode ${episode}: there are ${source.lengths.length} episodes, expected one of them`,
      );
    }
    return rows;
  });
  return {
    lengths,
    columns: source.columns,
    // An episode that is not in the subset goes on as NaN, so that the source refuses it.
    read: (episode, column, start, count) => source.read(episodes[episode] ?? NaN, column, start, count),
  };
}

/** Episodes for training and episodes kept out of it, each in ascending order. */
export interface Split {
  /** Episodes to learn from. */
  readonly training: readonly number[];
  /** Episodes that no weight ever sees. */
  readonly heldOut: readonly number[];
}

/**
 * How many of some episodes are held out: with two or more both sides get at least one, unless the share is 0.
 *
 * @param count Number of episodes.
 * @param heldOut Share to hold out, in [0, 1).
 */
export function heldOutCount(count: number, heldOut: number): number {
  const wanted = heldOut === 0 ? 0 : Math.max(1, Math.round(count * heldOut));
  return Math.max(0, Math.min(wanted, count - 1));
}

/**
 * Draws which episodes are held out, {@linkcode heldOutCount} of them.
 *
 * @param count Number of episodes.
 * @param heldOut Share to hold out, in [0, 1).
 * @throws {InputError} when a number is out of range.
 *
 * @example
 * ```ts
 * import { seededRng, splitEpisodes } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const { training, heldOut } = splitEpisodes(10, 0.2, seededRng(0));
 * assert.deepEqual([training.length, heldOut.length], [8, 2]);
 * ```
 */
export function splitEpisodes(count: number, heldOut: number, rng: Rng): Split {
  if (!Number.isInteger(count) || count < 0) {
    throw new InputError(`Cannot split episodes: there are ${count}, expected a whole number`);
  }
  if (!(heldOut >= 0 && heldOut < 1)) {
    throw new InputError(`Cannot split episodes: the held-out share is ${heldOut}, expected 0 up to below 1`);
  }
  const order = Array.from({ length: count }, (_, episode) => episode);
  for (let i = count - 1; i > 0; i--) {
    const j = rng.integer(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  const held = heldOutCount(count, heldOut);
  const ascending = (episodes: number[]): number[] => episodes.sort((a, b) => a - b);
  return { training: ascending(order.slice(held)), heldOut: ascending(order.slice(0, held)) };
}

/** What decides which episodes of a task are held out. */
export interface SplitTask {
  /** Root seed. */
  readonly seed: number;
  /** Share that is held out, and what lies between two frames of a window. */
  readonly data: Pick<DataTask, "heldOut" | "frameskip">;
  /** The windows of its stages. */
  readonly train: { readonly [stage: string]: Pick<StageTask, "window"> };
}

/** The split of a task's episodes. */
export interface TaskSplit extends Split {
  /** Rows of the longest window of its stages. */
  readonly rows: number;
  /** How many episodes have fewer rows; no such window can be cut from them. */
  readonly tooShort: number;
}

/** The longest window of a task's stages: whose it is, and how many rows it takes; one row without stages. */
export function longestWindow({ train, data: { frameskip } }: Omit<SplitTask, "seed">): {
  readonly stage: string;
  readonly rows: number;
} {
  return Object.entries(train)
    .map(([stage, { window }]) => ({ stage, rows: windowRows({ frames: window, frameskip }) }))
    .reduce((longest, one) => one.rows > longest.rows ? one : longest, { stage: "", rows: 1 });
}

/**
 * Which episodes of a task are held out; whoever trains or measures asks here. Where the draw leaves a side without an
 * episode that is long enough for the longest window of all stages, it is made among those that are, and the others are
 * for training. How a task plans does not count: a model may be measured with another plan than the one that it was
 * trained beside.
 *
 * @param lengths Rows of each episode.
 * @throws {InputError} when fewer than two episodes are long enough.
 *
 * @example
 * ```ts
 * import { splitTask } from "@orrery/orrery/core";
 * import assert from "node:assert/strict";
 *
 * const task = { seed: 0, data: { heldOut: 0.1, frameskip: 2 }, train: { joint: { window: 3 } } };
 * const { heldOut, rows, tooShort } = splitTask(task, [1, 1, 9, 1, 9]);
 * assert.deepEqual([rows, tooShort, heldOut.length], [5, 3, 1]);
 * assert.ok([2, 4].includes(heldOut[0]));
 * ```
 */
export function splitTask(task: SplitTask, lengths: readonly number[]): TaskSplit {
  const { seed, data: { heldOut: share, frameskip }, train } = task;
  const { stage, rows } = longestWindow(task);
  const enough = lengths.flatMap((length, episode) => length >= rows ? [episode] : []);
  const tooShort = lengths.length - enough.length;
  const draw = (count: number) => splitEpisodes(count, share, seededRng(seed).fork("split"));
  const among = draw(lengths.length);
  if ([among.training, among.heldOut].every((side) => side.some((episode) => lengths[episode] >= rows))) {
    return { ...among, rows, tooShort };
  }
  if (enough.length < 2) {
    const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
    throw new InputError(
      `Cannot hold out episodes for windows of ${
        train[stage]?.window ?? 1
      } frames with frameskip ${frameskip}: ` +
        `of ${lengths.length} episodes ${enough.length} have the ${rows} rows of one, the longest has ${longest}, ` +
        `expected at least two that long, one to train on and one held-out; lower train.${stage}.window or ` +
        "data.frameskip",
    );
  }
  const heldOut = draw(enough.length).heldOut.map((index) => enough[index]);
  const kept = new Set(heldOut);
  const training = lengths.map((_, episode) => episode).filter((episode) => !kept.has(episode));
  return { training, heldOut, rows, tooShort };
}
