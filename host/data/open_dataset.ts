import { checkRows } from "../../core/data/source.ts";
import { InputError } from "../../core/errors.ts";
import type { ColumnData, ColumnSpec, EpisodeSource } from "../../core/types.ts";
import type { AttributeValue } from "./hdf5/attributes.ts";
import type { Hdf5Data } from "./hdf5/dtype.ts";
import { Hdf5Reader } from "./hdf5/reader.ts";
import { readEpisodeTable, TABLE } from "./episode_table.ts";

/** Episodes of a file. */
export interface OpenDataset extends EpisodeSource, Disposable {
  /** Where the file lies. */
  readonly path: string;
  /** What the file says of itself; ours say `env`, `seed`, `data_key`, `state_names`, `complete`, … */
  readonly attributes: { readonly [name: string]: AttributeValue };
  /** Closes the file. */
  close(): void;
}

/** Column types that stored types are read as; others, such as text, are no columns. */
const COLUMN_TYPES: { readonly [dtype: string]: ColumnSpec["dtype"] } = {
  uint8: "uint8",
  bool: "uint8",
  int8: "int32",
  int16: "int32",
  uint16: "int32",
  int32: "int32",
  int64: "int64",
  float32: "float32",
  float64: "float64",
};

function columnsOf(file: Hdf5Reader): ColumnSpec[] {
  return file.datasets
    .filter(({ name, dtype, shape }) =>
      shape !== null && shape.length > 0 && Object.hasOwn(COLUMN_TYPES, dtype) &&
      !name.includes("/") && !TABLE.includes(name)
    )
    .map(({ name, dtype, shape }) => ({ name, shape: shape?.slice(1) ?? [], dtype: COLUMN_TYPES[dtype] }));
}

/** Stored values as one of the types of columns. */
function asColumn(data: Hdf5Data, { name, dtype }: ColumnSpec): ColumnData {
  switch (dtype) {
    case "uint8":
      if (data instanceof Uint8Array) return data;
      if (data instanceof Int8Array) return new Uint8Array(data.buffer, data.byteOffset, data.length);
      break;
    case "int32":
      if (data instanceof Int32Array) return data;
      if (data instanceof Int8Array || data instanceof Int16Array || data instanceof Uint16Array) {
        return Int32Array.from(data);
      }
      break;
    case "int64":
      if (data instanceof BigInt64Array) return data;
      break;
    case "float32":
      if (data instanceof Float32Array) return data;
      break;
    case "float64":
      if (data instanceof Float64Array) return data;
      break;
  }
  throw new InputError(`Cannot read column "${name}": it holds other values than ${dtype}`);
}

/**
 * Opens episodes in stable-worldmodel's layout, whoever wrote them. Truth values become uint8, small whole numbers
 * int32; columns of text and other types are left out.
 *
 * @throws {InputError} when the file is missing, no HDF5 file, damaged, or its episodes do not fit its columns.
 */
export function openDataset(path: string): OpenDataset {
  const file = new Hdf5Reader(path);
  try {
    const { lengths, offsets } = readEpisodeTable(file);
    const columns = columnsOf(file);
    const close = () => file.close();
    return {
      path,
      lengths,
      columns,
      attributes: file.attributes(),
      read: (episode, column, start, count) => {
        const spec = checkRows({ lengths, columns }, episode, column, start, count);
        return asColumn(file.read(column, offsets[episode] + start, count), spec);
      },
      close,
      [Symbol.dispose]: close,
    };
  } catch (error) {
    file.close();
    throw error;
  }
}
