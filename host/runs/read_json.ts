import { readFileSync } from "node:fs";
import { InputError } from "../../core/errors.ts";
import { excerpt } from "../../core/task/explain.ts";
import { onDisk } from "../io/atomic_write.ts";

/** What a file must hold, and what to say when it does not. */
export interface JsonForm<T> {
  /** What cannot be done without it, such as `open "run.json"`. */
  readonly action: string;
  /** What it should hold, and what to do about it. */
  readonly expected: string;
  /** Whether a value has the form; undefined stands for text that is not JSON. */
  readonly valid: (value: unknown) => value is T;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

/**
 * What a JSON file holds.
 *
 * @throws {InputError} when it holds something else.
 * @throws {HostError} when it cannot be read, which says nothing of what it holds.
 */
export function readJson<T>(path: string, { action, expected, valid }: JsonForm<T>): T {
  const text = onDisk(action, () => readFileSync(path, "utf8"));
  const value = parse(text);
  if (valid(value)) return value;
  throw new InputError(`Cannot ${action}: found ${excerpt(text)}, expected ${expected}`);
}
