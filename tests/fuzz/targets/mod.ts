/**
 * Readers of files that anyone may have written, each with a way to damage a good file.
 *
 * @module
 */
import type { Target } from "../target.ts";
import { checkpointFile } from "./checkpoint_file.ts";
import { hdf5File } from "./hdf5_file.ts";
import { pluginModule } from "./plugin_module.ts";
import { runFolder } from "./run_folder.ts";
import { taskFile } from "./task_file.ts";

/** All targets. */
export const targets: readonly Target[] = [taskFile, checkpointFile, runFolder, pluginModule, hdf5File];
