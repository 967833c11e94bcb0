import type { MetricsRow } from "../../core/train/metrics.ts";
import { formatNumber } from "./format.ts";
import type { Gauges, RankGauge, SigregGauge } from "./input.ts";
import { type LineChart, renderLineChart } from "./line_chart.ts";
import { type Markup, markup } from "./markup.ts";
import { section } from "./section.ts";
import { seriesOf } from "./series.ts";
import { renderSpreadChart } from "./spread_chart.ts";

/** How a gauge stands. */
interface Reading {
  readonly title: string;
  readonly value: string;
  readonly tone: "good" | "fair" | "bad";
  readonly status: string;
  readonly explanation: string;
}

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

async function lineCard(reading: Reading, chart: Omit<LineChart, "title" | "width">): Promise<Markup> {
  return card(reading, await renderLineChart({ ...chart, title: reading.title, width: WIDTH }));
}

/** Half of the collapse value is far gone: latents with a standard deviation below 0.4 read as much. */
function sigregStatus({ value, floor, collapse }: SigregGauge): Pick<Reading, "tone" | "status"> {
  if (!(value < collapse / 2)) return { tone: "bad", status: "collapsing" };
  if (value <= 3 * floor) return { tone: "good", status: "near its floor" };
  return { tone: "fair", status: "above its floor" };
}

function sigregCard(gauge: SigregGauge, rows: readonly MetricsRow[]): Promise<Markup> {
  const { value, floor, collapse } = gauge;
  return lineCard({
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

function rankCard(gauge: RankGauge, rows: readonly MetricsRow[]): Promise<Markup> {
  return lineCard({
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

async function spreadCard(std: readonly number[]): Promise<Markup> {
  const sorted = [...std].sort((a, b) => a - b);
  const dead = std.filter((value) => !(value >= DEAD)).length;
  const tone = dead === 0 ? "good" : dead > std.length / 2 ? "bad" : "fair";
  return card({
    title: "Standard deviation",
    value: `median ${formatNumber(sorted[Math.floor(sorted.length / 2)])}`,
    tone,
    status: dead === 0 ? "no dead dimension" : `${dead} of ${std.length} dead`,
    explanation:
      "One bar for each dimension of the latents, smallest first. SIGReg asks for 1, the dashed line; a dimension below 0.1 is dead: it carries next to nothing. Good: no dead dimension.",
  }, await renderSpreadChart(sorted, WIDTH));
}

function ratioCard(rows: readonly MetricsRow[]): Promise<Markup> | undefined {
  const ratio = rows.findLast(({ heldOut }) => heldOut)?.heldOut?.ratio;
  // The log has null for a ratio that was infinite.
  if (ratio === undefined || !Number.isFinite(ratio)) return undefined;
  return lineCard({
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

/** The gauges of collapse, over the steps of the last stage, and how well held-out frames are predicted. */
export async function gaugesSection(gauges: Gauges, metrics: readonly MetricsRow[]): Promise<Markup> {
  const rows = metrics.filter(({ stage }) => stage === metrics[metrics.length - 1].stage);
  const { sigreg, rank, std } = gauges;
  const cards = await Promise.all([
    sigreg && sigregCard(sigreg, rows),
    rank && rankCard(rank, rows),
    std?.length ? spreadCard(std) : undefined,
    ratioCard(rows),
  ]);
  const heading = "Health of the latents";
  if (cards.every((one) => one === undefined)) return section(heading, "This run has no gauges of collapse.");
  return section(
    heading,
    "A joint-embedding model can cheat: if every picture has the same latent, prediction is perfect and worthless. This is called collapse; these gauges show how far the model is from it.",
    markup`<div class="cards pairs">${cards}</div>`,
  );
}
