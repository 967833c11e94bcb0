import { Registry } from "../../core/registry.ts";
import { type ResolvedTask, resolveTask, taskPlugins } from "../../core/task/resolve.ts";
import type { PluginUse } from "../../core/task/task.ts";
import type { Plugin } from "../../core/types.ts";
import { loadPlugins } from "./load_plugins.ts";
import { openTask, workingBase } from "./open_task.ts";

/** How a task is read. */
export interface ReadTaskOptions {
  /** Plugins that every task has, the built-in one first. */
  readonly plugins: readonly Plugin[];
  /** Texts of the built-in tasks, by name. */
  readonly tasks: { readonly [name: string]: string };
  /** Preset to lay over the task. */
  readonly preset?: string;
  /** `path.to.value=json`. */
  readonly overrides?: readonly string[];
  /** Root seed, in the place of the task's own. */
  readonly seed?: number;
  /** What the paths of plugins are relative to; the task file itself unless given. */
  readonly base?: URL;
  /** Told which plugin modules are about to be run. */
  readonly announce?: (specifiers: readonly string[]) => void;
}

/** A resolved task with the components that it may use. */
export interface OpenedTask extends ResolvedTask {
  /** Built-in and plugin components. */
  readonly registry: Registry;
  /** What messages call the task file. */
  readonly file: string;
  /** What the paths of its plugins are relative to. */
  readonly base: URL;
}

/** Plugins given on the command line are relative to where it was typed. */
function pluginBase(base: URL, { overrides = [] }: ReadTaskOptions): URL {
  return overrides.some((override) => override.startsWith("plugins=")) ? workingBase() : base;
}

function announced(use: PluginUse): string {
  return typeof use === "string" ? use : `${use.use} (not trusted: in a process without permissions)`;
}

/**
 * Reads a task by name or path, imports the plugins that it names, and resolves it against them.
 *
 * Throws {@linkcode InputError} for whatever is wrong with target, file, preset, overrides or plugins, and
 * {@linkcode HostError} when the disk refuses.
 *
 * @param target Name of a built-in task, or a path that ends in `.jsonc` or `.json`.
 */
export async function readTask(target: string, options: ReadTaskOptions): Promise<OpenedTask> {
  const { text, file, base: own } = await openTask(target, options.tasks);
  const { preset, overrides, seed } = options;
  const source = {
    text,
    file,
    ...(preset !== undefined && { preset }),
    ...(overrides !== undefined && { overrides }),
    ...(seed !== undefined && { seed }),
  };
  const base = pluginBase(options.base ?? own, options);
  const uses = taskPlugins(source);
  if (uses.length > 0) options.announce?.(uses.map(announced));
  const registry = new Registry([...options.plugins, ...await loadPlugins(uses, base)]);
  return { ...resolveTask({ ...source, registry }), registry, file, base };
}
