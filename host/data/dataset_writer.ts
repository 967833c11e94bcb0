import { dirname } from "node:path";
import { HostError, InputError } from "../../core/errors.ts";
import type { ColumnData, ColumnSpec } from "../../core/types.ts";
import { onDisk, syncFolder } from "../io/atomic_write.ts";
import { disk } from "../io/disk.ts";
import type { AttributeValue } from "./hdf5/attributes.ts";
import { lockFile } from "../io/lock_file.ts";
import { Hdf5Writer } from "./hdf5/writer.ts";

/** Raised when the meaning of a column changes. */
const FORMAT_VERSION = 1;

const product = (sides: readonly number[]): number => sides.reduce((all, side) => all * side, 1);

/** Takes the file for this process; what a crash left is never in the way. */
function lock(part: string): Deno.FsFile {
  const file = lockFile(part);
  if (file !== undefined) return file;
  throw new HostError(`Cannot write "${part}": another process is writing it; wait for it to end`);
}

/**
 * Writes episodes in stable-worldmodel's layout: one column a quantity over the steps of all episodes, and
 * `ep_len`, `ep_offset`. The file grows as `<path>.part`, is flushed after each episode (what was flushed can be
 * opened even if the process dies), and takes its name only when it is complete and on the disk.
 */
export class DatasetWriter implements Disposable {
  readonly #path: string;
  readonly #part: string;
  readonly #columns: readonly ColumnSpec[];
  readonly #lock: Deno.FsFile;
  readonly #file: Hdf5Writer;
  readonly #planned: number;
  #episodes = 0;
  #bytes = 0;
  #rows = 0;

  /**
   * Begins a file, in place of an unfinished one that may be there.
   *
   * @param planned Episodes that are to come, so that a disk without room for them is told of early.
   * @throws {HostError} when the disk refuses or another process is writing the same file.
   */
  constructor(
    path: string,
    columns: readonly ColumnSpec[],
    attributes: { readonly [name: string]: AttributeValue },
    planned = 0,
  ) {
    this.#path = path;
    this.#planned = planned;
    this.#part = `${path}.part`;
    this.#columns = columns;
    this.#lock = lock(this.#part);
    try {
      this.#file = new Hdf5Writer(this.#part);
      this.#begin(attributes);
    } catch (error) {
      this.#lock.close();
      throw error;
    }
  }

  #begin(attributes: { readonly [name: string]: AttributeValue }): void {
    for (const column of this.#columns) this.#file.addColumn(column);
    this.#file.addColumn({ name: "ep_len", shape: [], dtype: "int32" });
    this.#file.addColumn({ name: "ep_offset", shape: [], dtype: "int64" });
    for (const [name, value] of Object.entries(attributes)) this.#file.setAttribute(name, value);
    this.#file.setAttribute("format_version", FORMAT_VERSION);
    this.#file.setAttribute("complete", 0);
    this.#file.flush();
  }

  /**
   * Adds one episode: the rows of every column.
   *
   * @throws {InputError} when a column is missing or differs in rows.
   * @throws {HostError} when the disk refuses, or has no room for all that is planned; nothing more can be written then.
   */
  append(episode: { readonly [column: string]: ColumnData }): void {
    const rows = this.#columns.map(({ name, shape }) => (episode[name]?.length ?? 0) / product(shape));
    if (rows.some((count) => count !== rows[0]) || !(rows[0] >= 1)) {
      const found = this.#columns.map(({ name }, i) => `${rows[i]} of "${name}"`).join(", ");
      throw new InputError(`Cannot write an episode: it has rows ${found}, expected as many of each column`);
    }
    const bytes = this.#columns.reduce((sum, { name }) => sum + episode[name].byteLength, 0);
    this.#checkRoom(bytes);
    for (const { name } of this.#columns) this.#file.append(name, episode[name]);
    // Last, so that an episode is listed only when its rows are there.
    this.#file.append("ep_len", Int32Array.of(rows[0]));
    this.#file.append("ep_offset", BigInt64Array.of(BigInt(this.#rows)));
    this.#rows += rows[0];
    this.#file.flush();
  }

  /** Refuses what does not fit, going by the mean episode so far; while few are known it may be wrong by more. */
  #checkRoom(bytes: number): void {
    this.#episodes++;
    this.#bytes += bytes;
    const mean = this.#bytes / this.#episodes;
    const missing = mean * (this.#planned - this.#episodes + 1);
    const free = onDisk(`look at the disk of "${this.#part}"`, () => disk().free(this.#part));
    if (missing <= free * (1 + 1 / this.#episodes)) return;
    const gigabytes = (size: number): string => `${Number((size / 1e9).toPrecision(2))} GB`;
    throw new HostError(
      `Cannot write "${this.#path}": ${this.#planned} episodes like the first ${this.#episodes} take about ${
        gigabytes(mean * this.#planned)
      }, found ${
        gigabytes(free)
      } free; make room, ask for fewer (data.episodes), or put --out on another disk`,
    );
  }

  /** Marks the file as complete and gives it its name. Throws {@linkcode HostError} when the disk refuses. */
  finish(): void {
    this.#file.setAttribute("complete", 1);
    this.#file.close();
    onDisk(`write "${this.#path}"`, () => {
      this.#lock.syncSync();
      disk().rename(this.#part, this.#path);
      syncFolder(dirname(this.#path));
    });
  }

  /** Lets go of the file; one that is not finished stays as `<path>.part`. */
  [Symbol.dispose](): void {
    try {
      this.#file.close();
    } finally {
      this.#lock.close();
    }
  }
}
