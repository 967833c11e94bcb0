import { InputError } from "../../../core/errors.ts";
import { suggestion } from "../../../core/nearest.ts";
import { type AttributeValue, readAttributes } from "./attributes.ts";
import { checkIsHdf5 } from "./check_is_hdf5.ts";
import { asData, dtypeName, emptyData, type Hdf5Data, isReadable } from "./dtype.ts";
import { guarded, h5 } from "./engine.ts";

/** Most bytes of one read; the library's memory ends at 2 GiB. */
const READ_LIMIT = 2 ** 30;

/** HDF5's own filters: deflate, shuffle, fletcher32, szip, nbit, scale-offset. Others are plugins, which are missing. */
const LAST_OWN_FILTER = 6;

/** What is known of a dataset without reading it. */
export interface Hdf5Dataset {
  /** Path in the file, without a leading slash. */
  readonly name: string;
  /** Shape; null for a dataset that can hold nothing. */
  readonly shape: readonly number[] | null;
  /** Element type, e.g. `float32`, `bool`, `string`; others, e.g. `float16` and `compound`, cannot be read. */
  readonly dtype: string;
  /** Shape of a chunk; null for contiguous storage. */
  readonly chunks: readonly number[] | null;
  /** Names of the filters, in the order of writing. */
  readonly filters: readonly string[];
  /** Why it cannot be read; undefined when it can. */
  readonly unreadable: string | undefined;
}

interface Entry {
  readonly dataset: h5.Dataset;
  readonly about: Hdf5Dataset;
}

/** What stands in the way of reading a dataset; the library would give wrong values for some of these. */
function obstacle(dtype: string, filters: readonly h5.Filter[], isVirtual: boolean): string | undefined {
  const plugin = filters.find(({ id }) => id > LAST_OWN_FILTER);
  if (plugin) {
    const name = plugin.name || "unnamed";
    return `it is compressed by filter ${plugin.id} (${name}), expected gzip or none; rewrite the file with "h5repack -f NONE"`;
  }
  if (isVirtual) return "it is a view of other files, expected data of its own";
  if (!isReadable(dtype)) {
    return `its elements are ${dtype}, expected whole numbers, float32, float64 or text`;
  }
  return undefined;
}

function describe(name: string, dataset: h5.Dataset): Hdf5Dataset {
  const { metadata, filters } = dataset;
  const dtype = dtypeName(metadata);
  return {
    name,
    shape: metadata.shape,
    dtype,
    chunks: metadata.chunks,
    filters: filters.map((filter) => filter.name || String(filter.id)),
    unreadable: obstacle(dtype, filters, metadata.virtual_sources !== undefined),
  };
}

const product = (sides: readonly number[]): number => sides.reduce((all, side) => all * side, 1);

/** A file opened for reading; every failure of the library becomes an error of one sentence. */
export class Hdf5Reader implements Disposable {
  /** Where the file lies. */
  readonly path: string;
  readonly #file: h5.File;
  readonly #entries = new Map<string, Entry>();
  #open = true;

  /**
   * Opens a file.
   *
   * @throws {InputError} when it is missing, no HDF5 file or damaged.
   * @throws {HostError} when the system refuses.
   */
  constructor(path: string) {
    checkIsHdf5(path);
    this.path = path;
    const failure = (reason: string) =>
      new InputError(
        `Cannot open "${path}": the file is damaged or cut short (${reason}), expected a whole HDF5 file`,
      );
    this.#file = guarded(failure, () => new h5.File(path, "r"));
    try {
      guarded(failure, () => this.#list());
    } catch (error) {
      this.close();
      throw error;
    }
  }

  #list(): void {
    for (const name of this.#file.paths()) {
      const entity = this.#file.get(name);
      if (!(entity instanceof h5.Dataset)) continue;
      this.#entries.set(name, { dataset: entity, about: describe(name, entity) });
    }
  }

  /** All datasets, those in groups included; links that lead nowhere or to other files are left out. */
  get datasets(): readonly Hdf5Dataset[] {
    return [...this.#entries.values()].map(({ about }) => about);
  }

  /** Attributes of the file, or of one dataset. */
  attributes(dataset?: string): { readonly [name: string]: AttributeValue } {
    if (dataset === undefined) return readAttributes(this.#file, `"${this.path}"`);
    return readAttributes(this.#entry(dataset).dataset, `"${dataset}" in "${this.path}"`);
  }

  #entry(name: string): Entry {
    if (!this.#open) throw new InputError(`Cannot read "${name}": "${this.path}" is closed`);
    const entry = this.#entries.get(name);
    if (entry) return entry;
    throw new InputError(
      `Cannot read "${name}": "${this.path}" has no such dataset, ${suggestion(name, this.#entries.keys())}`,
    );
  }

  /** What is known of one dataset. Throws {@linkcode InputError} when there is none of this name. */
  dataset(name: string): Hdf5Dataset {
    return this.#entry(name).about;
  }

  /**
   * Rows `[start, start + count)` of a dataset along its first axis; a scalar has one row.
   *
   * @throws {InputError} for an unknown dataset, an element type or filter that cannot be read, rows that are not
   * there, more than 1 GiB, or damaged data.
   */
  read(name: string, start: number, count: number): Hdf5Data {
    const { dataset, about } = this.#entry(name);
    const refuse = (why: string): InputError =>
      new InputError(`Cannot read "${name}" of "${this.path}": ${why}`);
    const { shape, dtype, unreadable } = about;
    if (unreadable !== undefined || !isReadable(dtype)) throw refuse(unreadable ?? dtype);
    const rows = shape === null ? 0 : shape[0] ?? 1;
    if (
      !Number.isInteger(start) || !Number.isInteger(count) || start < 0 || count < 0 || start + count > rows
    ) {
      throw refuse(`rows ${start} to ${start + count} of ${rows} were asked for, expected rows within them`);
    }
    const row = product((shape ?? []).slice(1));
    const bytes = count * row * dataset.metadata.size;
    if (bytes > READ_LIMIT) {
      throw refuse(`${bytes} bytes were asked for at once, expected at most ${READ_LIMIT}`);
    }
    if (count * row === 0) return emptyData(dtype);
    const ranges = (shape ?? []).map((_, axis): [] | [number, number] =>
      axis === 0 ? [start, start + count] : []
    );
    const read = guarded(
      (reason) => refuse(`its data is damaged (${reason})`),
      () => ranges.length === 0 ? dataset.value : dataset.slice(ranges),
    );
    const data = asData(dtype, read);
    if (data?.length !== count * row) {
      throw refuse(`the library gave ${data?.length ?? "no"} values, expected ${count * row}`);
    }
    return data;
  }

  /** All rows of a dataset; see {@linkcode read}. */
  readAll(name: string): Hdf5Data {
    const { shape } = this.dataset(name);
    return this.read(name, 0, shape === null ? 0 : shape[0] ?? 1);
  }

  /** Closes the file; closing twice does nothing. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    guarded(
      (reason) => new InputError(`Cannot close "${this.path}": the file is damaged (${reason})`),
      () => this.#file.close(),
    );
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.close();
  }
}
