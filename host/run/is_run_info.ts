import { z } from "zod";
import type { RunInfo } from "./run_folder.ts";

const text = z.string();

const blas = z.union([
  z.object({ library: text, coreType: text.optional() }),
  z.object({ missing: text }),
]);

const backend = z.object({
  name: z.enum(["webgpu", "wasm", "reference"]),
  adapter: z.object({ name: text, software: z.boolean() }).optional(),
  blas: blas.optional(),
  threads: z.int().positive().optional(),
  processor: text.optional(),
  reason: text,
});

const form = z.object({
  format: z.literal(1),
  task: text,
  hash: text,
  seed: z.number(),
  preset: text.nullable(),
  target: text.optional(),
  overrides: z.array(text).optional(),
  base: text.refine(URL.canParse),
  command: text,
  started: text,
  versions: z.record(text, text),
  backend,
  seconds: z.record(text, z.number()),
  finished: z.boolean(),
});

/** Whether a value is what `run.json` holds; anyone may have written the file. */
export function isRunInfo(value: unknown): value is RunInfo {
  return form.safeParse(value).success;
}
