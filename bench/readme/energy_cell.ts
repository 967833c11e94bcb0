import type { Json } from "../../core/types.ts";
import { fieldsOf } from "../../host/report/fields_of.ts";
import { formatPercent } from "../../host/report/format.ts";

const percent = (share: number): string => (100 * share).toFixed(1);

/** `random: 97.8 % [96.1, 98.8], chance 10 %`, a line a tier. */
function tierLines(retrieval: Json): readonly string[] {
  return Object.entries(fieldsOf(retrieval) ?? {}).flatMap(([tier, found]) => {
    const { top1, low, high, chance } = fieldsOf(found) ?? {};
    if ([top1, low, high, chance].some((value) => typeof value !== "number")) return [];
    const interval = `[${percent(Number(low))}, ${percent(Number(high))}]`;
    return [
      `${tier}: ${formatPercent(Number(top1))} ${interval}, chance ${formatPercent(Number(chance))}`,
    ];
  });
}

/** `AUC teleported: 1.000, standing still 0.999`, a line a kind of false future. */
function surpriseLines(surprise: Json): readonly string[] {
  return Object.entries(fieldsOf(surprise) ?? {}).flatMap(([kind, found]) => {
    const { auc, still } = fieldsOf(found) ?? {};
    if (typeof auc !== "number" || typeof still !== "number") return [];
    return [`AUC ${kind}: ${auc.toFixed(3)}, standing still ${still.toFixed(3)}`];
  });
}

/** What evaluations `retrieval` and `surprise` found, a line each; a dash where neither did. */
export function energyCell(evaluations: { readonly [name: string]: Json }): string {
  const lines = [
    ...tierLines(evaluations.retrieval ?? null),
    ...surpriseLines(evaluations.surprise ?? null),
  ];
  return lines.join("<br>") || "–";
}
