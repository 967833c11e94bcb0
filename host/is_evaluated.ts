import { basename } from "node:path";
import { z } from "zod";
import type { Evaluated } from "./evaluate_run.ts";

/** A name in the folder of films, never a path out of it. */
const fileName = z.string().refine((name) =>
  name === basename(name) && !["", ".", ".."].includes(name) && !name.includes("\0")
);

const form = z.object({
  metrics: z.record(z.string(), z.record(z.string(), z.json())),
  changed: z.record(z.string(), z.record(z.string(), z.json())).optional(),
  films: z.array(
    z.object({ evaluation: z.string(), file: fileName, still: fileName, caption: z.string() }),
  ),
});

/** Whether a value is what `evaluations.json` holds; anyone may have written the file. */
export function isEvaluated(value: unknown): value is Evaluated {
  return form.safeParse(value).success;
}
