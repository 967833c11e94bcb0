import type { MetricsRow } from "../../core/train/metrics.ts";
import { type LineChart, renderLineChart, seriesOf } from "./line_chart.ts";
import { type Markup, markup, section } from "./markup.ts";

/** The largest number of terms that are drawn beside the loss. */
const MOST_TERMS = 4;

async function figure(chart: LineChart, reading: string): Promise<Markup> {
  return markup`
<figure class="card">
<h4>${chart.title}</h4>
${await renderLineChart(chart)}
<figcaption>${reading}</figcaption>
</figure>`;
}

function lossFigure(rows: readonly MetricsRow[]): Promise<Markup> {
  const terms = [...new Set(rows.flatMap((row) => Object.keys(row.terms)))].slice(0, MOST_TERMS);
  const series = [
    seriesOf(rows, "loss", (row) => row.loss),
    ...terms.map((term) => seriesOf(rows, term, (row) => row.terms[term])),
  ];
  return figure(
    { title: "Loss and its terms", series },
    "The loss is the weighted sum of the terms, which are drawn unweighted. Good: it falls fast, then flattens.",
  );
}

function gradientFigure(rows: readonly MetricsRow[]): Promise<Markup> {
  return figure(
    { title: "Gradient norm", series: [seriesOf(rows, "gradient norm", (row) => row.gradNorm)] },
    "Length of the gradient before clipping. Good: steady or falling; a lasting rise means too high a learning rate.",
  );
}

function learningRateFigure(rows: readonly MetricsRow[]): Promise<Markup> {
  const series = [seriesOf(rows, "learning rate", (row) => row.learningRate)];
  return figure(
    { title: "Learning rate", series, scale: "linear" },
    "As the task schedules it: a short rise, then constant or falling to zero.",
  );
}

async function stage(name: string, rows: readonly MetricsRow[]): Promise<Markup> {
  const figures = await Promise.all([lossFigure(rows), gradientFigure(rows), learningRateFigure(rows)]);
  return markup`
<h3>Stage ${name}, ${rows[rows.length - 1].step} steps</h3>
<div class="cards">${figures}</div>`;
}

/** Loss, gradient norm and learning rate of each stage. */
export async function trainingSection(metrics: readonly MetricsRow[]): Promise<Markup> {
  if (metrics.length === 0) return section("Training", "Nothing has been logged yet.");
  const stages = Map.groupBy(metrics, (row) => row.stage);
  return section(
    "Training",
    "Optimiser steps run to the right in every chart; scales over powers of ten are logarithmic.",
    await Promise.all([...stages].map(([name, rows]) => stage(name, rows))),
  );
}
