/**
 * Datasets on the disk: collecting episodes into HDF5 files in stable-worldmodel's layout, opening them (also
 * those that others wrote), and looking into them.
 *
 * @example
 * ```ts
 * import { inProcess } from "@orrery/orrery/core";
 * import { twoRoom } from "@orrery/orrery/envs";
 * import { random } from "@orrery/orrery/policies";
 * import { collect, openDataset } from "./mod.ts";
 * import assert from "node:assert/strict";
 *
 * const batch = inProcess(() => twoRoom.make({}, {}), 2);
 * const policy = random.make({}, { spec: batch.spec });
 * const path = `${Deno.makeTempDirSync()}/two_room.h5`;
 * await collect({ batch, policy, path, episodes: 3, steps: 5, seed: 0 });
 * using dataset = openDataset(path);
 * assert.deepEqual(dataset.lengths, [6, 6, 6]);
 * ```
 *
 * @module
 */
export * from "./collect.ts";
export * from "./column_hashes.ts";
export * from "./dataset_writer.ts";
export * from "./inspect_file.ts";
export * from "./open_dataset.ts";
