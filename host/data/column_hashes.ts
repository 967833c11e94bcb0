import { createHash } from "node:crypto";
import { Hdf5Reader } from "./hdf5/reader.ts";

/** Bytes of one read. */
const BLOCK = 2 ** 24;

/**
 * SHA-256 of the values of every dataset of a file, in hexadecimal digits. Two files with equal hashes hold the
 * same data; the files themselves differ, because HDF5 stores times.
 *
 * @throws {InputError} when the file or one of its datasets cannot be read.
 */
export function columnHashes(path: string): { readonly [column: string]: string } {
  using file = new Hdf5Reader(path);
  const hashes = file.datasets.map(({ name, shape }): [string, string] => {
    const hash = createHash("sha256");
    const rows = shape === null ? 0 : shape[0] ?? 1;
    // Eight bytes are the most that one value takes.
    const step = Math.max(
      1,
      Math.floor(BLOCK / (8 * (shape ?? []).slice(1).reduce((all, side) => all * side, 1))),
    );
    for (let row = 0; row < rows; row += step) {
      const data = file.read(name, row, Math.min(step, rows - row));
      hash.update(Array.isArray(data) ? JSON.stringify(data) : new Uint8Array(data.buffer));
    }
    return [name, hash.digest("hex")];
  });
  return Object.fromEntries(hashes);
}
