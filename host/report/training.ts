import type { MetricsRow } from "../../core/train/metrics.ts";
import { type Html, html } from "./html.ts";
import { type LineChart, renderLineChart, type Series } from "./line_chart.ts";

/** The largest number of terms that a chart shows beside the loss. */
const MOST_TERMS = 4;

/** A quantity of each row that has it. */
export function seriesOf(
  rows: readonly MetricsRow[],
  name: string,
  value: (row: MetricsRow) => number | undefined,
): Series {
  return { name, points: rows.flatMap((row) => ({ step: row.step, value: value(row) ?? NaN })) };
}

/** A chart with its heading and the sentence on how to read it. */
export async function chartFigure(chart: LineChart, reading: string): Promise<Html> {
  return html`<figure class="card"><h4>${chart.title}</h4>${await renderLineChart(
    chart,
  )}<figcaption>${reading}</figcaption></figure>`;
}

async function stage(name: string, rows: readonly MetricsRow[]): Promise<Html> {
  const terms = [...new Set(rows.flatMap((row) => Object.keys(row.terms)))].slice(0, MOST_TERMS);
  const figures = await Promise.all([
    chartFigure(
      {
        title: "Loss and its terms",
        series: [
          seriesOf(rows, "loss", (row) => row.loss),
          ...terms.map((term) => seriesOf(rows, term, (row) => row.terms[term])),
        ],
      },
      "The loss is the weighted sum of the terms, which are drawn unweighted. It should fall fast, then flatten.",
    ),
    chartFigure(
      { title: "Gradient norm", series: [seriesOf(rows, "gradient norm", (row) => row.gradNorm)] },
      "Length of the gradient before clipping. Good: steady or falling; spikes that last mean too high a learning rate.",
    ),
    chartFigure(
      {
        title: "Learning rate",
        series: [seriesOf(rows, "learning rate", (row) => row.learningRate)],
        scale: "linear",
      },
      "As scheduled: a short rise, then constant or falling to zero.",
    ),
  ]);
  return html`
    <h3>Stage ${name}</h3>
    <p>${rows[rows.length - 1].step} steps. Steps run to the right in every chart.</p>
    <div class="cards">${figures}</div>
  `;
}

/** Loss, gradient norm and learning rate of each stage. */
export async function trainingSection(metrics: readonly MetricsRow[]): Promise<Html> {
  if (metrics.length === 0) {
    return html`
      <section>
        <h2>Training</h2>
        <p class="none">Nothing has been logged yet.</p>
      </section>
    `;
  }
  const stages = Object.entries(Object.groupBy(metrics, (row) => row.stage));
  return html`<section><h2>Training</h2>${await Promise.all(
    stages.map(([name, rows]) => stage(name, rows ?? [])),
  )}</section>`;
}
