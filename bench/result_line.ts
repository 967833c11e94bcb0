import type { BenchResult } from "./bench_result.ts";
import type { Spread } from "./spread.ts";

const range = ({ median, min, max }: Spread, digits: number): string =>
  `${median.toFixed(digits)} [${min.toFixed(digits)}, ${max.toFixed(digits)}]`;

/** One result as people read it. */
export function resultLine(result: BenchResult): string {
  const { name, ours, peer, ratio, saved, peerSetting, rate, noBlas, sgemmShare } = result;
  if (rate) return `${name}: ${range(rate.perSecond, 0)} ${rate.unit} a second`;
  const parts = [
    `${name}: ${range(ours, 1)} ms`,
    ...(peer ? [`PyTorch (${peerSetting}) ${range(peer, 1)} ms`] : []),
    ...(ratio ? [`ratio ${range(ratio, 2)}`] : []),
    ...(saved ? [`beside its plain form ${range(saved, 2)}`] : []),
    ...(sgemmShare === undefined ? [] : [`${(100 * sgemmShare).toFixed(0)} % of sgemm`]),
    ...(noBlas ? [`without BLAS ${noBlas.oursMs.toFixed(1)} ms`] : []),
  ];
  return parts.join(", ") + (noBlas?.ratio ? `, ratio ${range(noBlas.ratio, 2)}` : "");
}
