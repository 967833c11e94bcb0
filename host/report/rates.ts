import type { Json, Rate } from "../../core/types.ts";

/** A success rate with what it is the rate of. */
export interface NamedRate extends Rate {
  /** In words, e.g. `this model, hard starts`. */
  readonly label: string;
  /** The model itself, or something that it is compared with. */
  readonly role: "model" | "random" | "oracle";
}

type Fields = { readonly [field: string]: Json };

/** The fields of an object; undefined for anything else. */
export function fieldsOf(value: Json | undefined): Fields | undefined {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return undefined;
  return value as Fields;
}

/** A rate with its interval, when the value has all its parts. */
export function rateOf(value: Json | undefined): Rate | undefined {
  const { rate, n, low, high } = fieldsOf(value) ?? {};
  if (typeof rate !== "number" || typeof n !== "number") return undefined;
  if (typeof low !== "number" || typeof high !== "number") return undefined;
  return { rate, n, low, high };
}

const ROLES = [["model", "this model"], ["random", "random actions"], ["oracle", "true simulator"]] as const;

function ratesOf(value: Json, stratum: string): NamedRate[] {
  return ROLES.flatMap(([role, words]) => {
    const rate = rateOf(role === "model" ? value : fieldsOf(value)?.[role]);
    return rate ? [{ ...rate, role, label: words + stratum }] : [];
  });
}

/** The rates of a result: the model, random actions, the planner on the true simulator, and each stratum of them. */
export function namedRates(evaluation: Json): readonly NamedRate[] {
  const strata = Object.entries(fieldsOf(fieldsOf(evaluation)?.strata) ?? {});
  return [
    ...ratesOf(evaluation, ""),
    ...strata.flatMap(([name, stratum]) => ratesOf(stratum, `, ${name} starts`)),
  ];
}
