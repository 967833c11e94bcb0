import { formatSeconds } from "../../host/report/format.ts";
import type { BenchResult } from "../../bench/bench_result.ts";
import type { Spread } from "../../bench/spread.ts";
import type { RecordedBench } from "./recorded_bench.ts";
import { markdownTable } from "./markdown_table.ts";

const NONE = "–";

/** `0.69 [0.60, 0.72]`. */
function range(spread: Spread | undefined): string {
  if (!spread) return NONE;
  const [median, min, max] = [spread.median, spread.min, spread.max].map((value) => value.toFixed(2));
  return `${median} [${min}, ${max}]`;
}

/** Milliseconds, or seconds where they are many. */
function duration(ms: number | undefined): string {
  if (ms === undefined) return NONE;
  return ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** What was compared before the clock ran, in one cell. */
function agreement({ lossError, gradientError, scoreError }: BenchResult): string {
  const parts = { loss: lossError, gradients: gradientError?.error, scores: scoreError };
  return Object.entries(parts)
    .flatMap(([what, error]) =>
      error === undefined ? [] : [`${what} ${error === 0 ? 0 : error.toExponential(0)}`]
    )
    .join(", ");
}

function besideRow(result: BenchResult): string[] {
  const { name, oursMs, peerMs, ratio, saved, noBlas, sgemmShare, outsideProductsMs } = result;
  return [
    `\`${name}\``,
    duration(oursMs),
    duration(peerMs),
    range(ratio),
    range(saved),
    range(noBlas?.ratio),
    sgemmShare === undefined ? NONE : `${(100 * sgemmShare).toFixed(0)} %`,
    duration(outsideProductsMs),
    agreement(result),
  ];
}

/** Steps and plans beside PyTorch. */
function besideTable({ results }: RecordedBench): string {
  const head = [
    "Step or plan",
    "Ours",
    "PyTorch",
    "Ratio",
    "Beside its plain form",
    "Ratio without BLAS",
    "Share of sgemm",
    "Outside products",
    "Largest error",
  ];
  return markdownTable([head, ...results.filter(({ ratio }) => ratio).map(besideRow)]);
}

/** What has no peer, a second. */
function rateTable({ results }: RecordedBench): string {
  const rows = results.flatMap(({ name, rate }) => {
    if (!rate) return [];
    const [median, min, max] = [rate.perSecond.median, rate.perSecond.min, rate.perSecond.max].map((value) =>
      value.toFixed(0)
    );
    return [[`\`${name}\``, `${median} [${min}, ${max}] ${rate.unit}`]];
  });
  return markdownTable([["World or data", "A second"], ...rows]);
}

/** What figures depend on. */
function conditionTable(
  { date, commit, machine, backend, roof, versions, peer, seconds }: RecordedBench,
): string {
  const { blas, threads } = backend;
  const products = blas && [
    blas.library,
    ...(blas.coreType === undefined ? [] : [`core type ${blas.coreType}`]),
    ...(roof === undefined ? [] : [`sgemm ${roof.toFixed(0)}·10⁹ operations a second`]),
  ].join(", ");
  return markdownTable([
    ["Measured", `${date}${commit === undefined ? "" : `, commit ${commit}`}, in ${formatSeconds(seconds)}`],
    ["Machine", [machine.processor, `${machine.cores} cores`, ...machine.instructions].join(", ")],
    [
      "Backend",
      [
        backend.name,
        ...(backend.adapter ? [backend.adapter] : []),
        ...(threads === undefined ? [] : [`${threads} threads`]),
      ].join(", "),
    ],
    ["Products", products ?? "no native library"],
    ["Versions", [`Deno ${versions.deno}`, `tfjs ${versions.tfjs}`].join(", ")],
    ...(peer ? [["PyTorch", `${peer.torch}, Python ${peer.python}, ${peer.threads} threads`]] : []),
  ]);
}

/** The README's tables of the newest results that are kept, beside a peer and by ourselves. */
export function benchTables(kept: readonly RecordedBench[]): string {
  const beside = kept.findLast(({ results }) => results.some(({ ratio }) => ratio));
  const rates = kept.findLast(({ results }) => results.some(({ rate }) => rate));
  return [
    ...(beside ? [besideTable(beside), conditionTable(beside)] : []),
    ...(rates ? [rateTable(rates)] : []),
    ...(rates && rates !== beside ? [conditionTable(rates)] : []),
  ].join("\n\n");
}
