import type { Json } from "../../core/types.ts";
import { fieldsOf } from "./json_table.ts";
import { formatPercent } from "./format.ts";
import { type Markup, markup } from "./markup.ts";
import { type NamedRate, namedRates } from "./rates.ts";

function againstRandom(model: NamedRate, random: NamedRate | undefined): string {
  if (!random) return "";
  const floor = `Random actions on the same starts reach ${formatPercent(random.rate)}`;
  if (model.low > random.high) return `${floor}: the model plans clearly better than chance.`;
  if (model.high < random.low) return `${floor}: the model plans worse than chance.`;
  return `${floor}: the intervals overlap, so these trials do not tell the model from chance.`;
}

function againstOracle(model: NamedRate, oracle: NamedRate | undefined): string {
  if (!oracle) return "";
  const reached = `${formatPercent(oracle.rate)} of ${oracle.n}`;
  const ceiling = `The same planner on the true simulator reaches ${reached}`;
  if (model.high < oracle.low) return `${ceiling}; the gap is what the model's mistakes cost.`;
  if (model.low > oracle.high) return `${ceiling}, less than on the model.`;
  return `${ceiling}; the intervals overlap, so the model is not measurably behind.`;
}

/** The evaluation that the verdict is read from: `success`, else the first one with a rate of the model. */
function headline(evaluations: { readonly [name: string]: Json }): Json | undefined {
  const all = [evaluations.success ?? null, ...Object.values(evaluations)];
  return all.find((one) => namedRates(one)[0]?.role === "model");
}

/** What was planned from: starts, of one kind where only that was asked for. */
function startsOf(evaluation: Json): string {
  const { stratum } = fieldsOf(evaluation) ?? {};
  return typeof stratum === "string" ? `${stratum} starts` : "starts";
}

/** The result in one figure and a few sentences. */
export function verdict(evaluations: { readonly [name: string]: Json }): Markup {
  const evaluation = headline(evaluations);
  if (evaluation === undefined) {
    const sentence = Object.keys(evaluations).length > 0
      ? "No evaluation of this run has a success rate; what was measured is below."
      : "Not evaluated yet: the figures below show the training only.";
    return markup`<p class="verdict">${sentence}</p>`;
  }
  const rates = namedRates(evaluation);
  const [model] = rates;
  const random = againstRandom(model, rates.find(({ role }) => role === "random"));
  const oracle = againstOracle(model, rates.find(({ role }) => role === "oracle"));
  return markup`
<div class="verdict">
<p class="headline"><strong>${formatPercent(model.rate)}</strong>
<span>of ${model.n} ${startsOf(evaluation)} on held-out episodes reached their goal<br>
95 % interval ${formatPercent(model.low)} to ${formatPercent(model.high)}</span></p>
<p>${random} ${oracle}</p>
</div>`;
}
