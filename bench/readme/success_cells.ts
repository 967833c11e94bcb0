import type { Json } from "../../core/types.ts";
import { fieldsOf } from "../../host/report/json_table.ts";
import { formatPercent, formatSeconds } from "../../host/report/format.ts";
import { type NamedRate, namedRates } from "../../host/report/rates.ts";
import { type KeptBackend, keptName, type KeptResult, runName } from "./kept_result.ts";

/** Where results lie, seen from the README. */
const FOLDER = "docs/results";

/** What a run is called, with a link to its figures. */
export function runCell(result: KeptResult): string {
  return `[${runName(result)}](${FOLDER}/${keptName(result)})`;
}

/** The rank correlation of the planner's cost with the true one, in the first and the last iteration. */
function fidelityLine({ evaluations }: KeptResult): string[] {
  const iterations = fieldsOf(fieldsOf(evaluations["cost-fidelity"])?.iterations);
  const values = Object.values(iterations ?? {}).map((iteration) => fieldsOf(iteration)?.spearman);
  const [first, last] = [values[0], values.at(-1)];
  if (typeof first !== "number" || typeof last !== "number") return [];
  return [`cost to truth ${first.toFixed(2)} … ${last.toFixed(2)}`];
}

function gaugeLines({ gauges }: KeptResult): string[] {
  if (!gauges) return [];
  const { rank, std, ratio, terms } = gauges;
  return [
    `rank ${rank.toFixed(1)} of ${std.length}`,
    ...(typeof ratio === "number" ? [`held-out error ${ratio.toFixed(2)}`] : []),
    ...(terms.sigreg === undefined ? [] : [`SIGReg ${terms.sigreg.toFixed(2)}`]),
  ];
}

/** What needs no probe: how much of the latent space is used, and how well held-out frames are predicted. */
export function diagnosticsCell(result: KeptResult): string {
  return [...gaugeLines(result), ...fidelityLine(result)].join("<br>") || "–";
}

function computedOn({ name, adapter, blas }: KeptBackend): string {
  return adapter ?? (blas ? `${name} with BLAS` : name);
}

/** How long all of a run took, and on what. */
export function timeCell({ seconds, backend }: KeptResult): string {
  return `${formatSeconds(seconds)}, ${computedOn(backend)}`;
}

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
