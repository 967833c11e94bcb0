import type { Json, Rate } from "../../core/types.ts";
import { fieldsOf } from "./json_table.ts";

/** A success rate with what it is the rate of. */
export interface NamedRate extends Rate {
  /** In words, e.g. `this model, hard starts`. */
  readonly label: string;
  /** What narrows it: `, hard starts`, `, by coverage`, both, or nothing. */
  readonly condition: string;
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

function ratesOf(value: Json, condition: string): NamedRate[] {
  return ROLES.flatMap(([role, words]) => {
    const rate = rateOf(role === "model" ? value : fieldsOf(value)?.[role]);
    return rate ? [{ ...rate, role, label: words + condition, condition }] : [];
  });
}

/** Rates under the criteria that a result has besides the one of its own rate. */
function otherCriteria(value: Json, stratum: string, own: Json | undefined): NamedRate[] {
  const criteria = Object.entries(fieldsOf(fieldsOf(value)?.criteria) ?? {});
  return criteria.filter(([, result]) => fieldsOf(result)?.criterion !== own)
    .flatMap(([name, result]) => ratesOf(result, `${stratum}, by ${name}`));
}

/**
 * The rates of an evaluation's result: the model's own, that of random actions, that of the planner on the true
 * simulator, those under other criteria, and the same of each stratum, but for the one that all starts were taken
 * from. Empty for a result without rates.
 */
export function namedRates(evaluation: Json): readonly NamedRate[] {
  const { strata, stratum: only, criterion } = fieldsOf(evaluation) ?? {};
  const parts: [Json, string][] = Object.entries(fieldsOf(strata) ?? {})
    .filter(([name]) => name !== only).map(([name, stratum]) => [stratum, `, ${name} starts`]);
  return [[evaluation, ""] as const, ...parts].flatMap(([part, words]) => [
    ...ratesOf(part, words),
    ...otherCriteria(part, words, criterion),
  ]);
}
