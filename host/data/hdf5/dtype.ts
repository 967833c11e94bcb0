import type { Metadata } from "h5wasm/node";

const NUMBER_ARRAYS = {
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  float32: Float32Array,
  float64: Float64Array,
  bool: Int8Array,
};

const BIGINT_ARRAYS = { int64: BigInt64Array, uint64: BigUint64Array };

/** Element types that can be read; `bool` is h5py's enumeration FALSE, TRUE. */
export type Hdf5Dtype = keyof typeof NUMBER_ARRAYS | keyof typeof BIGINT_ARRAYS | "string";

/** Values of a dataset or attribute, row-major; `bool` as 0 and 1. */
export type Hdf5Data =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array
  | string[];

const isNumberType = (dtype: string): dtype is keyof typeof NUMBER_ARRAYS =>
  Object.hasOwn(NUMBER_ARRAYS, dtype);
const isBigintType = (dtype: string): dtype is keyof typeof BIGINT_ARRAYS =>
  Object.hasOwn(BIGINT_ARRAYS, dtype);

/** Whether values of this type can be read. */
export function isReadable(dtype: string): dtype is Hdf5Dtype {
  return isNumberType(dtype) || isBigintType(dtype) || dtype === "string";
}

/** No values of a type. */
export function emptyData(dtype: Hdf5Dtype): Hdf5Data {
  if (dtype === "string") return [];
  return isNumberType(dtype) ? new NUMBER_ARRAYS[dtype]() : new BIGINT_ARRAYS[dtype]();
}

/** What the library read, as data of its type, also for a single value; undefined when it is something else. */
export function asData(dtype: Hdf5Dtype, read: unknown): Hdf5Data | undefined {
  if (dtype === "string") {
    const texts: unknown[] = Array.isArray(read) ? read : [read];
    return texts.every((text) => typeof text === "string") ? texts : undefined;
  }
  if (isNumberType(dtype)) {
    if (typeof read === "number") return NUMBER_ARRAYS[dtype].of(read);
    return read instanceof NUMBER_ARRAYS[dtype] ? read : undefined;
  }
  if (typeof read === "bigint") return BIGINT_ARRAYS[dtype].of(read);
  return read instanceof BIGINT_ARRAYS[dtype] ? read : undefined;
}

/** HDF5's classes of types, by number. */
const CLASSES = [
  "integer",
  "float",
  "time",
  "string",
  "bitfield",
  "opaque",
  "compound",
  "reference",
  "enum",
  "vlen",
  "array",
] as const;

/** Name of an element type: one of {@linkcode Hdf5Dtype}, or one that cannot be read, e.g. `float16`. */
export function dtypeName({ type, size, signed, enum_type }: Metadata): string {
  const kind = CLASSES[type] ?? "unknown";
  if (kind === "integer") return `${signed ? "int" : "uint"}${8 * size}`;
  if (kind === "float") return `float${8 * size}`;
  if (kind !== "enum") return kind;
  const { FALSE, TRUE, ...others } = enum_type?.members ?? {};
  const isBool = FALSE === 0 && TRUE === 1 && Object.keys(others).length === 0 && size === 1;
  return isBool ? "bool" : "enum";
}
