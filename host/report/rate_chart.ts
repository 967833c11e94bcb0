import { renderChart } from "./chart.ts";
import { formatPercent } from "./format.ts";
import type { Markup } from "./markup.ts";
import type { NamedRate } from "./rates.ts";

const WIDTH = 500;
const ROW = 34;
/** Room for half of the label "100%". */
const RIGHT = 20;
/** Vega guesses the width of text too large where it has no canvas; this is about right for 12 px. */
const LETTER = 6.8;

/** Success rates as bars from 0 to 100 %, a whisker over each for its 95 % interval. */
export function renderRateChart(rates: readonly NamedRate[]): Promise<Markup> {
  const values = rates.map(({ label, role, rate, low, high }) => ({
    label,
    role,
    rate,
    low,
    high,
  }));
  const labels = Math.min(260, 12 + LETTER * Math.max(...rates.map(({ label }) => label.length)));
  const x = {
    type: "quantitative",
    title: null,
    scale: { domainMin: 0, domainMax: 1 },
    axis: { format: ".0%", values: [0, 0.25, 0.5, 0.75, 1] as number[] },
  } as const;
  const whisker = { type: "tick", color: "var(--ink)", thickness: 1.4, size: 9 } as const;
  const described = rates.map(({ label, rate, low, high }) =>
    `${label} ${formatPercent(rate)}, interval ${formatPercent(low)} to ${formatPercent(high)}`
  );
  return renderChart(
    {
      width: WIDTH - labels - RIGHT,
      height: ROW * rates.length,
      autosize: "none",
      padding: { left: labels, right: RIGHT, top: 4, bottom: 24 },
      data: { values },
      encoding: {
        y: {
          field: "label",
          type: "nominal",
          sort: null,
          title: null,
          axis: {
            labelFontSize: 12,
            labelColor: "var(--ink)",
            labelLimit: 1.5 * labels,
            labelPadding: 8,
            ticks: false,
            domain: false,
          },
        },
      },
      layer: [
        {
          mark: { type: "bar", height: 16 },
          encoding: {
            x: { field: "rate", ...x },
            color: {
              field: "role",
              type: "nominal",
              legend: null,
              scale: {
                domain: ["model", "random", "oracle"],
                range: ["var(--series-1)", "var(--faint)", "var(--faint)"],
              },
            },
          },
        },
        {
          mark: { type: "rule", color: "var(--ink)", strokeWidth: 1.4 },
          encoding: { x: { field: "low", ...x }, x2: { field: "high" } },
        },
        { mark: whisker, encoding: { x: { field: "low", ...x } } },
        { mark: whisker, encoding: { x: { field: "high", ...x } } },
      ],
    },
    `Success rates. ${described.join("; ")}`,
  );
}
