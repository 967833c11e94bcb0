import { InputError } from "../core/errors.ts";
import { plainJson } from "../core/task/located.ts";
import { joinOverrides } from "../core/task/overrides.ts";
import type { Json } from "../core/types.ts";

/** Words of a command line. */
export interface SortedWords {
  /** Those that are names. */
  readonly names: readonly string[];
  /** Options, by the name that stands before the dot. */
  readonly overrides: { readonly [name: string]: { readonly [option: string]: Json } };
}

const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Tells names from `name.option=json`.
 *
 * @param example An option as it may be written, for the error.
 * @throws {InputError} for something with an equals sign that is no option of something.
 */
export function sortWords(words: readonly string[], example: string): SortedWords {
  const joined = joinOverrides(words.filter((word) => word.includes("=")));
  const given = joined === undefined ? {} : plainJson(joined);
  const overrides: Record<string, { readonly [option: string]: Json }> = {};
  for (const [name, options] of isRecord(given) ? Object.entries(given) : []) {
    if (!isRecord(options)) {
      throw new InputError(
        `Cannot use override "${name}=…": found no option, expected name.option=value, e.g. ${example}`,
      );
    }
    overrides[name] = options;
  }
  return { names: words.filter((word) => !word.includes("=")), overrides };
}
