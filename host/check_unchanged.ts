import { InputError } from "../core/errors.ts";
import type { Registry } from "../core/registry.ts";
import { differences, tellDifferences } from "../core/task/differences.ts";
import { canonicalJson, taskHash } from "../core/task/hash.ts";
import { resolveTask } from "../core/task/resolve.ts";
import type { Task } from "../core/task/task.ts";
import type { Json } from "../core/types.ts";
import type { RunFolder } from "./runs/run_folder.ts";
import type { OpenedTask } from "./task/read_task.ts";

/** A task as the JSON that is stored of it. */
export function taskAsJson(task: Task): { readonly [key: string]: Json } {
  return JSON.parse(JSON.stringify(task));
}

/** A stored task as today's schema reads it: what has come to the schema since then has its default. */
function asToday(began: Task, file: string, registry: Registry, instead: string): Task {
  try {
    return resolveTask({ text: JSON.stringify(began, null, 2), file, registry }).task;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${error.message}; ${instead}`, { cause: error });
  }
}

/**
 * Refuses to continue a run under another task than the one that it began with.
 *
 * @param now The task that would be trained, with its components.
 * @param instead What to do, the end of the sentence.
 * @throws {InputError} with the fields that differ.
 */
export async function checkUnchanged(
  run: RunFolder,
  { task: now, registry }: Pick<OpenedTask, "task" | "registry">,
  instead: string,
): Promise<void> {
  const stored = run.readTask();
  const hash = await taskHash(stored);
  if (hash !== run.info.hash) {
    throw new InputError(
      `Cannot continue "${run.path}": its task.json was changed by hand (hash ${hash}, expected ${run.info.hash}); undo that, or start another run of the task file with --new`,
    );
  }
  // Components of other plugins would not be known here; the plugins differ then, and that is told.
  const alike = canonicalJson(taskAsJson(stored).plugins ?? []) === canonicalJson(taskAsJson(now).plugins);
  const began = alike ? asToday(stored, run.file("task.json"), registry, instead) : stored;
  if (await taskHash(now) === await taskHash(began) && now.seed === began.seed) return;
  const told = tellDifferences(differences(taskAsJson(began), taskAsJson(now)));
  throw new InputError(
    `Cannot continue "${run.path}": ${told || "the order of its stages is another"}; ${instead}`,
  );
}
