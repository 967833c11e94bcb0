import type { Json, Rate } from "../../core/types.ts";
import { fieldsOf } from "./fields_of.ts";

/** A success rate with what it is the rate of. */
export interface NamedRate extends Rate {
  /** In words, e.g. `this model, hard starts`. */
  readonly label: string;
  /** The model itself, or something that it is compared with. */
  readonly role: "model" | "random" | "oracle";
}

const ROLES = [["model", "this model"], ["random", "random actions"], ["oracle", "true simulator"]] as const;

function rateOf(value: Json | undefined): Rate | undefined {
  const { rate, n, low, high } = fieldsOf(value) ?? {};
  if (typeof rate !== "number" || typeof n !== "number") return undefined;
  if (typeof low !== "number" || typeof high !== "number") return undefined;
  return { rate, n, low, high };
}

function ratesOf(value: Json, stratum: string): NamedRate[] {
  return ROLES.flatMap(([role, words]) => {
    const rate = rateOf(role === "model" ? value : fieldsOf(value)?.[role]);
    return rate ? [{ ...rate, role, label: words + stratum }] : [];
  });
}

/**
 * The rates of an evaluation's result: the model's own, that of random actions, that of the planner on the true
 * simulator, and the same of each stratum. Empty for a result without rates.
 */
export function namedRates(evaluation: Json): readonly NamedRate[] {
  const strata = Object.entries(fieldsOf(fieldsOf(evaluation)?.strata) ?? {});
  return [
    ...ratesOf(evaluation, ""),
    ...strata.flatMap(([name, stratum]) => ratesOf(stratum, `, ${name} starts`)),
  ];
}
