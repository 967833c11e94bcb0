/**
 * Other kinds of learning than a joint world model of a box of actions, each a task file that is run as a user would:
 * from the command line, in a folder of its own, without a special case in the framework.
 */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { MetricsRow } from "../../../core/train/metrics.ts";
import type { Json } from "../../../core/types.ts";
import { readMetrics } from "../../../host/runs/metrics_log.ts";
import { orrery } from "../command_line.ts";
import { checkEnv } from "../../../testing/env.ts";
import { checkDataset } from "../../../testing/dataset.ts";
import { galaxies } from "./galaxies.ts";
import { gridWorld } from "./grid_world.ts";

type Figures = { readonly [name: string]: Json };

/** The rate that a figure holds. */
function rateOf(figure: Json | undefined): number {
  const { rate } = figure as { readonly rate: number };
  return rate;
}

/** How many times as often as by guessing the truth came first. */
function overChance(figure: Json | undefined): number {
  const { top1, chance } = figure as { readonly top1: number; readonly chance: number };
  return top1 / chance;
}

/** What stages logged. */
function stages(run: string, ...names: readonly string[]): MetricsRow[][] {
  const rows = readMetrics(join(run, "metrics.jsonl"));
  return names.map((name) => rows.filter(({ stage }) => stage === name));
}

/** The median of the latents' deviations, about the mean of each token: 0 once all frames look alike. */
function spread({ heldOut }: MetricsRow): number {
  const { std = [] } = heldOut ?? {};
  return std[std.length >> 1];
}

const last = (rows: readonly MetricsRow[]): MetricsRow => rows[rows.length - 1];

/** Trains a slice's task in a new folder and hands its evaluations over before the folder goes. */
async function train(
  task: string,
  look: (evaluations: { readonly [name: string]: Figures }, run: string) => void,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const file = new URL(`./${task}.jsonc`, import.meta.url).pathname;
    const args = [file, "--preset", "smoke", "--backend", "wasm", "--json", "--quiet"];
    const { code, stdout, stderr } = await orrery("train", args, folder);
    assert.equal(code, 0, stderr);
    const { run, evaluations } = JSON.parse(stdout);
    assert.ok(existsSync(join(folder, run, "report.html")));
    look(evaluations, join(folder, run));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("the board keeps the rules of worlds", () => checkEnv(() => gridWorld.make({}, {})));

Deno.test("choices: all plans are ranked by energy, and the true next frame among others", () =>
  train("discrete_actions", ({ success, retrieval }) => {
    assert.equal(rateOf(success.oracle), 1, "on the true board the ranking finds every goal");
    assert.ok(rateOf(success) > rateOf(success.random));
    for (const tier of ["random", "counterfactual"]) assert.ok(overChance(retrieval[tier]) > 2, tier);
  }));

Deno.test("masks: tokens are filled in towards a slow target, and frames stay apart", () =>
  train("masked", ({ "nearest-neighbours": { variables } }, run) => {
    const [fill] = stages(run, "fill");
    assert.ok(last(fill).loss < 0.6 * fill[0].loss);
    assert.ok(spread(last(fill)) > 0.1 * spread(fill[0]), "the latents do not collapse");
    const { agent_x, agent_y } = variables as { readonly [name: string]: { readonly r2: number } };
    // An untrained encoder does as well: this tells that variables lie beside their frames, not what was learnt.
    assert.ok(Math.max(agent_x.r2, agent_y.r2) > 0.2);
  }));

Deno.test("the galaxies keep the rules of datasets", () => checkDataset((given) => galaxies.make({}, given)));

Deno.test("pictures with labels: no world, no actions, and neighbours are asked for the labels", () =>
  train("labelled_images", ({ "nearest-neighbours": { variables } }, run) => {
    const [fill] = stages(run, "fill");
    assert.ok(last(fill).loss < 0.6 * fill[0].loss);
    assert.ok(spread(last(fill)) > 0.1 * spread(fill[0]), "the latents do not collapse");
    // These shapes lie apart in an untrained encoder already: labels lie beside their pictures.
    const { shape } = variables as {
      readonly [name: string]: { readonly low: number; readonly chance: number };
    };
    assert.ok(shape.low > 2 * shape.chance);
  }));

Deno.test("two stages: an encoder learns from two views, then a predictor on the frozen encoder", () =>
  train("two_stages", ({ retrieval }, run) => {
    const [see, foresee] = stages(run, "see", "foresee");
    assert.ok(last(see).loss < 0.8 * see[0].loss);
    assert.equal(last(see).heldOut?.ratio, undefined, "single frames have no next one to predict");
    for (const { heldOut } of foresee) assert.deepEqual(heldOut?.std, last(foresee).heldOut?.std);
    assert.ok((last(foresee).heldOut?.ratio ?? NaN) < 0.7);
    assert.ok(overChance(retrieval.random) > 2);
  }));
