/**
 * The forms of what comes out of the sandbox. Whatever is not listed here is refused.
 *
 * @module
 */
import { z } from "zod";
import type { ActionSpace } from "../../core/types.ts";
import type { PackedActionSpace } from "./packed_spec.ts";

/** Numbers in one observation, at most. */
const PIXELS = 2 ** 22;
/** Variables, factors, dimensions of an action, at most. */
const ENTRIES = 1024;

/** A name such as `agent_x`; never one that an object has by nature. */
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const ID = /^[a-z0-9][a-z0-9./-]{0,63}@\d{1,9}$/;
// deno-lint-ignore no-control-regex
const TEXT = /^[^\u0000-\u001f\u007f-\u009f]{0,400}$/;

const name = z.string().regex(NAME).refine((text) => !(text in {}));
const text = z.string().regex(TEXT);
const bound = z.union([z.number(), z.enum(["Infinity", "-Infinity"])]);

const observation = z.strictObject({
  shape: z.array(z.int().min(1).max(PIXELS)).min(1).max(4)
    .refine((shape) => shape.reduce((product, size) => product * size, 1) <= PIXELS),
  dtype: z.enum(["uint8", "float32"]),
  frames: z.int().min(1).max(ENTRIES).exactOptional(),
});

const actionSpace: z.ZodType<PackedActionSpace> = z.union([
  z.strictObject({
    kind: z.literal("box"),
    low: z.array(bound).min(1).max(ENTRIES),
    high: z.array(bound).min(1).max(ENTRIES),
  }).refine(({ low, high }) => low.length === high.length),
  z.strictObject({ kind: z.literal("discrete"), n: z.int().min(1).max(2 ** 16) }),
]);

const spec = z.strictObject({
  id: z.string().regex(ID),
  observations: z.record(name, observation).refine((all) => Object.keys(all).length > 0),
  actionSpace,
  variables: z.array(z.strictObject({ name, unit: text, description: text })).max(ENTRIES),
  factors: z.array(z.strictObject({
    name,
    low: z.number(),
    high: z.number(),
    default: z.number(),
    integer: z.boolean().exactOptional(),
    description: text,
  })).max(ENTRIES),
});

const texts = z.record(name, text);

/** A world, as it is described when it is made. */
export const madeEnv = z.strictObject({
  spec,
  goals: z.strictObject({ criterion: text, criteria: texts.nullable(), strata: texts.nullable() }).nullable(),
});

/** What a step gives besides its reward. */
export const stepped = z.strictObject({ terminated: z.boolean(), truncated: z.boolean() });
/** What a criterion says besides the distance. */
export const judged = z.strictObject({ reached: z.boolean() });
/** What a stratum says. */
export const sorted = z.strictObject({ holds: z.boolean() });
/** Streams that a policy reads. */
export const streams = z.array(name).max(16);
/** Nothing but numbers, or nothing at all. */
export const silent = z.null();

/** Numbers in one action. */
export function actionSize(space: ActionSpace): number {
  return space.kind === "box" ? space.low.length : 1;
}
