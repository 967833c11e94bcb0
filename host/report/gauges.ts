import type { MetricsRow } from "../../core/train/metrics.ts";
import { formatNumber } from "./format.ts";
import type { Gauges, RankGauge, SigregGauge } from "./input.ts";
import { type LineChart, renderLineChart, seriesOf } from "./line_chart.ts";
import { type Markup, markup, section } from "./markup.ts";
import { renderSpreadChart } from "./spread_chart.ts";

/** How a gauge stands. */
interface Reading {
  readonly title: string;
  readonly value: string;
  readonly tone: "good" | "fair" | "bad" | "early";
  readonly status: string;
  readonly explanation: string;
}

/** A gauge and its chart. */
interface Gauge {
  readonly reading: Reading;
  readonly chart: Promise<Markup>;
}

/** After fewer steps a gauge says nothing of where the training goes. */
const EARLY = 100;

/** Below this standard deviation a dimension carries next to nothing. */
const DEAD = 0.1;
/** Two gauges stand side by side, each wider than a chart of the training. */
const WIDTH = 460;

function card({ title, value, tone, status, explanation }: Reading, chart: Markup): Markup {
  return markup`
<figure class="card">
<h4>${title}</h4>
<p class="gauge"><strong>${value}</strong> <span class="status ${tone}">${status}</span></p>
${chart}
<figcaption>${explanation}</figcaption>
</figure>`;
}

function lineGauge(reading: Reading, chart: Omit<LineChart, "title" | "width">): Gauge {
  return { reading, chart: renderLineChart({ ...chart, title: reading.title, width: WIDTH }) };
}

/** Half of the collapse value is far gone: latents with a standard deviation below 0.4 read as much. */
function sigregStatus({ value, floor, collapse }: SigregGauge): Pick<Reading, "tone" | "status"> {
  if (!(value < collapse / 2)) return { tone: "bad", status: "collapsing" };
  if (value <= 3 * floor) return { tone: "good", status: "near its floor" };
  return { tone: "fair", status: "above its floor" };
}

function sigregGauge(gauge: SigregGauge, rows: readonly MetricsRow[]): Gauge {
  const { value, floor, collapse } = gauge;
  return lineGauge({
    title: "SIGReg",
    value: formatNumber(value),
    ...sigregStatus(gauge),
    explanation:
      "Distance of the latents from a standard normal cloud. Perfect latents read the floor, not zero; latents that are all the same read the upper line (0.402 × batch size × tokens of a frame). Good: near the floor.",
  }, {
    series: [seriesOf(rows, "SIGReg", (row) => row.terms.sigreg)],
    rules: [
      { label: `floor ${formatNumber(floor)}`, value: floor, side: "left" },
      { label: `collapse ${formatNumber(collapse)}`, value: collapse, side: "right" },
    ],
  });
}

function rankStatus({ value, dim }: RankGauge): Pick<Reading, "tone" | "status"> {
  if (!(value >= Math.min(2, dim))) return { tone: "bad", status: "collapsed" };
  if (value >= dim / 4) return { tone: "good", status: "many directions in use" };
  return { tone: "fair", status: "few directions in use" };
}

function rankGauge(gauge: RankGauge, rows: readonly MetricsRow[]): Gauge {
  return lineGauge({
    title: "Effective rank",
    value: `${formatNumber(gauge.value)} of ${gauge.dim}`,
    ...rankStatus(gauge),
    explanation:
      "How many directions the latents of held-out frames really use: 1 is collapse, D is every direction alike. Good: it rises, then stays; a simple world needs fewer directions than D.",
  }, {
    series: [seriesOf(rows, "effective rank", (row) => row.heldOut?.rank)],
    rules: [{ label: `D = ${gauge.dim}`, value: gauge.dim, side: "left" }],
  });
}

function spreadGauge(std: readonly number[]): Gauge {
  const sorted = [...std].sort((a, b) => a - b);
  const dead = std.filter((value) => !(value >= DEAD)).length;
  const tone = dead === 0 ? "good" : dead > std.length / 2 ? "bad" : "fair";
  const reading: Reading = {
    title: "Standard deviation",
    value: `median ${formatNumber(sorted[Math.floor(sorted.length / 2)])}`,
    tone,
    status: dead === 0 ? "no dead dimension" : `${dead} of ${std.length} dead`,
    explanation:
      "One bar for each dimension of the latents, smallest first. SIGReg asks for 1, the dashed line; a dimension below 0.1 is dead: it carries next to nothing. Good: no dead dimension.",
  };
  return { reading, chart: renderSpreadChart(sorted, WIDTH) };
}

function ratioGauge(rows: readonly MetricsRow[]): Gauge | undefined {
  const ratio = rows.findLast(({ heldOut }) => heldOut)?.heldOut?.ratio;
  // The log has null for a ratio that was infinite.
  if (ratio === undefined || !Number.isFinite(ratio)) return undefined;
  return lineGauge({
    title: "Prediction against standing still",
    value: formatNumber(ratio),
    tone: ratio < 1 ? "good" : "bad",
    status: ratio < 1 ? "knows some dynamics" : "knows no dynamics",
    explanation:
      "Error of predicting held-out frames ÷ error of guessing that nothing changes. Good: well below 1.",
  }, {
    series: [seriesOf(rows, "ratio", ({ heldOut }) => heldOut?.ratio)],
    rules: [{ label: "nothing learnt", value: 1, side: "right" }],
  });
}

/**
 * The gauges of collapse, over the steps of the last stage, and how well held-out frames are predicted.
 *
 * @param judged Whether they tell how the training went; not before step 100 of it.
 */
export async function gaugesSection(
  gauges: Gauges,
  metrics: readonly MetricsRow[],
  judged = true,
): Promise<Markup> {
  const rows = metrics.filter(({ stage }) => stage === metrics[metrics.length - 1].stage);
  const early = !judged || metrics.length > 0 && metrics.every(({ step }) => step < EARLY);
  const { sigreg, rank, std } = gauges;
  const shown = [
    sigreg && sigregGauge(sigreg, rows),
    rank && rankGauge(rank, rows),
    std?.length ? spreadGauge(std) : undefined,
    ratioGauge(rows),
  ].filter((gauge) => gauge !== undefined);
  const heading = "Health of the latents";
  if (shown.length === 0) return section(heading, "This run has no gauges of collapse.");
  const cards = await Promise.all(
    shown.map(async ({ reading, chart }) =>
      card(early ? { ...reading, tone: "early", status: "too early to tell" } : reading, await chart)
    ),
  );
  return section(
    heading,
    "A joint-embedding model can cheat: if every picture has the same latent, prediction is perfect and worthless. This is called collapse; these gauges show how far the model is from it.",
    markup`<div class="cards pairs">${cards}</div>`,
  );
}
