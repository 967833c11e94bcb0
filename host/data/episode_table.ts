import { InputError } from "../../core/errors.ts";
import type { Hdf5Reader } from "./hdf5/reader.ts";

/** Where the episodes of a file lie in its columns. */
export interface EpisodeTable {
  /** Rows of each episode. */
  readonly lengths: readonly number[];
  /** First row of each episode. */
  readonly offsets: readonly number[];
}

/** Datasets that hold the table; every other one at the top level is a column. */
export const TABLE: readonly string[] = ["ep_len", "ep_offset"];

function wholeNumbers(file: Hdf5Reader, name: string): number[] {
  const { shape } = file.dataset(name);
  const values = Array.from(file.readAll(name), Number);
  if (shape?.length !== 1 || !values.every((value) => Number.isSafeInteger(value) && value >= 0)) {
    throw new InputError(
      `Cannot use "${file.path}" as a dataset: "${name}" holds something else, expected a list of whole numbers`,
    );
  }
  return values;
}

/** Rows that all columns have; those of the shortest for a file whose writing was cut short. */
function commonRows(file: Hdf5Reader, isComplete: boolean): number {
  const columns = file.datasets.filter(({ name }) => !name.includes("/") && !TABLE.includes(name));
  const rows = columns.map(({ shape }) => shape?.[0] ?? 0);
  const odd = rows.findIndex((count) => count !== rows[0]);
  if (isComplete && odd >= 0) {
    throw new InputError(
      `Cannot use "${file.path}" as a dataset: column "${columns[odd].name}" has ${rows[odd]} rows and "${
        columns[0].name
      }" ${rows[0]}, expected as many`,
    );
  }
  return rows.reduce((least, count) => Math.min(least, count), Infinity);
}

/**
 * The episodes of a file in stable-worldmodel's layout.
 *
 * @throws {InputError} when there is no table of episodes, or it does not fit the columns.
 */
export function readEpisodeTable(file: Hdf5Reader): EpisodeTable {
  const names = file.datasets.map(({ name }) => name);
  const missing = TABLE.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    throw new InputError(
      `Cannot use "${file.path}" as a dataset: it has no ${
        missing.map((name) => `"${name}"`).join(" and no ")
      }, expected episodes in stable-worldmodel's layout; run inspect on it to see what it holds`,
    );
  }
  const [lengths, offsets] = TABLE.map((name) => wholeNumbers(file, name));
  if (lengths.length !== offsets.length) {
    throw new InputError(
      `Cannot use "${file.path}" as a dataset: "ep_len" lists ${lengths.length} episodes and "ep_offset" ${offsets.length}, expected as many`,
    );
  }
  const rows = commonRows(file, file.attributes().complete !== 0);
  const beyond = lengths.findIndex((length, episode) => offsets[episode] + length > rows);
  if (beyond >= 0) {
    throw new InputError(
      `Cannot use "${file.path}" as a dataset: episode ${beyond} ends at row ${
        offsets[beyond] + lengths[beyond]
      }, expected at most ${rows}, the rows that there are`,
    );
  }
  return { lengths, offsets };
}
