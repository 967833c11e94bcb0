import type { Json } from "../types.ts";
import { excerpt } from "./excerpt.ts";
import type { JsonSchema } from "./plain_schema.ts";
import type { PathPart } from "./located.ts";

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The branch of a union that a value belongs to: by its `use`, else the first one for objects. */
export function branch(schema: JsonSchema, value: Json | undefined): JsonSchema {
  if (!isObject(value)) return schema;
  const choices = schema.oneOf ?? schema.anyOf?.filter(({ type }) => type === "object");
  return choices?.find(({ properties }) => properties?.use?.const === value.use) ?? choices?.[0] ?? schema;
}

/** The names that a component's `use` may have. */
function names(schema: JsonSchema): JsonSchema {
  return { enum: schema.oneOf?.map(({ properties }) => properties?.use.const ?? null) ?? [] };
}

function step(schema: JsonSchema, value: Json | undefined, part: PathPart): JsonSchema {
  if (part === "use" && schema.oneOf !== undefined) return names(schema);
  const { properties = {}, additionalProperties, items } = branch(schema, value);
  if (typeof part === "number") return items ?? {};
  if (Object.hasOwn(properties, part)) return properties[part];
  return typeof additionalProperties === "object" ? additionalProperties : {};
}

/** The schema of the part of a value that a path leads to. */
export function schemaAt(schema: JsonSchema, value: Json, path: readonly PathPart[]): JsonSchema {
  let inner: Json | undefined = value;
  for (const part of path) {
    schema = step(schema, inner, part);
    if (Array.isArray(inner)) inner = inner[Number(part)];
    else inner = isObject(inner) && Object.hasOwn(inner, part) ? inner[part] : undefined;
  }
  return schema;
}

/** `a, b or c`. */
function either(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} or ${parts.at(-1)}`;
}

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  const limits = [
    minimum === undefined ? "" : `of at least ${minimum}`,
    exclusiveMinimum === undefined ? "" : `greater than ${exclusiveMinimum}`,
    maximum === undefined ? "" : `of at most ${maximum}`,
    exclusiveMaximum === undefined ? "" : `less than ${exclusiveMaximum}`,
  ].filter((limit) => limit !== "");
  return limits.length === 0 ? "" : ` ${limits.join(" and ")}`;
}

function describeList({ items = {}, minItems = 0, maxItems }: JsonSchema): string {
  const size = minItems === maxItems
    ? ` of ${minItems} items`
    : minItems > 0
    ? ` of at least ${minItems}`
    : "";
  return `a list${size}, each ${describe(items)}`;
}

function describeObject({ properties = {} }: JsonSchema): string {
  const fields = Object.entries(properties);
  if (fields.length !== 1) return "an object";
  const [[key, schema]] = fields;
  return `{${excerpt(key)}: ${describe(schema)}}`;
}

function describeString({ pattern, minLength }: JsonSchema): string {
  if (pattern !== undefined) return "a short name in kebab-case";
  return minLength === undefined ? "a string" : "a string that is not empty";
}

/** What a schema allows, in words that end a sentence. */
export function describe(schema: JsonSchema): string {
  if (schema.const !== undefined) return excerpt(schema.const);
  if (schema.enum !== undefined) return either(schema.enum.map(excerpt));
  if (schema.oneOf !== undefined) return '{"use": name, "with": options}';
  if (schema.anyOf !== undefined) return either(schema.anyOf.map(describe));
  switch (schema.type) {
    case "integer":
      return `a whole number${range(schema)}`;
    case "number":
      return `a number${range(schema)}`;
    case "boolean":
      return "true or false";
    case "array":
      return describeList(schema);
    case "string":
      return describeString(schema);
    default:
      return describeObject(schema);
  }
}
