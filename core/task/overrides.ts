import { InputError } from "../errors.ts";
import { excerpt } from "./explain.ts";
import type { Located } from "./located.ts";
import { merge } from "./merge.ts";
import { parseInPlace } from "./parse.ts";

/** Most parts that a path may have; no task is as deep. */
const LONGEST_PATH = 32;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // Not an error: what is not JSON is a string.
  }
}

function refuse(override: string, found: string): InputError {
  return new InputError(
    `Cannot use override ${excerpt(override)}: found ${found}, expected path.to.value=json`,
  );
}

function parsePath(override: string): readonly string[] {
  const end = override.indexOf("=");
  if (end < 0) throw refuse(override, 'no "="');
  const path = override.slice(0, end).split(".");
  if (path.some((part) => part === "")) throw refuse(override, `path ${excerpt(override.slice(0, end))}`);
  if (path.includes("__proto__")) throw refuse(override, 'key "__proto__"');
  if (path.length > LONGEST_PATH) throw refuse(override, `${path.length} path parts`);
  return path;
}

/**
 * Reads `path.to.value=json` as a partial task; a value that is not JSON is a string, so that
 * `model.encoder.use=conv` needs no quotes. Throws {@linkcode InputError} for a missing `=` or an empty path.
 */
export function parseOverride(override: string): Located {
  const path = parsePath(override);
  const at = `override ${excerpt(override)}`;
  const text = override.slice(override.indexOf("=") + 1);
  const value: Located = isJson(text) ? parseInPlace(text, at) : { at, content: text };
  return path.reduceRight<Located>(
    (inner, key) => ({ at, content: new Map([[key, { ...inner, keyAt: at }]]) }),
    value,
  );
}

/**
 * Joins overrides to one partial task; a later one wins over an earlier one. Joining them before they meet the
 * task keeps `planner.with.samples=8 planner.use=icem` independent of the order.
 */
export function joinOverrides(overrides: readonly string[]): Located | undefined {
  return overrides.map(parseOverride).reduce<Located | undefined>(
    (all, next) => (all === undefined ? next : merge(all, next)),
    undefined,
  );
}
