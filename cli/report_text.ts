import type { Json } from "../core/types.ts";
import type { Report } from "../host/report_run.ts";

const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function percent(value: Json | undefined): string {
  return typeof value === "number" ? `${(100 * value).toFixed(1)} %` : "–";
}

function rate(value: Json | undefined, name: string): string {
  if (!isRecord(value)) return "";
  return `, ${name} ${percent(value.rate)} (n ${value.n})`;
}

/** Each stratum by itself, but for the one that all starts were taken from. */
function strata(value: Json | undefined, only: Json | undefined): string {
  const all = isRecord(value) ? Object.entries(value) : [];
  return all.filter(([name]) => name !== only).map(([name, stratum]) =>
    isRecord(stratum) && typeof stratum.rate === "number"
      ? `; ${name}${rate(stratum, "success").slice(1)}${rate(stratum.random, "random")}`
      : ""
  ).join("");
}

/** The success rate in one line: what was reached, how sure that is, and what chance and a perfect model reach. */
function successLine(report: Report): string {
  const success = report.evaluations.success;
  if (!isRecord(success)) return `${report.task}: trained, no planning evaluation`;
  return `${report.task}: success ${percent(success.rate)} [${percent(success.low)}, ${
    percent(success.high)
  }], ` +
    `n ${success.n}${rate(success.random, "random")}${rate(success.oracle, "simulator")}${
      strata(success.strata, success.stratum)
    }`;
}

/** What a finished command says of a run: what it reached, what that must not be taken for, and where the report is. */
export function reportText(report: Report): string {
  return [successLine(report), report.note ?? [], `report: ${report.run}/report.html`].flat().join("\n");
}
