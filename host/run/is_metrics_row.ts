import { z } from "zod";
import type { MetricsRow } from "../../core/train/metrics.ts";

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
