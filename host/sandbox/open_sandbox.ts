import type { Plugin } from "../../core/types.ts";
import { checkImports } from "./check_imports.ts";
import { loadSandboxed, type SandboxedPlugin } from "./sandboxed_plugin.ts";

/** The sandboxes of this process by address: as with `import()`, a module is loaded once. */
const sandboxes = new Map<string, SandboxedPlugin>();

/**
 * Loads a plugin into the sandbox: reads its imports, starts a process without permissions that loads it, and gives
 * components that speak to it. The process ends with this one.
 *
 * @param specifier The module as the task names it.
 * @param address The module as it is imported.
 * @throws {InputError} for a plugin that reaches beyond its own modules, does not load, or brings more than worlds
 * and policies; {@linkcode HostError} when no process can be started.
 */
export async function openSandbox(specifier: string, address: string): Promise<Plugin> {
  const open = sandboxes.get(address);
  if (open) return open.plugin;
  const sandboxed = loadSandboxed(specifier, address, await checkImports(specifier, address));
  sandboxes.set(address, sandboxed);
  return sandboxed.plugin;
}

/** Ends the processes of all sandboxes; their components are of no use afterwards. */
export function closeSandboxes(): void {
  for (const sandboxed of sandboxes.values()) sandboxed.close();
  sandboxes.clear();
}
