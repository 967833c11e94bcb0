import { formatPercent, formatSeconds } from "../../host/report/format.ts";
import { fieldsOf } from "../../host/report/fields_of.ts";
import { type NamedRate, namedRates } from "../../host/report/rates.ts";
import { type KeptBackend, keptName, type KeptResult } from "./kept_result.ts";
import { markdownTable } from "./markdown_table.ts";

const HEAD = [
  "Task, preset, seed",
  "Success",
  "Random floor",
  "Simulator ceiling",
  "By stratum and criterion",
  "Diagnostics",
  "All told",
] as const;

/** Where results lie, seen from the README. */
const FOLDER = "docs/results";

/** The rates of one kind of start under one criterion. */
type Group = { readonly [role in NamedRate["role"]]?: NamedRate };

/** Rates by condition, in their order; the first are those of all starts. */
function groupsOf({ evaluations }: KeptResult): readonly Group[] {
  const groups = Object.groupBy(namedRates(evaluations.success ?? null), ({ condition }) => condition);
  return Object.values(groups).map((rates = []) =>
    Object.fromEntries(rates.map((rate) => [rate.role, rate]))
  );
}

/** `97.5 % [94.3, 98.9]`. */
function withInterval({ rate, low, high }: NamedRate): string {
  const ends = [low, high].map((end) => (100 * end).toFixed(1)).join(", ");
  return `${formatPercent(rate)} [${ends}]`;
}

/** The starts that were asked for, where not all were. */
function startsOf({ evaluations }: KeptResult): string | undefined {
  const stratum = fieldsOf(evaluations.success)?.stratum;
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

/** The rank correlation of the planner's cost with the true one, in the first and the last iteration. */
function fidelityLine({ evaluations }: KeptResult): string[] {
  const iterations = fieldsOf(fieldsOf(evaluations["cost-fidelity"])?.iterations);
  const values = Object.values(iterations ?? {}).map((iteration) => fieldsOf(iteration)?.spearman);
  const [first, last] = [values[0], values.at(-1)];
  if (typeof first !== "number" || typeof last !== "number") return [];
  return [`cost to truth ${first.toFixed(2)} … ${last.toFixed(2)}`];
}

/** What needs no probe: how much of the latent space is used, and how well held-out frames are predicted. */
function diagnosticsOf(result: KeptResult): string[] {
  const { gauges } = result;
  if (!gauges) return fidelityLine(result);
  const { rank, std, ratio, terms } = gauges;
  return [
    `rank ${rank.toFixed(1)} of ${std.length}`,
    ...(typeof ratio === "number" ? [`held-out error ${ratio.toFixed(2)}`] : []),
    ...(terms.sigreg === undefined ? [] : [`SIGReg ${terms.sigreg.toFixed(2)}`]),
    ...fidelityLine(result),
  ];
}

function computedOn({ name, adapter, blas }: KeptBackend): string {
  return adapter ?? (blas ? `${name} with BLAS` : name);
}

function rowOf(result: KeptResult): readonly string[] {
  const { task, preset, seed, seconds, backend } = result;
  const [{ model, random, oracle } = {}, ...others] = groupsOf(result);
  const starts = startsOf(result);
  const name = [task, ...(preset === null ? [] : [`\`${preset}\``]), `seed ${seed}`].join(", ");
  return [
    `[${name}](${FOLDER}/${keptName(result)})`,
    model ? `${withInterval(model)}, n ${model.n}${starts ? ` ${starts} starts` : ""}` : "–",
    random ? formatPercent(random.rate) : "–",
    oracle ? `${formatPercent(oracle.rate)}, n ${oracle.n}` : "–",
    others.flatMap((group) => otherLine(group, model?.n)).join("<br>") || "–",
    diagnosticsOf(result).join("<br>") || "–",
    `${formatSeconds(seconds)}, ${computedOn(backend)}`,
  ];
}

/** What many runs measured, as a Markdown table with one row a run; a column that no run fills is left out. */
export function resultsTable(results: readonly KeptResult[]): string {
  const rows = results.map(rowOf);
  const filled = HEAD.map((_, column) => rows.some((row) => row[column] !== "–"));
  const shown = [HEAD, ...rows].map((row) => row.filter((_, column) => filled[column]));
  // The formatter would turn no-break spaces into plain ones.
  return markdownTable(shown.map((row) => row.map((cell) => cell.replaceAll("\u00a0", " "))));
}
