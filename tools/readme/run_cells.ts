import { formatSeconds } from "../../host/report/format.ts";
import { fieldsOf } from "../../host/report/json_table.ts";
import { type RecordedBackend, recordedName, type RecordedResult, runName } from "./recorded_result.ts";

/** Where results lie, seen from the README. */
const FOLDER = "docs/results";

/** What a run is called, with a link to its figures. */
export function runCell(result: RecordedResult): string {
  return `[${runName(result)}](${FOLDER}/${recordedName(result)})`;
}

/** The rank correlation of the planner's cost with the true one, in the first and the last iteration. */
function fidelityLine({ evaluations }: RecordedResult): string[] {
  const iterations = fieldsOf(fieldsOf(evaluations["cost-fidelity"])?.iterations);
  const values = Object.values(iterations ?? {}).map((iteration) => fieldsOf(iteration)?.spearman);
  const [first, last] = [values[0], values.at(-1)];
  if (typeof first !== "number" || typeof last !== "number") return [];
  return [`cost to truth ${first.toFixed(2)} … ${last.toFixed(2)}`];
}

function gaugeLines({ gauges }: RecordedResult): string[] {
  if (!gauges) return [];
  const { rank, std, ratio, terms } = gauges;
  return [
    `rank ${rank.toFixed(1)} of ${std.length}`,
    ...(typeof ratio === "number" ? [`held-out error ${ratio.toFixed(2)}`] : []),
    ...(terms.sigreg === undefined ? [] : [`SIGReg ${terms.sigreg.toFixed(2)}`]),
  ];
}

/** What needs no probe: how much of the latent space is used, and how well held-out frames are predicted. */
export function diagnosticsCell(result: RecordedResult): string {
  return [...gaugeLines(result), ...fidelityLine(result)].join("<br>") || "–";
}

function computedOn({ name, adapter, blas }: RecordedBackend): string {
  return adapter ?? (blas ? `${name} with BLAS` : name);
}

/** How long all of a run took, and on what. */
export function timeCell({ seconds, backend }: RecordedResult): string {
  return `${formatSeconds(seconds)}, ${computedOn(backend)}`;
}
