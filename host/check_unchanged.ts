import { InputError } from "../core/errors.ts";
import { differences, tellDifferences } from "../core/task/differences.ts";
import { taskHash } from "../core/task/hash.ts";
import type { Task } from "../core/task/task.ts";
import type { Json } from "../core/types.ts";
import type { RunFolder } from "./run/run_folder.ts";

/** A task as the JSON that is stored of it. */
export function taskAsJson(task: Task): Json {
  return JSON.parse(JSON.stringify(task));
}

/**
 * Refuses to continue a run under another task than the one that it began with.
 *
 * @param now The task that would be trained.
 * @param instead What to do, the end of the sentence.
 * @throws {InputError} with the fields that differ.
 */
export async function checkUnchanged(run: RunFolder, now: Task, instead: string): Promise<void> {
  const began = run.readTask();
  const hash = await taskHash(began);
  if (hash !== run.info.hash) {
    throw new InputError(
      `Cannot continue "${run.path}": its task.json was changed by hand (hash ${hash}, expected ${run.info.hash}); undo that, or name the task file to train another run`,
    );
  }
  if (await taskHash(now) === hash && now.seed === began.seed) return;
  const told = tellDifferences(differences(taskAsJson(began), taskAsJson(now)));
  throw new InputError(
    `Cannot continue "${run.path}": ${told || "the order of its stages is another"}; ${instead}`,
  );
}
