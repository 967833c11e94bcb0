import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import { HostError } from "../../core/errors.ts";
import type { Json } from "../../core/types.ts";
import { diskCache } from "../io/cache.ts";
import { granted } from "./granted.ts";

/** What was kept, or computed now. */
export interface Kept {
  /** The value. */
  readonly value: Json;
  /** Why it could not be kept, in one sentence without a period; missing when it was. */
  readonly unkept?: string;
}

/**
 * Where what was measured on this machine is kept, whichever folder runs go to: `$XDG_CACHE_HOME/orrery`, else
 * `~/.cache/orrery`. Undefined where neither is told or may be used. A disk that refuses is told with the value.
 */
export function machineCache(): ((key: Json, compute: () => Promise<Json>) => Promise<Kept>) | undefined {
  const folder = cacheFolder();
  if (folder === undefined) return undefined;
  const allowed = (["read", "write"] as const).every((name) => granted({ name, path: folder }));
  return allowed && canWrite(folder) ? keptIn(folder) : undefined;
}

function keptIn(folder: string): (key: Json, compute: () => Promise<Json>) => Promise<Kept> {
  const keep = diskCache(folder);
  return async (key, compute) => {
    const computed: Kept[] = [];
    const note = async () => {
      const value = await compute();
      computed.push({ value });
      return value;
    };
    try {
      return { value: await keep(key, note) };
    } catch (error) {
      // What only wants to be faster goes on without a disk.
      if (computed.length > 0 && error instanceof HostError) return { ...computed[0], unkept: error.message };
      throw error;
    }
  };
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
