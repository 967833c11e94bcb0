import type { Plugin } from "../../core/types.ts";
import { checkImports } from "./check_imports.ts";
import { loadWalled, type WalledPlugin } from "./walled_plugin.ts";

/** The walls of this process by address: as with `import()`, a module is loaded once. */
const walls = new Map<string, WalledPlugin>();

/**
 * Loads a plugin behind the wall: reads its imports, starts a process without permissions that loads it, and gives
 * components that speak to it. The process ends with this one.
 *
 * @param specifier The module as the task names it.
 * @param address The module as it is imported.
 * @throws {InputError} for a plugin that reaches beyond its own modules, does not load, or brings more than worlds
 * and policies; {@linkcode HostError} when no process can be started.
 */
export async function openWall(specifier: string, address: string): Promise<Plugin> {
  const open = walls.get(address);
  if (open) return open.plugin;
  const walled = loadWalled(specifier, address, await checkImports(specifier, address));
  walls.set(address, walled);
  return walled.plugin;
}

/** Ends the processes of all walls; their components are of no use afterwards. */
export function closeWalls(): void {
  for (const walled of walls.values()) walled.close();
  walls.clear();
}
