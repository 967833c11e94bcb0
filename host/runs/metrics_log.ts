import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import type { MetricsRow } from "../../core/train/metrics.ts";
import { onDisk, writeAtomically, writeDurably } from "../io/atomic_write.ts";

/** JSON has no NaN or infinity, and stores null in their place. */
const figure = z.number().nullable();

const form = z.object({
  stage: z.string(),
  step: z.int().min(0),
  loss: figure,
  terms: z.record(z.string(), figure),
  learningRate: figure,
  gradNorm: figure,
  seconds: figure,
  tokens: z.int().min(1).optional(),
  rng: z.string(),
  heldOut: z.object({
    prediction: figure.optional(),
    ratio: figure.optional(),
    rank: figure,
    std: z.array(figure),
  }).optional(),
});

/** Whether a value is a line of `metrics.jsonl`; anyone may have written the file. */
export function isMetricsRow(value: unknown): value is MetricsRow {
  return form.safeParse(value).success;
}

/** Rows of a `metrics.jsonl`; a line torn by a kill, or of another form, is left out. */
export function readMetrics(path: string): MetricsRow[] {
  if (!existsSync(path)) return [];
  const rows: MetricsRow[] = [];
  for (const line of onDisk(`read "${path}"`, () => readFileSync(path, "utf8")).split("\n")) {
    try {
      const row: unknown = JSON.parse(line);
      if (isMetricsRow(row)) rows.push(row);
    } catch { /* only the last line can be torn, and it lies past the checkpoint */ }
  }
  return rows;
}

/** Adds one row. */
export function appendMetrics(path: string, row: MetricsRow): void {
  onDisk(`write "${path}"`, () => writeDurably(path, `${JSON.stringify(row)}\n`, "append"));
}

/** What every form of a row has. */
const placed = z.looseObject({ stage: z.string(), step: z.number() });

/** Where a line belongs; undefined for one of unknown form or, at the end, torn. */
function placeOf(line: string): z.infer<typeof placed> | undefined {
  try {
    return placed.safeParse(JSON.parse(line)).data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

/**
 * Drops what lies past a checkpoint, so that a resumed run logs each step once, and a torn last line. What another
 * version wrote is kept as it is.
 */
export function truncateMetrics(
  path: string,
  keep: (row: Pick<MetricsRow, "stage" | "step">) => boolean,
): void {
  if (!existsSync(path)) return;
  const lines = onDisk(`read "${path}"`, () => readFileSync(path, "utf8")).split("\n");
  const kept = lines.filter((line, i) => {
    const place = placeOf(line);
    return place === undefined ? i < lines.length - 1 : keep(place);
  });
  writeAtomically(path, kept.map((line) => `${line}\n`).join(""));
}
