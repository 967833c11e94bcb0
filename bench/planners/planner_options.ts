import { canonicalJson } from "../../core/task/hash.ts";
import type { Registry } from "../../core/registry.ts";
import type { OptionSpec, Use } from "../../core/types.ts";
import type { Options } from "./planner_report.ts";

/**
 * Whether options of one name ask the same: the planner's default is a value that the task's planner could have, too.
 * `mppi` weighs all candidates with elites of 0, which says of `cem` nothing at all.
 */
function alike(own: OptionSpec, { type, default: value }: OptionSpec): boolean {
  const { min = -Infinity, max = Infinity } = own;
  return own.type === type && (typeof value !== "number" || min <= value && value <= max);
}

/**
 * Options with which a planner takes another one's place in a task: what the task sets of its own planner, other than
 * the defaults that a resolved task spells out, goes for options of the same name and meaning, such as the number of
 * candidates, so that all get the same; then those asked for.
 *
 * @throws {InputError} for a planner that is not registered.
 */
export function plannerOptions(
  registry: Registry,
  planner: string,
  tasks: Use,
  asked: Options = {},
): Options {
  const { options: own } = registry.get("planner", tasks.use);
  const { options } = registry.get("planner", planner);
  const shared = Object.entries(tasks.with ?? {}).filter(([name, value]) =>
    Object.hasOwn(options, name) && alike(own[name], options[name]) &&
    canonicalJson(value) !== canonicalJson(own[name].default)
  );
  return { ...Object.fromEntries(shared), ...asked };
}
