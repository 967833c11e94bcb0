import { renderChart } from "./chart.ts";
import { formatPercent } from "./format.ts";
import type { Html } from "./html.ts";
import type { NamedRate } from "./rates.ts";

const ROW = 34;

/** Success rates as bars from 0 to 100 %, a whisker over each for its 95 % interval. */
export function renderRateChart(rates: readonly NamedRate[]): Promise<Html> {
  const values = rates.map(({ label, role, rate, low, high }) => ({
    label,
    role,
    rate,
    low,
    high,
    text: formatPercent(rate),
  }));
  const x = {
    type: "quantitative",
    title: null,
    scale: { domainMin: 0, domainMax: 1 },
    axis: { format: ".0%", tickCount: 5 },
  } as const;
  const whisker = { type: "tick", color: "var(--ink)", thickness: 1.4, size: 9 } as const;
  const described = rates.map(({ label, rate, low, high }) =>
    `${label} ${formatPercent(rate)}, interval ${formatPercent(low)} to ${formatPercent(high)}`
  );
  return renderChart(
    {
      width: 520,
      height: ROW * rates.length + 26,
      autosize: { type: "fit", contains: "padding" },
      data: { values },
      encoding: {
        y: {
          field: "label",
          type: "nominal",
          sort: null,
          title: null,
          axis: { labelFontSize: 12, labelColor: "var(--ink)", labelLimit: 260, ticks: false, domain: false },
        },
      },
      layer: [
        {
          mark: { type: "bar", height: 16, cornerRadiusEnd: 2 },
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
