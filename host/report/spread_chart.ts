import { renderChart } from "./chart.ts";
import { formatNumber } from "./format.ts";
import type { Markup } from "./markup.ts";

/** The standard deviation of each dimension as a bar, in ascending order, with a line at 1; `width` in pixels. */
export function renderSpreadChart(std: readonly number[], width: number): Promise<Markup> {
  const sorted = std.filter(Number.isFinite).sort((a, b) => a - b);
  const y = {
    type: "quantitative",
    title: null,
    scale: { domainMin: 0 },
    axis: { tickCount: 5 },
  } as const;
  return renderChart(
    {
      width,
      height: 180,
      autosize: { type: "fit", contains: "padding" },
      layer: [
        {
          data: { values: sorted.map((value, i) => ({ from: i, to: i + 1, value })) },
          mark: {
            type: "rect",
            color: "var(--series-1)",
            stroke: "var(--card)",
            strokeWidth: sorted.length > 80 ? 0 : 1,
          },
          encoding: {
            x: {
              field: "from",
              type: "quantitative",
              title: null,
              scale: { domain: [0, sorted.length], nice: false },
              axis: { tickCount: 5, grid: false },
            },
            x2: { field: "to" },
            y: { field: "value", ...y },
            y2: { datum: 0 },
          },
        },
        {
          data: { values: [{ level: 1 }] },
          mark: { type: "rule", strokeDash: [4, 3], color: "var(--soft)" },
          encoding: { y: { field: "level", ...y } },
        },
      ],
    },
    `Standard deviation of each of ${sorted.length} dimensions, from ${formatNumber(sorted[0] ?? NaN)} to ${
      formatNumber(sorted[sorted.length - 1] ?? NaN)
    }, with a line at 1`,
  );
}
