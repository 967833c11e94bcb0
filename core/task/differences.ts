import type { Json } from "../types.ts";
import { canonicalJson } from "./hash.ts";

/** How many fields are told; the rest is counted. */
const TOLD = 5;
/** How many characters of a value are told. */
const LENGTH = 60;

/** One field that is not the same. */
export interface Difference {
  /** Where it is, as overrides say it: `train.joint.steps`. */
  readonly path: string;
  /** What it was; undefined when it was not there. */
  readonly before: Json | undefined;
  /** What it is now; undefined when it is not there any more. */
  readonly after: Json | undefined;
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function same(before: Json | undefined, after: Json | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  return canonicalJson(before) === canonicalJson(after);
}

/** The fields in which two JSON values differ, each by its path; lists differ as a whole. */
export function differences(
  before: Json | undefined,
  after: Json | undefined,
  path = "",
): readonly Difference[] {
  if (same(before, after)) return [];
  if (!isObject(before) || !isObject(after)) return [{ path, before, after }];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const member = (value: { readonly [key: string]: Json }, key: string) =>
    Object.hasOwn(value, key) ? value[key] : undefined;
  return [...keys].flatMap((key) =>
    differences(member(before, key), member(after, key), path === "" ? key : `${path}.${key}`)
  );
}

function shown(value: Json | undefined): string {
  if (value === undefined) return "absent";
  const text = JSON.stringify(value);
  return text.length <= LENGTH ? text : `${text.slice(0, LENGTH)}…`;
}

/** Differences in words: `train.joint.steps is 80, was 60`. */
export function tellDifferences(found: readonly Difference[]): string {
  const told = found.slice(0, TOLD).map(({ path, before, after }) =>
    `${path} is ${shown(after)}, was ${shown(before)}`
  );
  const more = found.length > TOLD ? [`${found.length - TOLD} more`] : [];
  return [...told, ...more].join("; ");
}
