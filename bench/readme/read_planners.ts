import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { KeptPlanners } from "./kept_planners.ts";

/** Comparisons of planners that are kept in a folder, oldest first. */
export function readPlanners(folder: string): readonly KeptPlanners[] {
  return readdirSync(folder).filter((name) => /-planners-.+\.json$/.test(name)).sort()
    .map((name): KeptPlanners => JSON.parse(readFileSync(join(folder, name), "utf8")));
}
