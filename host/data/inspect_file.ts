import { statSync } from "node:fs";
import { InputError } from "../../core/errors.ts";
import type { AttributeValue } from "./hdf5/attributes.ts";
import { type Hdf5Dataset, Hdf5Reader } from "./hdf5/reader.ts";
import { readEpisodeTable } from "./episode_table.ts";

/** Rows of a column that are looked at, evenly spread. */
const SAMPLE_ROWS = 256;
/** Rows that are looked at when a row is large. */
const SAMPLE_LARGE_ROWS = 16;
/** Values from which a row is large. */
const LARGE_ROW = 4096;

/** What a sample of a column holds. */
export interface ColumnSample {
  /** Rows that were looked at. */
  readonly rows: number;
  /** Smallest finite number; null for text, or when there is none. */
  readonly min: number | null;
  /** Largest finite number; null for text, or when there is none. */
  readonly max: number | null;
  /** Values that are NaN. */
  readonly nan: number;
}

/** One dataset of a file. */
export interface ColumnReport {
  /** Path in the file. */
  readonly name: string;
  /** Shape; null when it can hold nothing. */
  readonly shape: readonly number[] | null;
  /** Element type. */
  readonly dtype: string;
  /** Shape of a chunk; null for contiguous storage. */
  readonly chunks: readonly number[] | null;
  /** Names of the filters. */
  readonly filters: readonly string[];
  /** A look at its values; null when they cannot be read. */
  readonly sample: ColumnSample | null;
  /** Why its values cannot be read; null when they can. */
  readonly problem: string | null;
}

/** The episodes of a file. */
export interface EpisodesReport {
  /** Number of episodes. */
  readonly count: number;
  /** Rows of all episodes together. */
  readonly rows: number;
  /** Rows of an episode; null when there are no episodes. */
  readonly length: {
    readonly min: number;
    readonly median: number;
    readonly mean: number;
    readonly max: number;
  } | null;
}

/** What is in an HDF5 file, as plain JSON. */
export interface FileReport {
  /** Where it lies. */
  readonly path: string;
  /** Its size. */
  readonly bytes: number;
  /** Attributes of the file. */
  readonly attributes: { readonly [name: string]: AttributeValue };
  /** All datasets. */
  readonly columns: readonly ColumnReport[];
  /** Its episodes; null when it holds none. */
  readonly episodes: EpisodesReport | null;
  /** Why it is no dataset of episodes; null when it is one. */
  readonly problem: string | null;
}

/** Finds out something, or the sentence that says why not. */
function attempt<T>(find: () => T): { readonly found: T | null; readonly problem: string | null } {
  try {
    return { found: find(), problem: null };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { found: null, problem: error.message };
  }
}

function sampleColumn(file: Hdf5Reader, { name, shape }: Hdf5Dataset): ColumnSample {
  const rows = shape === null ? 0 : shape[0] ?? 1;
  const width = (shape ?? []).slice(1).reduce((all, side) => all * side, 1);
  const count = Math.min(rows, width >= LARGE_ROW ? SAMPLE_LARGE_ROWS : SAMPLE_ROWS);
  let [min, max, nan] = [Infinity, -Infinity, 0];
  for (let i = 0; i < count; i++) {
    for (const value of file.read(name, Math.floor(i * rows / count), 1)) {
      if (typeof value === "string") continue;
      const number = Number(value);
      if (Number.isNaN(number)) nan++;
      if (!Number.isFinite(number)) continue;
      // Adding zero makes −0, which JSON does not know, an ordinary one.
      min = Math.min(min, number + 0);
      max = Math.max(max, number + 0);
    }
  }
  return { rows: count, min: min <= max ? min : null, max: min <= max ? max : null, nan };
}

function reportColumn(file: Hdf5Reader, about: Hdf5Dataset): ColumnReport {
  const { name, shape, dtype, chunks, filters } = about;
  const { found: sample, problem } = attempt(() => sampleColumn(file, about));
  return { name, shape, dtype, chunks, filters, sample, problem };
}

function reportEpisodes(file: Hdf5Reader): EpisodesReport {
  const lengths = [...readEpisodeTable(file).lengths].sort((a, b) => a - b);
  const count = lengths.length;
  const rows = lengths.reduce((sum, length) => sum + length, 0);
  if (count === 0) return { count, rows, length: null };
  const median = (lengths[(count - 1) >> 1] + lengths[count >> 1]) / 2;
  return { count, rows, length: { min: lengths[0], median, mean: rows / count, max: lengths[count - 1] } };
}

/**
 * Describes any HDF5 file: its datasets with a look at their values, its attributes, and its episodes, where it has
 * some. What cannot be read is part of the report.
 *
 * @throws {InputError} when the file is missing, no HDF5 file or damaged as a whole.
 */
export function inspectFile(path: string): FileReport {
  using file = new Hdf5Reader(path);
  const { found: episodes, problem } = attempt(() => reportEpisodes(file));
  return {
    path,
    bytes: statSync(path).size,
    attributes: file.attributes(),
    columns: file.datasets.map((about) => reportColumn(file, about)),
    episodes,
    problem,
  };
}
