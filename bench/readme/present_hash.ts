import { taskHash } from "../../core/task/hash.ts";
import { openTask } from "../../host/open_target.ts";
import type { RunInfo } from "../../host/run/run_folder.ts";

/** Hash of a run's task as the project has it now: another one tells that nobody can repeat the run. */
export async function presentHash(
  { task, preset, seed }: Pick<RunInfo, "task" | "preset" | "seed">,
): Promise<string> {
  return taskHash((await openTask(task, { preset: preset ?? undefined, seed })).task);
}
