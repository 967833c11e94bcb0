import { InputError } from "../../core/errors.ts";
import { excerpt } from "../../core/task/explain.ts";
import type { PluginUse } from "../../core/task/task.ts";
import type { Plugin } from "../../core/types.ts";
import { openSandbox } from "../sandbox/open_sandbox.ts";
import { checkPlugin } from "./check_plugin.ts";

const OUTSIDE = /^(jsr|npm|https|file):/;
const RELATIVE = /^(\.{1,2}\/|\/)/;

function locate(specifier: string, base: URL): string {
  if (OUTSIDE.test(specifier)) return specifier;
  if (RELATIVE.test(specifier)) return new URL(specifier, base).href;
  throw new InputError(
    `Cannot load plugin ${
      excerpt(specifier)
    }: found neither a path nor a known scheme, expected ./path, ../path, jsr:, npm: or https:`,
  );
}

/** What an import that failed says, on one line. */
function reason(error: unknown, address: string): string {
  const text = error instanceof Error ? error.message : String(error);
  if (text.startsWith("Module not found") && text.includes(address)) return "there is no such module";
  const [first] = text.split("\n");
  return `its import failed with ${excerpt(first)}`;
}

async function load(plugin: PluginUse, base: URL): Promise<Plugin> {
  if (typeof plugin === "string") return await loadTrusted(plugin, locate(plugin, base));
  return await openSandbox(plugin.use, locate(plugin.use, base));
}

async function loadTrusted(specifier: string, address: string): Promise<Plugin> {
  let module: { readonly default?: unknown };
  try {
    module = await import(address);
  } catch (error) {
    throw new InputError(
      `Cannot load plugin ${excerpt(specifier)}: ${
        reason(error, address)
      }, expected a module that exports a plugin by default`,
      { cause: error },
    );
  }
  if (!("default" in module)) {
    throw new InputError(
      `Cannot use plugin ${
        excerpt(specifier)
      }: it has no default export, expected one such as { name, env: { … } }`,
    );
  }
  const plugin: unknown = module.default;
  checkPlugin(plugin, specifier);
  return plugin;
}

/**
 * Imports plugin modules, one after the other in the given order, and checks what they export.
 * This runs their code, in this process or, for those that are not trusted, in the sandbox; nothing else that a
 * task file holds is ever run.
 *
 * Throws {@linkcode InputError} for a module that is missing, fails to load, or does not export a plugin, and
 * `HostError` when no process can be started for one that is not trusted.
 *
 * @param uses `jsr:`, `npm:` or `https:` specifiers, or paths that start with `./`, `../` or `/`.
 * @param base What paths are relative to: the address of the task file.
 */
export async function loadPlugins(uses: readonly PluginUse[], base: URL): Promise<readonly Plugin[]> {
  const plugins: Plugin[] = [];
  for (const use of uses) plugins.push(await load(use, base));
  return plugins;
}
