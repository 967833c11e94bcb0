import type { Json } from "../../core/types.ts";
import { formatName, formatPercent } from "./format.ts";
import { fieldsOf, jsonTable } from "./json_table.ts";
import { type Point, renderLineChart } from "./line_chart.ts";
import { type Markup, markup, section } from "./markup.ts";
import { renderRateChart } from "./rate_chart.ts";
import { type NamedRate, namedRates } from "./rates.ts";

const FIDELITY_READING =
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
<p class="lead">${FIDELITY_READING}</p>
<figure class="card">
<h4>${title}</h4>
${await renderLineChart({ title, series, rules, scale: "linear", along: "iteration", width: 760 })}
</figure>
${jsonTable(result)}`;
}

/** Fields that the chart, the sentences and the table of rates show. */
const SHOWN = [
  "rate",
  "n",
  "low",
  "high",
  "random",
  "oracle",
  "strata",
  "stratum",
  "criteria",
  "criterion",
  "alreadySolved",
];

const READING =
  "Bars are shares of episodes that reached their goal within the budget; a whisker is the Wilson 95 % interval, in which the true rate plausibly lies. A good model's whisker is clear of random actions and reaches up to the true simulator, which is the same planner without a model's mistakes.";

function rateTable(rates: readonly NamedRate[]): Markup {
  return markup`
<table>
<thead><tr><td></td><th scope="col" class="number">reached the goal</th>
<th scope="col" class="number">95 % interval</th><th scope="col" class="number">episodes</th></tr></thead>
<tbody>${
    rates.map(({ label, rate, low, high, n }) =>
      markup`
<tr><th scope="row">${label}</th><td class="number">${formatPercent(rate)}</td>
<td class="number">${formatPercent(low)} – ${formatPercent(high)}</td><td class="number">${n}</td></tr>`
    )
  }
</tbody>
</table>`;
}

/** What parts of a result are, in their own words. */
function explained(parts: Json | undefined, field: string, kind: (name: string) => string): string[] {
  return Object.entries(fieldsOf(parts) ?? {}).flatMap(([name, part]) => {
    const words = fieldsOf(part)?.[field];
    return typeof words === "string" ? [`${kind(name)}: ${words}.`] : [];
  });
}

/** What counts as success, what the parts mean, and how many starts were left out. */
function conditions(fields: { readonly [field: string]: Json }): Markup | undefined {
  const { criterion, criteria, strata, stratum, alreadySolved } = fields;
  const sentences = [
    typeof criterion === "string" ? `Counted as success: ${criterion}.` : "",
    ...explained(criteria, "criterion", (name) => `By ${name}, until the episode ended`),
    ...explained(strata, "description", (name) => `${name} starts`),
    typeof stratum === "string" ? `Only ${stratum} starts were taken.` : "",
    typeof alreadySolved === "number"
      ? `Starts left out because they satisfied the goal already: ${alreadySolved}.`
      : "",
  ];
  return sentences.some(Boolean) ? markup`<p>${sentences.filter(Boolean).join(" ")}</p>` : undefined;
}

async function rated(result: Json, rates: readonly NamedRate[]): Promise<Markup> {
  const fields = fieldsOf(result) ?? {};
  const rest = Object.entries(fields).filter(([name]) => !SHOWN.includes(name));
  return markup`
<p class="lead">${READING}</p>
<figure class="wide">${await renderRateChart(rates)}</figure>
${conditions(fields)}${rateTable(rates)}${rest.length ? jsonTable(Object.fromEntries(rest)) : undefined}`;
}

async function evaluation([name, result]: readonly [string, Json]): Promise<Markup> {
  const rates = namedRates(result);
  return markup`
<h3>${formatName(name)}</h3>
${rates.length ? await rated(result, rates) : await fidelity(result) ?? jsonTable(result)}`;
}

/** Every evaluation: success rates as chart and table, all other results as tables. */
export async function evaluationsSection(evaluations: { readonly [name: string]: Json }): Promise<Markup> {
  const all = Object.entries(evaluations);
  if (all.length === 0) return section("Evaluations", "No evaluation has been run yet.");
  return section(
    "Evaluations",
    "Measured on held-out episodes, of which the training saw none.",
    await Promise.all(all.map(evaluation)),
  );
}
