import type { Json } from "../core/types.ts";
import { formatPercent } from "../host/report/format.ts";
import { fieldsOf } from "../host/report/json_table.ts";
import { type NamedRate, namedRates } from "../host/report/rates.ts";

/** A rate and the ends of its interval, parts of 1. */
export interface RateWithInterval {
  /** The rate. */
  readonly rate: number;
  /** Lower end. */
  readonly low: number;
  /** Upper end. */
  readonly high: number;
}

/** `97.5 % [94.3, 98.9]`. */
export function withInterval({ rate, low, high }: RateWithInterval): string {
  const ends = [low, high].map((end) => (100 * end).toFixed(1)).join(", ");
  return `${formatPercent(rate)} [${ends}]`;
}

/** What evaluation `success` found, cell by cell; a dash where it found nothing. */
export interface SuccessCells {
  /** Rate with its interval and n. */
  readonly rate: string;
  /** Rate of random actions. */
  readonly floor: string;
  /** Rate on the true simulator, and its n. */
  readonly ceiling: string;
  /** Strata and other criteria, a line each. */
  readonly others: string;
  /** Strata under the first criterion only, a line each. */
  readonly strata: string;
}

/** The rates of one kind of start under one criterion. */
type Group = { readonly [role in NamedRate["role"]]?: NamedRate };

/** Rates by condition, in their order; the first are those of all starts. */
function groupsOf(success: Json): readonly Group[] {
  const groups = Object.groupBy(namedRates(success), ({ condition }) => condition);
  return Object.values(groups).map((rates = []) =>
    Object.fromEntries(rates.map((rate) => [rate.role, rate]))
  );
}

/** The starts that were asked for, where not all were. */
function startsOf(success: Json): string | undefined {
  const stratum = fieldsOf(success)?.stratum;
  return typeof stratum === "string" ? stratum : undefined;
}

/** Another condition in one line: `hard starts: 40 % [30.9, 49.8], n 100, random 2 %`. */
function otherLine({ model, random, oracle }: Group, n: number | undefined): string[] {
  if (!model) return [];
  const parts = [
    `${model.condition.slice(2)}: ${withInterval(model)}`,
    ...(model.n === n ? [] : [`n ${model.n}`]),
    ...(random ? [`random ${formatPercent(random.rate)}`] : []),
    ...(oracle ? [`simulator ${formatPercent(oracle.rate)} of ${oracle.n}`] : []),
  ];
  return [parts.join(", ")];
}

/** The cells of a row on the result of evaluation `success`, which may be missing. */
export function successCells(success: Json = null): SuccessCells {
  const [{ model, random, oracle } = {}, ...others] = groupsOf(success);
  const starts = startsOf(success);
  const lines = (groups: readonly Group[]) =>
    groups.flatMap((group) => otherLine(group, model?.n)).join("<br>") || "–";
  return {
    rate: model ? `${withInterval(model)}, n ${model.n}${starts ? ` ${starts} starts` : ""}` : "–",
    floor: random ? formatPercent(random.rate) : "–",
    ceiling: oracle ? `${formatPercent(oracle.rate)}, n ${oracle.n}` : "–",
    others: lines(others),
    strata: lines(others.filter((group) => !group.model?.condition.includes(", by "))),
  };
}
