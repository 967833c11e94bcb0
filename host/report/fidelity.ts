import type { Json } from "../../core/types.ts";
import { fieldsOf } from "./fields_of.ts";
import { jsonTable } from "./json_table.ts";
import { renderLineChart } from "./line_chart.ts";
import { type Markup, markup } from "./markup.ts";
import type { Point } from "./series.ts";

const READING =
  "In each refinement of a plan some candidates were carried out in the true world; the rank correlation compares where they ended with what the model said they cost. 1: the cost can be trusted; 0: it says nothing. It is natural that it falls somewhat as the candidates become alike. A fall to near 0 while the distance stops falling means that late refinements fit the model's errors: fewer of them would do.";

/** A number of every iteration, where it has one. */
function pointsOf(iterations: Json | undefined, field: string): Point[] {
  return Object.entries(fieldsOf(iterations) ?? {}).flatMap(([iteration, row]) => {
    const value = fieldsOf(row)?.[field];
    return typeof value === "number" ? [{ step: Number(iteration), value }] : [];
  });
}

/**
 * The rank correlation of cost and truth over a planner's iterations, as chart and table; undefined for a result
 * that has none.
 */
export async function fidelity(result: Json): Promise<Markup | undefined> {
  const { iterations } = fieldsOf(result) ?? {};
  const series = [["median", "spearman"], ["lower quartile", "p25"], ["upper quartile", "p75"]].map(
    ([name, field]) => ({ name, points: pointsOf(iterations, field) }),
  );
  if (series[0].points.length === 0) return undefined;
  const title = "Rank correlation of cost and true distance, by iteration";
  const rules = [{ label: "no relation", value: 0, side: "left" }] as const;
  return markup`
<p class="lead">${READING}</p>
<figure class="card">
<h4>${title}</h4>
${await renderLineChart({ title, series, rules, scale: "linear", along: "iteration", width: 760 })}
</figure>
${jsonTable(result)}`;
}
