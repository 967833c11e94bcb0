import type { MetricsRow } from "../../core/train/metrics.ts";
import { formatNumber } from "./format.ts";
import { type Html, html } from "./html.ts";
import type { Gauges, RankGauge, SigregGauge } from "./input.ts";
import { renderLineChart } from "./line_chart.ts";
import { renderSpreadChart } from "./spread_chart.ts";
import { seriesOf } from "./training.ts";

/** How a gauge stands, and the word for it. */
type Status = readonly [tone: "good" | "fair" | "bad", word: string];

/** Below this standard deviation a dimension carries next to nothing. */
const DEAD = 0.1;
/** Two gauges stand side by side, each a little wider than a chart of the training. */
const WIDTH = 460;

function card(title: string, status: Status | undefined, value: string, chart: Html, reading: string): Html {
  return html`
    <figure
      class="card"><h4>${title}</h4><p class="gauge"><strong>${value}</strong>${status && html`
        <span class="status ${status[0]}">${status[1]}</span>
      `}</p>${chart}<figcaption>${reading}</figcaption></figure>
  `;
}

function sigregStatus({ value, floor, collapse }: SigregGauge): Status {
  if (value >= collapse / 2) return ["bad", "collapsing"];
  return value <= 3 * floor ? ["good", "near its floor"] : ["fair", "above its floor"];
}

async function sigregCard(gauge: SigregGauge, rows: readonly MetricsRow[]): Promise<Html> {
  const chart = await renderLineChart({
    title: "SIGReg over steps",
    series: [seriesOf(rows, "SIGReg", (row) => row.terms.sigreg)],
    rules: [
      { label: `floor ${formatNumber(gauge.floor)}`, value: gauge.floor, side: "left" },
      { label: `collapse ${formatNumber(gauge.collapse)}`, value: gauge.collapse, side: "right" },
    ],
    width: WIDTH,
  });
  return card(
    "SIGReg",
    sigregStatus(gauge),
    formatNumber(gauge.value),
    chart,
    "Distance of the latents from a standard normal cloud. Perfect latents read the floor, not zero; latents that are all the same read the upper line (0.402 × batch size). Good: near the floor.",
  );
}

function rankStatus({ value, dim }: RankGauge): Status {
  if (value < Math.max(2, 0.02 * dim)) return ["bad", "collapsed"];
  return value >= dim / 4 ? ["good", "many directions in use"] : ["fair", "few directions in use"];
}

async function rankCard(gauge: RankGauge, rows: readonly MetricsRow[]): Promise<Html> {
  const chart = await renderLineChart({
    title: "Effective rank over steps",
    series: [seriesOf(rows, "effective rank", (row) => row.heldOut?.rank)],
    rules: [{ label: `D = ${gauge.dim}`, value: gauge.dim, side: "left" }],
    width: WIDTH,
  });
  return card(
    "Effective rank",
    rankStatus(gauge),
    `${formatNumber(gauge.value)} of ${gauge.dim}`,
    chart,
    "How many directions the latents of held-out frames really use. 1 is collapse; D is every direction alike. Good: it rises, then stays; a simple world needs fewer directions than D.",
  );
}

async function spreadCard(std: readonly number[]): Promise<Html> {
  const sorted = [...std].sort((a, b) => a - b);
  const dead = std.filter((value) => value < DEAD).length;
  const status: Status = dead === 0
    ? ["good", "no dead dimension"]
    : [dead > std.length / 2 ? "bad" : "fair", `${dead} of ${std.length} dead`];
  return card(
    "Standard deviation",
    status,
    `median ${formatNumber(sorted[Math.floor(sorted.length / 2)])}`,
    await renderSpreadChart(std, WIDTH),
    "One bar for each dimension of the latents, from the smallest. SIGReg asks for 1, the dashed line; a dimension below 0.1 is dead and carries next to nothing.",
  );
}

async function ratioCard(rows: readonly MetricsRow[]): Promise<Html | undefined> {
  const ratio = rows.findLast((row) => row.heldOut)?.heldOut?.ratio;
  if (ratio === undefined) return undefined;
  const chart = await renderLineChart({
    title: "Prediction error against standing still",
    series: [seriesOf(rows, "ratio", (row) => row.heldOut?.ratio)],
    rules: [{ label: "nothing learnt", value: 1, side: "right" }],
    width: WIDTH,
  });
  return card(
    "Prediction against standing still",
    ratio < 1 ? ["good", "knows dynamics"] : ["bad", "knows no dynamics"],
    formatNumber(ratio),
    chart,
    "Error of the prediction on held-out frames ÷ error of guessing that nothing changes. Good: well below 1.",
  );
}

/** The gauges of collapse, over the steps of the last stage, and how well held-out frames are predicted. */
export async function gaugesSection(gauges: Gauges, metrics: readonly MetricsRow[]): Promise<Html> {
  const last = metrics[metrics.length - 1]?.stage;
  const rows = metrics.filter(({ stage }) => stage === last);
  const { sigreg, rank, std = [] } = gauges;
  const cards = await Promise.all([
    sigreg && sigregCard(sigreg, rows),
    rank && rankCard(rank, rows),
    std.length ? spreadCard(std) : undefined,
    ratioCard(rows),
  ]);
  if (cards.every((one) => one === undefined)) {
    return html`
      <section>
        <h2>Health of the latents</h2>
        <p class="none">This run has no gauges of collapse.</p>
      </section>
    `;
  }
  return html`
    <section>
      <h2>Health of the latents</h2>
      <p
        class="lead">A joint-embedding model can cheat: if every picture has the same latent, prediction is perfect and
    worthless. This is called collapse; these gauges show how far the model is from it.</p>
      <div class="cards pairs">${cards}</div>
    </section>
  `;
}
