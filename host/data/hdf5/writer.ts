import { HostError, InputError } from "../../../core/errors.ts";
import { suggestion } from "../../../core/nearest.ts";
import type { ColumnData, ColumnSpec } from "../../../core/types.ts";
import type { AttributeValue } from "./attributes.ts";
import { guarded, h5 } from "./engine.ts";

const TYPES = {
  uint8: { code: "<B", array: Uint8Array },
  int32: { code: "<i", array: Int32Array },
  int64: { code: "<q", array: BigInt64Array },
  float32: { code: "<f", array: Float32Array },
  float64: { code: "<d", array: Float64Array },
};

/** How large a chunk of several rows may be. */
const CHUNK_BYTES = 4096;

interface Column {
  readonly spec: ColumnSpec;
  readonly dataset: h5.Dataset;
  rows: number;
}

const product = (sides: readonly number[]): number => sides.reduce((all, side) => all * side, 1);

/** Rows of some bytes in a chunk: every chunk costs a write of its own, however little it holds. */
function rowsOfChunk(bytes: number): number {
  return Math.max(1, Math.floor(CHUNK_BYTES / bytes));
}

/** Attribute values as the library takes them: whole numbers in 64 bits, so that seeds fit. */
function attributeData(value: AttributeValue): string | string[] | BigInt64Array | Float64Array | Uint8Array {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return Uint8Array.of(value ? 1 : 0);
  if (typeof value === "number") return attributeData([value]);
  if (value.every((item) => typeof item === "string")) return [...value];
  return value.every(Number.isSafeInteger)
    ? BigInt64Array.from(value, BigInt)
    : Float64Array.from(value, Number);
}

/**
 * A file opened for writing: growing columns at its top level, one chunk a large row (a picture) or for many small
 * ones, no compression; older HDF5 libraries can read it. What was flushed survives the death of the process.
 */
export class Hdf5Writer implements Disposable {
  /** Where the file lies. */
  readonly path: string;
  readonly #file: h5.File;
  readonly #columns = new Map<string, Column>();
  #open = true;

  /** Creates a file, in place of one that may be there. Throws {@linkcode HostError} when the disk refuses. */
  constructor(path: string) {
    this.path = path;
    const failure = (reason: string) => new HostError(`Cannot create "${path}": ${reason}`);
    this.#file = guarded(failure, () => new h5.File(path, "w"));
  }

  #write<T>(what: string, operation: () => T): T {
    if (!this.#open) throw new InputError(`Cannot write ${what}: "${this.path}" is closed`);
    const failure = (reason: string): HostError => {
      // What the library still holds cannot reach the disk; closing it properly would only fail again.
      this.#open = false;
      return new HostError(`Cannot write ${what} to "${this.path}": ${reason}`);
    };
    return guarded(failure, operation);
  }

  /** Adds an empty column. Throws {@linkcode InputError} when its name is taken or holds a slash. */
  addColumn(spec: ColumnSpec): void {
    const { name, shape, dtype } = spec;
    if (this.#columns.has(name)) {
      throw new InputError(
        `Cannot add column "${name}" to "${this.path}": it is there already, expected a new name`,
      );
    }
    if (name === "" || name.includes("/") || name === ".") {
      throw new InputError(`Cannot add column "${name}" to "${this.path}": expected a name without slashes`);
    }
    const { code, array } = TYPES[dtype];
    const dataset = this.#write(`column "${name}"`, () =>
      this.#file.create_dataset({
        name,
        data: new array(),
        shape: [0, ...shape],
        maxshape: [null, ...shape],
        chunks: [rowsOfChunk(product(shape) * array.BYTES_PER_ELEMENT), ...shape],
        dtype: code,
      }));
    this.#columns.set(name, { spec, dataset, rows: 0 });
  }

  /**
   * Adds rows at the end of a column.
   *
   * @throws {InputError} when the values are of another type or no whole rows.
   * @throws {HostError} when the disk refuses; nothing more can be written then.
   */
  append(name: string, data: ColumnData): void {
    const column = this.#columns.get(name);
    if (!column) {
      throw new InputError(`Cannot append to "${name}": ${suggestion(name, this.#columns.keys())}`);
    }
    const { shape, dtype } = column.spec;
    const count = data.length / product(shape);
    if (!(data instanceof TYPES[dtype].array) || !Number.isInteger(count)) {
      throw new InputError(
        `Cannot append to "${name}": ${data.length} values of ${data.constructor.name}, expected ${dtype} rows of ${
          product(shape)
        }`,
      );
    }
    if (count === 0) return;
    const from = column.rows;
    column.rows += count;
    this.#write(`column "${name}"`, () => {
      column.dataset.resize([column.rows, ...shape]);
      column.dataset.write_slice([[from, column.rows], ...shape.map((): [] => [])], data);
    });
  }

  /** Sets an attribute of the file, in place of one that may be there. */
  setAttribute(name: string, value: AttributeValue): void {
    const data = attributeData(value);
    const shape = typeof value === "object" ? [value.length] : [];
    this.#write(`attribute "${name}"`, () => {
      if (Object.hasOwn(this.#file.attrs, name)) this.#file.delete_attribute(name);
      this.#file.create_attribute(name, data, shape);
    });
  }

  /** Hands everything to the system: readable from now on, even if the process dies. */
  flush(): void {
    this.#write("data", () => this.#file.flush());
  }

  /** Closes the file; closing twice, or after a failed write, does nothing. */
  close(): void {
    if (!this.#open) return;
    this.#write("data", () => this.#file.close());
    this.#open = false;
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.close();
  }
}
