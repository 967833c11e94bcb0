import type { TopLevelSpec } from "vega-lite";
import { renderChart } from "./chart.ts";
import { formatNumber } from "./format.ts";
import type { Html } from "./html.ts";

/** A quantity over the steps of a stage. */
export interface Series {
  /** Name, for the legend. */
  readonly name: string;
  /** Points in ascending order of `step`. */
  readonly points: readonly Point[];
}

/** A value at a step. */
export interface Point {
  /** Optimiser step. */
  readonly step: number;
  /** The value; points that are not finite are left out. */
  readonly value: number;
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
  /** A scale that does not depend on the values. */
  readonly scale?: "linear";
}

const COLOURS = [1, 2, 3, 4, 5].map((i) => `var(--series-${i})`);
/** A curve of more points is drawn by the means of as many groups. */
const MOST_POINTS = 240;
/** Positive values that span more than this factor are drawn on a logarithmic scale. */
const WIDE = 20;

function finite(points: readonly Point[]): readonly Point[] {
  return points.filter(({ step, value }) => Number.isFinite(step) && Number.isFinite(value));
}

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

/** Lines over steps, with a legend when there are several; logarithmic where all values are positive and far apart. */
export function renderLineChart(chart: LineChart): Promise<Html> {
  const series = chart.series.map(({ name, points }) => ({ name, points: thin(finite(points)) }));
  const rules = chart.rules ?? [];
  const values = series.flatMap(({ name, points }) => points.map((point) => ({ ...point, name })));
  const levels = [...values, ...rules].map(({ value }) => value);
  const logarithmic = chart.scale !== "linear" && Math.min(...levels) > 0 &&
    Math.max(...levels) > WIDE * Math.min(...levels);
  const y: object = {
    field: "value",
    type: "quantitative",
    title: null,
    scale: logarithmic ? { type: "log" } : { zero: rules.length > 0 },
    axis: { tickCount: 5 },
  };
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
            scale: { zero: false, nice: false },
            axis: { format: "~s", tickCount: 5, grid: false },
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
  return renderChart(spec, describe({ ...chart, series }));
}
