import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { KeptBench } from "./kept_bench.ts";

/** Reports of timings that are kept in a folder, oldest first; those of planners lie there, too, and are left out. */
export function readBenches(folder: string): readonly KeptBench[] {
  return readdirSync(folder).filter((name) => /-(peers|alone)\.json$/.test(name)).sort()
    .map((name): KeptBench => JSON.parse(readFileSync(join(folder, name), "utf8")));
}
