import { InputError } from "../../core/errors.ts";
import { suggestion } from "../../core/nearest.ts";
import { Registry } from "../../core/registry.ts";
import { excerpt } from "../../core/task/explain.ts";
import { NAME_PATTERN } from "../../core/task/schema.ts";
import { optionsSchema } from "../../core/task/options.ts";
import type { OptionSpec, OptionSpecs, Plugin } from "../../core/types.ts";

type Fields = { readonly [key: string]: unknown };

const KINDS: readonly string[] = new Registry([]).kinds;

const OPTION_TYPES: { readonly [type in OptionSpec["type"]]: true } = {
  integer: true,
  number: true,
  boolean: true,
  string: true,
  choice: true,
  integers: true,
  numbers: true,
};

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A plain object: data, and not an instance with behaviour of its own. */
function isPlain(value: unknown): value is Fields {
  if (!isRecord(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return excerpt(value);
  }
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return "a list";
  return isPlain(value) ? "an object" : "an instance of a class";
}

function isOption(value: unknown): value is OptionSpec {
  return isRecord(value) && typeof value.type === "string" && Object.hasOwn(OPTION_TYPES, value.type) &&
    typeof value.description === "string" &&
    (value.choices === undefined || Array.isArray(value.choices) && value.choices.length > 0);
}

/** What is wrong with a component's options, if anything. */
function wrongOptions(options: Fields): string | undefined {
  const specs: Record<string, OptionSpec> = {};
  for (const [name, spec] of Object.entries(options)) {
    if (!isOption(spec)) {
      return `option "${name}" is ${kindOf(spec)}, expected what integer(…), number(…) … return`;
    }
    specs[name] = spec;
  }
  const defaults = Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, spec.default]));
  const result = optionsSchema(specs satisfies OptionSpecs).safeParse(defaults);
  const path = result.error?.issues[0].path.join(".");
  return path === undefined ? undefined : `the default of option "${path}" is outside what the option allows`;
}

/** What is wrong with one entry of a group, if anything. */
function wrongComponent(kind: string, name: string, entry: unknown): string | undefined {
  if (!NAME_PATTERN.test(name)) return `${kind} "${name}" has a name that is not in kebab-case`;
  const declared = isRecord(entry) && typeof entry.kind === "string" && KINDS.includes(entry.kind);
  const whole = declared && typeof entry.description === "string" && typeof entry.make === "function" &&
    isRecord(entry.options);
  if (!whole) return `${kind} "${name}" is ${kindOf(entry)}, expected what component("${kind}", …) returns`;
  if (entry.kind !== kind) {
    return `${kind} "${name}" is a component of kind ${entry.kind}, expected kind ${kind}`;
  }
  const wrong = isRecord(entry.options) ? wrongOptions(entry.options) : undefined;
  return wrong === undefined ? undefined : `in ${kind} "${name}" ${wrong}`;
}

function wrongGroup(kind: string, group: unknown): string | undefined {
  if (!KINDS.includes(kind)) return `it has "${kind}", ${suggestion(kind, KINDS)}`;
  if (!isPlain(group)) return `its ${kind} is ${kindOf(group)}, expected an object of components by name`;
  for (const [name, entry] of Object.entries(group)) {
    const wrong = wrongComponent(kind, name, entry);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function wrongPlugin(value: unknown): string | undefined {
  if (!isPlain(value)) return `it is ${kindOf(value)}, expected plain data such as { name, env: { … } }`;
  if (typeof value.name !== "string" || value.name === "") {
    return `its name is ${kindOf(value.name)}, expected a string that is not empty`;
  }
  for (const [key, group] of Object.entries(value)) {
    const wrong = key === "name" ? undefined : wrongGroup(key, group);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/**
 * Checks that a value is a plugin: plain data with a name, and components under the kinds they belong to.
 * Throws {@linkcode InputError} that says what is wrong and where.
 *
 * @param value What a module exports by default.
 * @param specifier The module, for messages.
 */
export function checkPlugin(value: unknown, specifier: string): asserts value is Plugin {
  const wrong = wrongPlugin(value);
  if (wrong !== undefined) throw new InputError(`Cannot use plugin ${excerpt(specifier)}: ${wrong}`);
}
