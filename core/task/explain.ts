import type { z } from "zod";
import { InputError } from "../errors.ts";
import { nearest, suggestion } from "../nearest.ts";
import type { Json } from "../types.ts";
import { descend, type Located, members, type PathPart, plainJson } from "./located.ts";
import type { JsonSchema } from "./plain_schema.ts";

const LONGEST = 60;

/** A value as a message shows it: JSON on one line, cut after 60 characters. */
export function excerpt(value: Json): string {
  const finite = typeof value !== "number" || Number.isFinite(value);
  const text = finite ? JSON.stringify(value) : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

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

type Issue = z.core.$ZodIssue;

/** Longest word that is compared with names: comparing costs length times length. */
const LONGEST_WORD = 64;

function pathOf(issue: Issue): readonly PathPart[] {
  return issue.path.map((part) => (typeof part === "number" ? part : String(part)));
}

/** What a message calls the whole of what is checked. */
type Whole = "the task" | "the component";

function nameOf(path: readonly PathPart[], whole: Whole): string {
  return path.length === 0 ? whole : path.map((part) => String(part).slice(0, LONGEST_WORD)).join(".");
}

/** What was checked, by which schema. */
interface Checked {
  readonly root: Located;
  readonly schema: JsonSchema;
  readonly whole: Whole;
}

/** Keys of the file itself, which no task has after they were read. */
const FILE_KEYS = ["$schema", "presets"];

/** What to say of the first key that an object should not have, if it has one. */
function unknownKey({ root, schema, whole }: Checked, path: readonly PathPart[]): string | undefined {
  const object = descend(root, path)[path.length];
  const there = members(object);
  if (there === undefined) return undefined;
  const { properties, additionalProperties } = branch(
    schemaAt(schema, plainJson(root), path),
    plainJson(object),
  );
  if (additionalProperties !== false) return undefined;
  const known = Object.keys(properties ?? {});
  const key = [...there.keys()].find((name) => !known.includes(name));
  if (key === undefined) return undefined;
  const inside = path.length > 0 || whole !== "the task" || FILE_KEYS.includes(key);
  const choices = inside ? known : [...known, ...FILE_KEYS];
  const word = key.slice(0, LONGEST_WORD);
  // A key that is already there is hardly the one that was meant.
  const near = nearest(word, choices.filter((name) => !there.has(name)));
  const tail = near === undefined ? suggestion(word, choices) : `did you mean "${near}"?`;
  return `Cannot use ${there.get(key)?.keyAt}: ${nameOf(path, whole)} has no ${excerpt(key)}, ${tail}`;
}

/** A stage of which keys are missing may be a misspelt one of a preset or an override. */
function stageHint(root: Located, path: readonly PathPart[]): string {
  const [section, stage] = path;
  if (section !== "train" || path.length !== 3) return "";
  const others = [...members(members(root)?.get("train"))?.keys() ?? []].filter((name) => name !== stage);
  const near = nearest(String(stage), others);
  return near === undefined ? "" : `, or did you mean stage "${near}"?`;
}

function wrongValue(schema: JsonSchema, name: string, located: Located): string {
  const value: Json = plainJson(located);
  const names = schema.enum?.filter((choice) => typeof choice === "string") ?? [];
  const near = typeof value === "string" ? nearest(value.slice(0, LONGEST_WORD), names) : undefined;
  const tail = near !== undefined
    ? `did you mean "${near}"?`
    : schema.enum?.length === 0
    ? "there is none"
    : `expected ${describe(schema)}`;
  return `Cannot use ${located.at}: ${name} is ${excerpt(value)}, ${tail}`;
}

function wrongPart(issue: Issue, { root, schema, whole }: Checked): string {
  const path = pathOf(issue);
  const found = descend(root, path);
  const inner = schemaAt(schema, plainJson(root), path);
  const name = nameOf(path, whole);
  if (found.length <= path.length) {
    const at = found[found.length - 1].at;
    return `Cannot use ${at}: ${name} is missing, expected ${describe(inner)}${stageHint(root, path)}`;
  }
  const part = found[path.length];
  if (issue.code === "invalid_key") {
    const owner = nameOf(path.slice(0, -1), whole);
    return `Cannot use ${part.keyAt}: ${owner} has ${
      excerpt(String(path.at(-1)))
    }, expected a short name in kebab-case`;
  }
  if (issue.code === "custom") {
    return `Cannot use ${part.at}: ${name} is ${excerpt(plainJson(part))}, ${issue.message}`;
  }
  return wrongValue(inner, name, part);
}

/**
 * Turns what a schema refused into one sentence: where it stands, its path, what was found, what was expected.
 * An unknown key comes first, because a missing key beside it is usually the same mistake.
 */
export function explain(
  issues: readonly Issue[],
  root: Located,
  schema: JsonSchema,
  whole: Whole = "the task",
): InputError {
  const checked = { root, schema, whole };
  for (const issue of issues) {
    const path = pathOf(issue);
    const message = unknownKey(checked, path) ?? unknownKey(checked, path.slice(0, -1));
    if (message !== undefined) return new InputError(message);
  }
  return new InputError(wrongPart(issues[0], checked));
}
