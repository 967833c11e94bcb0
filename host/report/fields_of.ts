import type { Json } from "../../core/types.ts";

/** The fields of a JSON object; undefined for anything else. */
export function fieldsOf(value: Json | undefined): { readonly [field: string]: Json } | undefined {
  if (value === null || typeof value !== "object" || isList(value)) return undefined;
  return value;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
