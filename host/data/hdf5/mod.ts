/**
 * HDF5 files on the disk, through `h5wasm/node`: a reader and a writer that turn every failure of the library,
 * most of which are silent, into an error of one sentence.
 *
 * @example
 * ```ts
 * import { Hdf5Reader, Hdf5Writer } from "./mod.ts";
 * import assert from "node:assert/strict";
 *
 * const path = Deno.makeTempFileSync({ suffix: ".h5" });
 * {
 *   using writer = new Hdf5Writer(path);
 *   writer.addColumn({ name: "action", shape: [2], dtype: "float32" });
 *   writer.append("action", Float32Array.of(1, 2, 3, 4));
 * }
 * using reader = new Hdf5Reader(path);
 * assert.deepEqual(reader.read("action", 1, 1), Float32Array.of(3, 4));
 * ```
 *
 * @module
 */
export type { AttributeValue } from "./attributes.ts";
export type { Hdf5Data, Hdf5Dtype } from "./dtype.ts";
export * from "./reader.ts";
export * from "./writer.ts";
