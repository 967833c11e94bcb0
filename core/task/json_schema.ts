import type { Registry } from "../registry.ts";
import type { Json } from "../types.ts";
import { NAME_PATTERN, taskSchema } from "./schema.ts";
import { type JsonSchema, plainSchema } from "./plain_schema.ts";

/** A component of which a preset may change options without naming it again, and what stands `beside` them. */
function unnamed({ use: _use, with: _with, ...beside }: { readonly [key: string]: JsonSchema }): JsonSchema {
  return {
    type: "object",
    properties: {
      with: { type: "object", description: "Options of the component that the task chose" },
      ...beside,
    },
    additionalProperties: false,
  };
}

function mapValues<V, W>(record: { readonly [key: string]: V }, to: (value: V) => W): { [key: string]: W } {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}

/** The same schema with nothing required and no defaults: what may stand in a preset. */
function partial(
  { default: _default, required: _required, minProperties: _min, ...schema }: JsonSchema,
): JsonSchema {
  if (schema.oneOf !== undefined) {
    const { oneOf, ...rest } = schema;
    const named = oneOf.map((choice) => ({ ...partial(choice), required: ["use"] }));
    return { ...rest, oneOf: [...named, unnamed(named[0]?.properties ?? {})] };
  }
  const { properties, additionalProperties } = schema;
  return {
    ...schema,
    ...(properties && { properties: mapValues(properties, partial) }),
    ...(typeof additionalProperties === "object" && { additionalProperties: partial(additionalProperties) }),
  };
}

/** The worlds with what may be wrapped around them, which is the same for all: it stands once, under `definitions`. */
function shareWrappers(
  env: JsonSchema,
): { readonly env: JsonSchema; readonly definitions: { readonly [name: string]: JsonSchema } } {
  const { oneOf = [] } = env;
  const wrap = oneOf[0]?.properties?.wrap;
  if (wrap === undefined) return { env, definitions: {} };
  const $ref = "#/definitions/wrappers";
  const worlds = oneOf.map((world) => ({ ...world, properties: { ...world.properties, wrap: { $ref } } }));
  return { env: { ...env, oneOf: worlds }, definitions: { wrappers: wrap } };
}

/**
 * The JSON Schema (draft 7) of task files for editors: keys, descriptions, defaults, ranges, and the options of
 * each component that the registry has.
 */
export function jsonSchema(registry: Registry): Json {
  const { properties: all = {}, required = [], ...task } = plainSchema(taskSchema(registry));
  const { env, definitions } = shareWrappers(all.env);
  const properties: { readonly [key: string]: JsonSchema } = { ...all, env };
  const { name: _name, version: _version, plugins: _plugins, ...tunable } = properties;
  const preset: JsonSchema = partial({ type: "object", properties: tunable, additionalProperties: false });
  const schema: JsonSchema = {
    ...task,
    properties: {
      $schema: { type: "string", description: "This schema, for editors" },
      ...properties,
      presets: {
        type: "object",
        description: "Partial tasks by name, laid over the task by --preset",
        propertyNames: { pattern: NAME_PATTERN.source },
        additionalProperties: preset,
      },
    },
    required,
    definitions,
  };
  return JSON.parse(JSON.stringify(schema));
}
