/**
 * HDF5 files on the disk, through `h5wasm/node`: a reader and a writer that turn every failure of the library,
 * most of which are silent, into an error of one sentence.
 *
 * @module
 */
export * from "./attributes.ts";
export * from "./dtype.ts";
export * from "./reader.ts";
export * from "./writer.ts";
