import type { Registry } from "../../core/registry.ts";
import type { Use } from "../../core/types.ts";
import type { Options } from "./planner_report.ts";

/**
 * Options with which a planner takes another one's place in a task: those of the task's planner that it has, too, by
 * name, such as the number of candidates and where the search begins, so that all get the same; then those asked for.
 *
 * @throws {InputError} for a planner that is not registered.
 */
export function plannerOptions(
  registry: Registry,
  planner: string,
  tasks: Use,
  asked: Options = {},
): Options {
  const { options } = registry.get("planner", planner);
  const shared = Object.entries(tasks.with ?? {}).filter(([name]) => Object.hasOwn(options, name));
  return { ...Object.fromEntries(shared), ...asked };
}
