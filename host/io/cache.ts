import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../../core/types.ts";
import { disk } from "./disk.ts";
import { onDisk, writeAtomically } from "./atomic_write.ts";

/** Results kept under `<out>/cache/`, by the hash of what they depend on; a torn entry is computed again. */
export function diskCache(out: string): (key: Json, compute: () => Promise<Json>) => Promise<Json> {
  const folder = join(out, "cache");
  return async (key, compute) => {
    const name = createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 24);
    const path = join(folder, `${name}.json`);
    try {
      if (statSync(path).isFile()) return JSON.parse(readFileSync(path, "utf8")).value;
    } catch { /* not there, or torn: computed below */ }
    const value = await compute();
    onDisk(`create folder "${folder}"`, () => disk().makeFolder(folder));
    writeAtomically(path, JSON.stringify({ key, value }));
    return value;
  };
}
