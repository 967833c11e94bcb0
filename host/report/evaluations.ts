import type { Json } from "../../core/types.ts";
import { formatName, formatPercent } from "./format.ts";
import { type Html, html } from "./html.ts";
import { jsonTable } from "./json_table.ts";
import { renderRateChart } from "./rate_chart.ts";
import { fieldsOf, type NamedRate, namedRates } from "./rates.ts";

/** Fields that the chart and the table of rates show already. */
const SHOWN = new Set([
  "rate",
  "n",
  "low",
  "high",
  "random",
  "oracle",
  "strata",
  "criterion",
  "alreadySolved",
]);

function rateTable(rates: readonly NamedRate[]): Html {
  return html`
    <table>
      <thead>
        <tr>
          <td></td>
          <th scope="col">reached the goal</th>
          <th scope="col">95 % interval</th>
          <th scope="col">episodes</th>
        </tr>
      </thead>
      <tbody>${rates.map(({ label, rate, low, high, n }) =>
        html`
          <tr>
            <th scope="row">${label}</th>
            <td class="number">${formatPercent(rate)}</td>
            <td class="number">${formatPercent(low)} – ${formatPercent(high)}</td>
            <td class="number">${n}</td>
          </tr>
        `
      )}</tbody>
    </table>
  `;
}

/** What counts as success, and which starts were left out. */
function terms({ criterion, alreadySolved }: { readonly [field: string]: Json }): Html | undefined {
  const sentences = [
    ...(typeof criterion === "string" ? [`Counted as success: ${criterion}.`] : []),
    ...(typeof alreadySolved === "number"
      ? [`Left out because the start satisfied the goal already: ${alreadySolved}.`]
      : []),
  ];
  return sentences.length ? html`<p>${sentences.join(" ")}</p>` : undefined;
}

async function rated(result: Json, rates: readonly NamedRate[]): Promise<Html> {
  const fields = fieldsOf(result) ?? {};
  const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => !SHOWN.has(name)));
  return html`<p class="lead">Bars are shares of episodes that reached their goal within the budget; a whisker is the
Wilson 95 % interval, in which the true rate plausibly lies. A good model's whisker is clear of random actions and
reaches up to the true simulator, which is the same planner without a model's mistakes.</p>
<figure class="wide">${await renderRateChart(rates)}</figure>${terms(fields)}${rateTable(rates)}${
    Object.keys(rest).length ? jsonTable(rest) : undefined
  }`;
}

async function evaluation([name, result]: readonly [string, Json]): Promise<Html> {
  const rates = namedRates(result);
  return html`<h3>${formatName(name)}</h3>${rates.length ? await rated(result, rates) : jsonTable(result)}`;
}

/** Every evaluation: success rates as chart and table, all other results as tables. */
export async function evaluationsSection(evaluations: { readonly [name: string]: Json }): Promise<Html> {
  const all = Object.entries(evaluations);
  if (all.length === 0) {
    return html`
      <section>
        <h2>Evaluations</h2>
        <p class="none">No evaluation has been run yet.</p>
      </section>
    `;
  }
  return html`<section><h2>Evaluations</h2>${await Promise.all(all.map(evaluation))}</section>`;
}
