import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { KeptBench } from "./kept_bench.ts";

/** Reports of benchmarks that are kept in a folder, oldest first. */
export function readBenches(folder: string): readonly KeptBench[] {
  return readdirSync(folder).filter((name) => name.endsWith(".json")).sort()
    .map((name): KeptBench => JSON.parse(readFileSync(join(folder, name), "utf8")));
}
