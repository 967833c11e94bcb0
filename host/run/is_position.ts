import { z } from "zod";
import type { TrainPosition } from "./checkpoint.ts";

const form = z.object({
  format: z.literal(1),
  stage: z.string(),
  step: z.int().min(0),
  seconds: z.number().min(0),
  best: z.number().nullable(),
  finished: z.boolean(),
});

/** Whether a value is what a checkpoint's `state.json` holds; anyone may have written the file. */
export function isPosition(value: unknown): value is TrainPosition {
  return form.safeParse(value).success;
}
