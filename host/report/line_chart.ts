import type { TopLevelSpec } from "vega-lite";
import type { MetricsRow } from "../../core/train/metrics.ts";
import { renderChart } from "./chart.ts";
import { formatNumber } from "./format.ts";
import type { Markup } from "./markup.ts";

/** A value at an optimiser step. */
export interface Point {
  /** Optimiser step. */
  readonly step: number;
  /** The value. */
  readonly value: number;
}

/** A quantity over the steps of a stage. */
export interface Series {
  /** Name, for the legend. */
  readonly name: string;
  /** Finite points in ascending order of `step`. */
  readonly points: readonly Point[];
}

/** One quantity of the rows that have it. */
export function seriesOf(
  rows: readonly MetricsRow[],
  name: string,
  pick: (row: MetricsRow) => number | undefined,
): Series {
  const points = rows.map((row) => ({ step: row.step, value: pick(row) ?? NaN }));
  return { name, points: points.filter(({ value }) => Number.isFinite(value)) };
}

/** A level to compare with. */
export interface Rule {
  /** What it stands for. */
  readonly label: string;
  /** Where it is. */
  readonly value: number;
  /** The end at which the label keeps clear of the lines. */
  readonly side: "left" | "right";
}

/** What a line chart shows. */
export interface LineChart {
  /** Name of the chart, for readers who do not see it. */
  readonly title: string;
  /** The lines, at most five. */
  readonly series: readonly Series[];
  /** Levels to compare with. */
  readonly rules?: readonly Rule[];
  /** Width in the drawing's own pixels; 360 when left out. */
  readonly width?: number;
  /** What runs to the right; `step` when left out. */
  readonly along?: string;
  /** A scale that does not depend on the values. */
  readonly scale?: "linear";
}

/** The parts of an axis that follow from its values. */
interface PowerAxis {
  readonly scale: { readonly type: "log"; readonly domain: number[]; readonly nice: boolean };
  readonly axis: { readonly values: number[]; readonly format: string };
}

const COLOURS = [1, 2, 3, 4, 5].map((i) => `var(--series-${i})`);
/** A curve of more points is drawn by the means of as many groups. */
const MOST_POINTS = 240;
/** Positive values that span more than this factor are drawn on a logarithmic scale. */
const WIDE = 20;

function thin(points: readonly Point[]): readonly Point[] {
  const group = Math.ceil(points.length / MOST_POINTS);
  if (group <= 1) return points;
  return Array.from({ length: Math.ceil(points.length / group) }, (_, i) => {
    const part = points.slice(i * group, (i + 1) * group);
    return {
      step: part[part.length - 1].step,
      value: part.reduce((sum, { value }) => sum + value, 0) / part.length,
    };
  });
}

function describe({ title, series, rules = [] }: LineChart): string {
  const lines = series.map(({ name, points }) =>
    points.length === 0
      ? `${name}: no values`
      : `${name} from ${formatNumber(points[0].value)} to ${formatNumber(points[points.length - 1].value)}`
  );
  return `${title}. ${[...lines, ...rules.map(({ label }) => `level: ${label}`)].join("; ")}`;
}

/** A logarithmic scale over whole powers of ten, for positive values that are far apart; undefined for others. */
function powersOfTen(levels: readonly number[]): PowerAxis | undefined {
  const [least, most] = [Math.min(...levels), Math.max(...levels)];
  if (!(least > 0 && most > WIDE * least)) return undefined;
  const low = Math.floor(Math.log10(least));
  const values = Array.from(
    { length: Math.ceil(Math.log10(most)) - low + 1 },
    (_, i) => Number(`1e${low + i}`),
  );
  const domain = [values[0], values[values.length - 1]];
  return { scale: { type: "log", domain, nice: false }, axis: { values, format: "~r" } };
}

/** Lines over steps, with a legend when there are several; logarithmic where all values are positive and far apart. */
export function renderLineChart(chart: LineChart): Promise<Markup> {
  const series = chart.series.map(({ name, points }) => ({ name, points: thin(points) }));
  const rules = chart.rules ?? [];
  const values = series.flatMap(({ name, points }) => points.map((point) => ({ ...point, name })));
  const levels = [...values, ...rules].map(({ value }) => value);
  const y = {
    field: "value",
    type: "quantitative",
    title: null,
    ...((chart.scale === undefined && powersOfTen(levels)) ||
      { scale: { zero: rules.length > 0 }, axis: { tickCount: 5 } }),
  } as const;
  const names = series.map(({ name }) => name);
  const spec: TopLevelSpec = {
    width: chart.width ?? 360,
    height: 180,
    autosize: { type: "fit", contains: "padding" },
    layer: [
      {
        data: { values },
        mark: { type: "line", strokeWidth: 1.8, strokeJoin: "round", point: values.length <= names.length },
        encoding: {
          x: {
            field: "step",
            type: "quantitative",
            title: chart.along ?? "step",
            scale: { zero: false, nice: false },
            axis: { format: "~s", tickCount: 5, tickMinStep: 1, grid: false },
          },
          y,
          color: {
            field: "name",
            type: "nominal",
            sort: null,
            scale: { domain: names, range: COLOURS },
            ...(names.length < 2 && { legend: null }),
          },
        },
      },
      {
        data: { values: [...rules] },
        mark: { type: "rule", strokeDash: [4, 3], color: "var(--soft)" },
        encoding: { y },
      },
      ...(["left", "right"] as const).map((side) => ({
        data: { values: rules.filter((rule) => rule.side === side) },
        mark: { type: "text", align: side, baseline: "bottom", dy: -3, fontSize: 12, color: "var(--soft)" },
        encoding: { y, x: { value: side === "left" ? 0 : "width" }, text: { field: "label" } },
      } as const)),
    ],
  };
  return renderChart(spec, describe(chart));
}
