import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import { diskCache } from "../cache.ts";
import { granted } from "./granted.ts";

/**
 * Where what was measured on this machine is kept, whichever folder runs go to: `$XDG_CACHE_HOME/orrery`, else
 * `~/.cache/orrery`. Undefined where neither is told or may be used.
 */
export function machineCache(): ReturnType<typeof diskCache> | undefined {
  const folder = cacheFolder();
  if (folder === undefined) return undefined;
  const allowed = (["read", "write"] as const).every((name) => granted({ name, path: folder }));
  return allowed && canWrite(folder) ? diskCache(folder) : undefined;
}

/** A home that is read-only, or none, must not stop what only wants to be faster. */
function canWrite(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function cacheFolder(): string | undefined {
  const told = (variable: string) =>
    granted({ name: "env", variable }) ? Deno.env.get(variable) || undefined : undefined;
  const [caches, home] = [told("XDG_CACHE_HOME"), told("HOME")];
  if (caches !== undefined) return join(caches, "orrery");
  return home && join(home, ".cache", "orrery");
}
