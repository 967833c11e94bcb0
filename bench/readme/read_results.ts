import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { KeptResult } from "./kept_result.ts";

/** The results that are kept in a folder, by task, preset and seed. */
export function readResults(folder: string): readonly KeptResult[] {
  const key = ({ task, preset }: KeptResult): string => `${task} ${preset ?? ""}`;
  return readdirSync(folder).filter((name) => name.endsWith(".json"))
    .map((name): KeptResult => JSON.parse(readFileSync(join(folder, name), "utf8")))
    .sort((one, other) => key(one).localeCompare(key(other), "en") || one.seed - other.seed);
}
