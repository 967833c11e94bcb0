import type { RunInfo } from "../../host/run/run_folder.ts";

/** A run in the words of a table: ``tworoom, `cpu`, seed 0``. */
export function runName({ task, preset, seed }: Pick<RunInfo, "task" | "preset" | "seed">): string {
  return [task, ...(preset === null ? [] : [`\`${preset}\``]), `seed ${seed}`].join(", ");
}
