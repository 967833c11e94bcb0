import { nativeSize } from "../../core/actions.ts";
import { InputError } from "../../core/errors.ts";
import type { ColumnSpec, EnvSpec } from "../../core/types.ts";
import type { AttributeValue } from "./hdf5/attributes.ts";
import type { Collector } from "./collector.ts";
import { DatasetWriter } from "./dataset_writer.ts";
import type { EpisodeRows } from "./episode_rows.ts";
import { inEpisodeOrder } from "./in_episode_order.ts";

/** What to collect. */
export interface CollectOptions {
  /** Who makes the episodes, side by side. */
  readonly collectors: readonly Collector[];
  /** Their world. */
  readonly spec: EnvSpec;
  /** The HDF5 file to make. */
  readonly path: string;
  /** How many episodes. */
  readonly episodes: number;
  /** Attributes of the file besides those of the world. */
  readonly attributes?: { readonly [name: string]: AttributeValue };
  /** Called after each episode with the number of episodes that are on the disk; what it throws stops the work. */
  readonly progress?: (done: number) => void;
}

function columnsOf(spec: EnvSpec, { env_state, step_idx }: EpisodeRows): ColumnSpec[] {
  const streams = Object.entries(spec.observations);
  const columns: ColumnSpec[] = [
    ...streams.map(([name, { shape, dtype }]): ColumnSpec => ({ name, shape, dtype })),
    { name: "action", shape: [nativeSize(spec.actionSpace)], dtype: "float32" },
    { name: "state", shape: [spec.variables.length], dtype: "float64" },
    { name: "env_state", shape: [env_state.length / step_idx.length], dtype: "float64" },
    { name: "reward", shape: [], dtype: "float32" },
    { name: "terminated", shape: [], dtype: "uint8" },
    { name: "truncated", shape: [], dtype: "uint8" },
    { name: "step_idx", shape: [], dtype: "int32" },
  ];
  // A world without variables has nothing to store of them.
  return columns.filter(({ shape }) => !shape.includes(0));
}

/**
 * Stores episodes in the order of their numbers: whoever made which, the columns are byte-equal. Work that is cut
 * short leaves `<path>.part`, which the next collection begins anew.
 *
 * @throws {InputError} for less than one episode; what an episode's world or policy throw, the first by number.
 * @throws {HostError} when the disk refuses.
 */
export async function collect(options: CollectOptions): Promise<void> {
  const { collectors, spec, path, episodes, attributes = {}, progress } = options;
  if (!Number.isInteger(episodes) || episodes < 1) {
    throw new InputError(`Cannot collect ${episodes} episodes: expected a whole number from 1`);
  }
  let writer: DatasetWriter | undefined;
  let done = 0;
  try {
    for await (const rows of inEpisodeOrder(collectors, episodes)) {
      writer ??= new DatasetWriter(path, columnsOf(spec, rows), {
        env: spec.id,
        state_names: spec.variables.map(({ name }) => name),
        ...attributes,
      }, episodes);
      writer.append(rows);
      progress?.(++done);
    }
    writer?.finish();
  } finally {
    writer?.[Symbol.dispose]();
  }
}
