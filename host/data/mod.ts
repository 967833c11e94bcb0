/**
 * Datasets on the disk: collecting episodes into HDF5 files in stable-worldmodel's layout, opening them (also
 * those that others wrote), and looking into them.
 *
 * @example
 * ```ts
 * import { inProcess } from "@orrery/orrery/core";
 * import { twoRoom } from "@orrery/orrery/envs";
 * import { random } from "@orrery/orrery/policies";
 * import { collect, openDataset, ownCollector } from "./mod.ts";
 * import assert from "node:assert/strict";
 *
 * const batch = inProcess(() => twoRoom.make({}, {}), 1);
 * const { spec } = batch;
 * const policy = random.make({}, { spec });
 * const path = `${Deno.makeTempDirSync()}/two_room.h5`;
 * const collectors = [ownCollector({ batch, policy, steps: 5, seed: 0 })];
 * await collect({ collectors, spec, path, episodes: 3 });
 * using dataset = openDataset(path);
 * assert.deepEqual(dataset.lengths, [6, 6, 6]);
 * ```
 *
 * @module
 */
export * from "./collect.ts";
export * from "./collector.ts";
export * from "./column_hashes.ts";
export * from "./dataset_writer.ts";
export * from "./episode_rows.ts";
export * from "./in_episode_order.ts";
export * from "./inspect_file.ts";
export * from "./open_dataset.ts";
export * from "./own_collector.ts";
