import { differences } from "../../core/task/differences.ts";
import { parseJsonc } from "../../core/task/parse.ts";
import { presetsOf } from "../../core/task/merge.ts";
import type { Json } from "../../core/types.ts";
import { type OpenedRun, openTask } from "../../host/open_target.ts";
import { tasks } from "../../tasks/mod.ts";

const plain = (value: object): Json => JSON.parse(JSON.stringify(value));

/**
 * What a run's task has other than the project's task of its name, with the run's preset and seed, as overrides would
 * say it: `env.wrap=[…]`. Undefined for a task or preset that is not the project's.
 */
export async function differencesFromProject(
  { run, task }: Pick<OpenedRun, "task"> & { readonly run: Pick<OpenedRun["run"], "info"> },
): Promise<readonly string[] | undefined> {
  if (!Object.hasOwn(tasks, task.name)) return undefined;
  const { preset, seed } = run.info;
  const presets = presetsOf(parseJsonc(tasks[task.name], `${task.name}.jsonc`));
  if (preset !== null && !presets.has(preset)) return undefined;
  const { task: own } = await openTask(task.name, { preset: preset ?? undefined, seed });
  return differences(plain(own), plain(task))
    .map(({ path, after }) => `${path}=${after === undefined ? "" : JSON.stringify(after)}`);
}
