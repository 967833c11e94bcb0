/**
 * Datasets on the disk: collecting episodes into HDF5 files in stable-worldmodel's layout, opening them (also
 * those that others wrote), and looking into them.
 *
 * @module
 */
export * from "./collect.ts";
export * from "./column_hashes.ts";
export * from "./dataset_writer.ts";
export * from "./inspect_file.ts";
export * from "./open_dataset.ts";
