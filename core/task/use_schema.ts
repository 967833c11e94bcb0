import { z } from "zod";
import type { Registry } from "../registry.ts";
import type { EnvUse, Json, Kind, Use } from "../types.ts";
import { optionsSchema } from "./options.ts";
import type { ObjectiveTask } from "./task.ts";

type Options = { readonly [option: string]: Json };

/** The schema of a component's options, all of them with their defaults. */
function optionSchema(registry: Registry, kind: Kind, name: string): z.ZodType<Options> {
  return optionsSchema(registry.get(kind, name).options) as z.ZodType<Options>;
}

/** The schema of a component's choice by name, with what may stand `beside` its options. */
function choiceSchema<B extends z.ZodRawShape>(registry: Registry, kind: Kind, beside: B) {
  const choices = registry.names(kind).map((name) =>
    z.strictObject({
      use: z.literal(name),
      with: optionSchema(registry, kind, name).prefault({}),
      ...beside,
    }).describe(registry.get(kind, name).description)
  );
  const [first, ...rest] = choices;
  // A registry without this kind has no valid choice: the union must refuse and not crash.
  if (first === undefined) return z.looseObject({ use: z.enum([]).meta({ enum: [] }) });
  return z.discriminatedUnion("use", [first, ...rest]);
}

/**
 * The schema of `{"use": name, "with": options}` for one kind: each name of the registry brings the options of
 * its component, and a missing `with` is filled with their defaults.
 */
export function useSchema(registry: Registry, kind: Kind): z.ZodType<Use> {
  return choiceSchema(registry, kind, {});
}

/** The schema of a world: a component like others, with the wrappers around it. */
export function envSchema(registry: Registry): z.ZodType<EnvUse> {
  const wrap = z.array(useSchema(registry, "wrapper")).min(1).exactOptional()
    .describe("What is wrapped around the world, the innermost first");
  return choiceSchema(registry, "env", { wrap });
}

/** The schema of a stage's `objectives`: weight and options by the name of the objective. */
export function objectivesSchema(
  registry: Registry,
): z.ZodType<{ readonly [objective: string]: ObjectiveTask }> {
  const shape: Record<string, z.ZodType<ObjectiveTask>> = {};
  for (const name of registry.names("objective")) {
    shape[name] = z.strictObject({
      weight: z.number().min(0).describe("Factor of this term in the loss"),
      with: optionSchema(registry, "objective", name).prefault({}),
    }).describe(registry.get("objective", name).description).exactOptional();
  }
  return z.strictObject(shape).refine(
    (terms) => Object.keys(terms).length > 0,
    "expected at least one objective",
  ).meta({ minProperties: 1 });
}

/** The schema of `evaluate`: options by the name of the evaluation. */
export function evaluateSchema(registry: Registry): z.ZodType<{ readonly [evaluation: string]: Options }> {
  const shape: Record<string, z.ZodType<Options>> = {};
  for (const name of registry.names("evaluation")) {
    const { description } = registry.get("evaluation", name);
    shape[name] = optionSchema(registry, "evaluation", name).describe(description).exactOptional();
  }
  return z.strictObject(shape);
}
