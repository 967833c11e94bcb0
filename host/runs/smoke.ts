import type { Task } from "../../core/task/task.ts";
import type { RunFolder, RunInfo } from "./run_folder.ts";

/** The preset of every task that shows in seconds that everything runs. */
export const SMOKE = "smoke";

/** Whether a run learns next to nothing, by intention. */
export function isSmoke({ preset }: Pick<RunInfo, "preset">): boolean {
  return preset === SMOKE;
}

/** What a smoke run is for, and what learns, in one sentence; undefined for any other run. */
export function smokeNote({ info }: Pick<RunFolder, "info">, { train }: Task): string | undefined {
  if (!isSmoke(info)) return undefined;
  const steps = Object.values(train).reduce((sum, stage) => sum + stage.steps, 0);
  return `Smoke run: ${steps} steps show that everything runs and learn next to nothing; to learn: deno task train ${
    info.target ?? info.task
  }`;
}
