/**
 * How a component declares its options: once, as data, with description, range and default. The editor schema,
 * the command line's help, the reference and the checks all come from it.
 *
 * @module
 */
import type { Json, OptionSpec, OptionSpecs } from "./types.ts";

/** What every option says of itself. */
export interface OptionText<T> {
  /** Value when it is not given. */
  readonly default: T;
  /** What it does, with its unit. */
  readonly description: string;
}

/** A range, both ends allowed. */
export interface OptionRange {
  /** Smallest value. */
  readonly min?: number;
  /** Largest value. */
  readonly max?: number;
}

/** The only values that a number may have. */
export interface OptionChoices {
  /** Allowed values. */
  readonly choices: readonly number[];
}

/** A whole number, of a range or one of a few. */
export function integer(text: OptionText<number> & (OptionRange | OptionChoices)): OptionSpec<number> {
  return { type: "integer", ...text };
}

/** A number. */
export function number(text: OptionText<number> & OptionRange): OptionSpec<number> {
  return { type: "number", ...text };
}

/** True or false. */
export function boolean(text: OptionText<boolean>): OptionSpec<boolean> {
  return { type: "boolean", ...text };
}

/** Any string. */
export function string(text: OptionText<string>): OptionSpec<string> {
  return { type: "string", ...text };
}

/** One of some strings. */
export function choice<const C extends string>(
  choices: readonly C[],
  text: OptionText<NoInfer<C>>,
): OptionSpec<C> {
  return { type: "choice", choices, ...text };
}

/** A list of whole numbers; the range holds for each. */
export function integers(text: OptionText<readonly number[]> & OptionRange): OptionSpec<readonly number[]> {
  return { type: "integers", ...text };
}

/** A list of numbers; the range holds for each. */
export function numbers(text: OptionText<readonly number[]> & OptionRange): OptionSpec<readonly number[]> {
  return { type: "numbers", ...text };
}

/** The values that belong to a set of options. */
export type OptionValues<O extends OptionSpecs> = {
  readonly [K in keyof O]: O[K] extends OptionSpec<infer T extends Json> ? T : never;
};
