import { nativeSize } from "../../core/actions.ts";
import { readEpisode } from "../../core/data/read_episode.ts";
import { InputError } from "../../core/errors.ts";
import type { ColumnData, ColumnSpec, Dataset, DatasetEpisode } from "../../core/types.ts";
import type { AttributeValue } from "./hdf5/attributes.ts";
import { DatasetWriter } from "./dataset_writer.ts";

/** What to store. */
export interface StoreOptions {
  /** The episodes. */
  readonly dataset: Dataset;
  /** The HDF5 file to make. */
  readonly path: string;
  /** Attributes of the file besides those of the dataset. */
  readonly attributes: { readonly [name: string]: AttributeValue };
  /** Waited for after each episode, with the number of those that are on the disk; what it throws stops the work. */
  readonly progress?: (done: number) => void | Promise<void>;
}

/** Columns of what there is: a dataset without actions has none, and no column of labels without labels. */
function columnsOf({ observations, actionSpace, variables }: Dataset): ColumnSpec[] {
  const columns: ColumnSpec[] = [
    ...Object.entries(observations).map(([name, { shape, dtype }]): ColumnSpec => ({ name, shape, dtype })),
    { name: "action", shape: [nativeSize(actionSpace)], dtype: "float32" },
    { name: "state", shape: [variables.length], dtype: "float64" },
    { name: "step_idx", shape: [], dtype: "int32" },
  ];
  return columns.filter(({ shape }) => !shape.includes(0));
}

/** An episode as rows; the last one's action is NaN. */
function toRows(
  { rows, observations, actions, variables }: DatasetEpisode,
  width: number,
): { readonly [column: string]: ColumnData } {
  const action = new Float32Array(rows * width).fill(NaN);
  if (actions) action.set(actions);
  return {
    ...observations,
    action,
    state: variables,
    step_idx: Int32Array.from({ length: rows }, (_, t) => t),
  };
}

/**
 * Stores the episodes of a dataset in the form of collected ones, so that all that follows is the same.
 *
 * @throws {InputError} for a dataset without episodes, or an episode that is not as the dataset says; `HostError` when the disk
 * refuses.
 */
export async function storeDataset({ dataset, path, attributes, progress }: StoreOptions): Promise<void> {
  const { id, episodes, actionSpace, variables } = dataset;
  if (!Number.isInteger(episodes) || episodes < 2) {
    throw new InputError(`Cannot store dataset "${id}": it has ${episodes} episodes, expected at least 2`);
  }
  using writer = new DatasetWriter(path, columnsOf(dataset), {
    env: id,
    state_names: variables.map(({ name }) => name),
    ...attributes,
  }, episodes);
  for (let index = 0; index < episodes; index++) {
    writer.append(toRows(readEpisode(dataset, index), nativeSize(actionSpace)));
    await progress?.(index + 1);
  }
  writer.finish();
}
