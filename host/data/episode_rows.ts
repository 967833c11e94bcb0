import { nativeSize } from "../../core/actions.ts";
import type { FinishedEpisode } from "../../core/rollout.ts";
import type { ColumnData, EnvSpec } from "../../core/types.ts";

/** The rows of one episode, by column. */
export interface EpisodeRows {
  readonly [column: string]: ColumnData;
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
 * what the step that led there gave (reward 0 in the first row). Each column has memory of its own.
 */
export function episodeRows(episode: FinishedEpisode, spec: EnvSpec): EpisodeRows {
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
