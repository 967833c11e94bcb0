import { existsSync, readFileSync } from "node:fs";
import type { MetricsRow } from "../../core/train/metrics.ts";
import { onDisk, writeAtomically, writeDurably } from "../atomic_write.ts";
import { isMetricsRow } from "./is_metrics_row.ts";

/** Rows of a `metrics.jsonl`; a line torn by a kill, or of another form, is left out. */
export function readMetrics(path: string): MetricsRow[] {
  if (!existsSync(path)) return [];
  const rows: MetricsRow[] = [];
  for (const line of readFileSync(path, "utf8").split("\n")) {
    try {
      const row: unknown = JSON.parse(line);
      if (isMetricsRow(row)) rows.push(row);
    } catch { /* only the last line can be torn, and it lies past the checkpoint */ }
  }
  return rows;
}

/** Adds one row. */
export function appendMetrics(path: string, row: MetricsRow): void {
  onDisk(`write "${path}"`, () => writeDurably(path, `${JSON.stringify(row)}\n`, "a"));
}

/** Drops what lies past a checkpoint, so that a resumed run logs each step once. */
export function truncateMetrics(path: string, keep: (row: MetricsRow) => boolean): void {
  const rows = readMetrics(path).filter(keep);
  writeAtomically(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
}
