import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../core/types.ts";
import { onDisk, writeAtomically } from "./atomic_write.ts";

/** Results kept under `<out>/cache/`, by the hash of what they depend on; a torn entry is computed again. */
export function diskCache(out: string): (key: Json, compute: () => Promise<Json>) => Promise<Json> {
  const folder = join(out, "cache");
  return async (key, compute) => {
    const name = createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 24);
    const path = join(folder, `${name}.json`);
    if (existsSync(path)) {
      try {
        return JSON.parse(readFileSync(path, "utf8")).value;
      } catch { /* torn: computed again below */ }
    }
    const value = await compute();
    onDisk(`create folder "${folder}"`, () => mkdirSync(folder, { recursive: true }));
    writeAtomically(path, JSON.stringify({ key, value }));
    return value;
  };
}
