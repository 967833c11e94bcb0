import type { Json } from "../../core/types.ts";
import { formatPercent } from "./format.ts";
import { type Html, html } from "./html.ts";
import { fieldsOf, type NamedRate, namedRates } from "./rates.ts";

function againstRandom(model: NamedRate, random: NamedRate | undefined): string {
  if (!random) return "";
  const floor = `Random actions on the same starts reach ${formatPercent(random.rate)}`;
  if (model.low > random.high) return `${floor}: the model plans clearly better than chance.`;
  if (model.high < random.low) return `${floor}: the model plans worse than chance.`;
  return `${floor}: the intervals overlap, so these trials do not tell the model from chance.`;
}

function againstOracle(model: NamedRate, oracle: NamedRate | undefined): string {
  if (!oracle) return "";
  const ceiling = `The same planner on the true simulator reaches ${
    formatPercent(oracle.rate)
  } of ${oracle.n}`;
  if (model.high < oracle.low) return `${ceiling}; the gap is what the model's mistakes cost.`;
  if (model.low > oracle.high) return `${ceiling}, less than on the model.`;
  return `${ceiling}; the model is not measurably behind.`;
}

/** The evaluation that the verdict is read from: `success`, else the first one with a rate. */
function headline(evaluations: { readonly [name: string]: Json }): readonly NamedRate[] {
  const all = [evaluations.success, ...Object.values(evaluations)].filter((one) => one !== undefined);
  return all.map(namedRates).find(([first]) => first?.role === "model") ?? [];
}

/** The result in one figure and a few sentences. */
export function verdict(evaluations: { readonly [name: string]: Json }): Html {
  const rates = headline(evaluations);
  const model = rates[0];
  if (!model) {
    const done = Object.keys(fieldsOf(evaluations) ?? {}).length > 0;
    return html`<p class="verdict">${
      done
        ? "No evaluation of this run has a success rate; what was measured is below."
        : "Not evaluated yet: the figures below show the training only."
    }</p>`;
  }
  return html`
    <div class="verdict">
      <p class="headline"><strong>${formatPercent(model.rate)}</strong>
    <span>of ${model.n} held-out episodes reached their goal<br>95 % interval ${formatPercent(
      model.low,
    )} to ${formatPercent(model.high)}</span></p>
      <p>${againstRandom(model, rates.find(({ role }) => role === "random"))} ${againstOracle(
        model,
        rates.find(({ role }) => role === "oracle"),
      )}</p>
    </div>
  `;
}
