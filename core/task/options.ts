import { z } from "zod";
import type { Json, OptionSpec, OptionSpecs } from "../types.ts";
import type { OptionValues } from "../option.ts";
import { explain } from "./explain.ts";
import { locateAll } from "./located.ts";
import { plainSchema } from "./plain_schema.ts";

function range(schema: z.ZodNumber, { min, max }: OptionSpec): z.ZodNumber {
  if (min !== undefined) schema = schema.min(min);
  return max === undefined ? schema : schema.max(max);
}

function valueSchema(spec: OptionSpec): z.ZodType {
  switch (spec.type) {
    case "integer":
      return spec.choices ? z.literal(spec.choices) : range(z.int(), spec);
    case "number":
      return range(z.number(), spec);
    case "integers":
      return z.array(range(z.int(), spec));
    case "numbers":
      return z.array(range(z.number(), spec));
    case "boolean":
      return z.boolean();
    case "string":
      return z.string();
    case "choice":
      return z.enum((spec.choices ?? []).map(String));
    default:
      return spec.type satisfies never;
  }
}

/** The schema of a component's `with`: strict, every option with its default and description. */
export function optionsSchema(specs: OptionSpecs): z.ZodType {
  const shape: Record<string, z.ZodType> = {};
  for (const [name, spec] of Object.entries(specs)) {
    shape[name] = valueSchema(spec).default(spec.default).describe(spec.description);
  }
  return z.strictObject(shape);
}

/** Fills in defaults and refuses what the declaration does not allow. Throws an `InputError` in one sentence. */
export function checkOptions<O extends OptionSpecs>(
  specs: O,
  given: { readonly [option: string]: Json },
): OptionValues<O> {
  const schema = optionsSchema(specs);
  const result = schema.safeParse(given);
  if (result.success) return result.data as OptionValues<O>;
  throw explain(result.error.issues, locateAll(given, "these options"), plainSchema(schema), "the component");
}
