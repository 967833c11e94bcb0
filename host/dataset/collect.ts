import { InputError } from "../../core/errors.ts";
import { type EpisodePlan, type FinishedEpisode, rollout } from "../../core/rollout.ts";
import { nativeSize } from "../../core/actions.ts";
import { seededRng } from "../../core/rng.ts";
import type { ColumnData, ColumnSpec, EnvBatch, EnvSpec, Policy } from "../../core/types.ts";
import type { AttributeValue } from "../hdf5/attributes.ts";
import { DatasetWriter } from "./dataset_writer.ts";

/** Seeds of worlds are drawn from the whole numbers below this. */
const SEEDS = 2 ** 31;

/** What to collect. */
export interface CollectOptions {
  /** The worlds. */
  readonly batch: EnvBatch;
  /** Who acts. */
  readonly policy: Policy;
  /** The HDF5 file to make. */
  readonly path: string;
  /** How many episodes. */
  readonly episodes: number;
  /** Steps after which an episode is cut short. */
  readonly steps: number;
  /** Root seed of worlds and policy. */
  readonly seed: number;
  /** Further attributes of the file. */
  readonly attributes?: { readonly [name: string]: AttributeValue };
  /** Called after each episode with the number of episodes that are on the disk; what it throws stops the work. */
  readonly progress?: (done: number) => void;
}

function plan(seed: number, episodes: number): EpisodePlan[] {
  const root = seededRng(seed).fork("collect");
  return Array.from({ length: episodes }, (_, index) => {
    const rng = root.fork(index);
    return { start: { seed: rng.fork("env").integer(SEEDS) }, rng: rng.fork("policy") };
  });
}

function columnsOf(spec: EnvSpec, stateSize: number): ColumnSpec[] {
  const streams = Object.entries(spec.observations);
  const columns: ColumnSpec[] = [
    ...streams.map(([name, { shape, dtype }]): ColumnSpec => ({ name, shape, dtype })),
    { name: "action", shape: [nativeSize(spec.actionSpace)], dtype: "float32" },
    { name: "state", shape: [spec.variables.length], dtype: "float64" },
    { name: "env_state", shape: [stateSize], dtype: "float64" },
    { name: "reward", shape: [], dtype: "float32" },
    { name: "terminated", shape: [], dtype: "uint8" },
    { name: "truncated", shape: [], dtype: "uint8" },
    { name: "step_idx", shape: [], dtype: "int32" },
  ];
  // A world without variables has nothing to store of them.
  return columns.filter(({ shape }) => !shape.includes(0));
}

function concatFloat64(rows: readonly Float64Array[]): Float64Array {
  const width = rows[0].length;
  const out = new Float64Array(rows.length * width);
  rows.forEach((row, t) => out.set(row, t * width));
  return out;
}

/** One stream of an episode `[T+1, …shape]`. */
function streamRows(episode: FinishedEpisode, stream: string): Uint8Array | Float32Array {
  const rows = episode.snapshots.map(({ observations }) => observations[stream]);
  const length = rows.length * rows[0].length;
  const out = rows[0] instanceof Uint8Array ? new Uint8Array(length) : new Float32Array(length);
  rows.forEach((row, t) => out.set(row, t * row.length));
  return out;
}

/** Zero but in the last row. */
function lastRow(rows: number, value: boolean): Uint8Array {
  const out = new Uint8Array(rows);
  out[rows - 1] = value ? 1 : 0;
  return out;
}

/**
 * An episode of T steps as T+1 rows: observation, state, the action that leaves them (NaN in the last row), and
 * what the step that led there gave (reward 0 in the first row).
 */
function toRows(episode: FinishedEpisode, spec: EnvSpec): { readonly [column: string]: ColumnData } {
  const { snapshots, actions, rewards, terminated, truncated } = episode;
  const rows = snapshots.length;
  const width = nativeSize(spec.actionSpace);
  const action = new Float32Array(rows * width).fill(NaN);
  actions.forEach((native, t) => action.set(native, t * width));
  const streams = Object.keys(spec.observations);
  return {
    ...Object.fromEntries(streams.map((stream) => [stream, streamRows(episode, stream)])),
    action,
    state: concatFloat64(snapshots.map(({ variables }) => variables)),
    env_state: concatFloat64(snapshots.map(({ state }) => state)),
    reward: Float32Array.from([0, ...rewards]),
    terminated: lastRow(rows, terminated),
    truncated: lastRow(rows, truncated),
    step_idx: Int32Array.from({ length: rows }, (_, t) => t),
  };
}

/**
 * Runs a policy and stores its episodes. Every value depends on the seed and the number of the episode only:
 * whatever the size of the batch, the columns are byte-equal. Work that is cut short leaves `<path>.part`, which
 * the next collection begins anew.
 *
 * @throws {HostError} when the disk refuses.
 */
export async function collect(options: CollectOptions): Promise<void> {
  const { batch, policy, path, seed, attributes = {}, progress } = options;
  const { spec } = batch;
  if (!Number.isInteger(options.episodes) || options.episodes < 1) {
    throw new InputError(`Cannot collect ${options.episodes} episodes: expected a whole number from 1`);
  }
  const episodes = rollout({
    batch,
    policy,
    episodes: plan(seed, options.episodes),
    maxSteps: options.steps,
    streams: Object.keys(spec.observations),
  });
  let writer: DatasetWriter | undefined;
  try {
    for await (const episode of episodes) {
      writer ??= new DatasetWriter(path, columnsOf(spec, episode.snapshots[0].state.length), {
        env: spec.id,
        seed,
        state_names: spec.variables.map(({ name }) => name),
        ...attributes,
      });
      writer.append(toRows(episode, spec));
      progress?.(episode.index + 1);
    }
    writer?.finish();
  } finally {
    writer?.[Symbol.dispose]();
  }
}
