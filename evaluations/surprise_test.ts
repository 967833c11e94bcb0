import assert from "node:assert/strict";
import { mul } from "@tensorflow/tfjs-core";
import { createWorldModel } from "../core/mod.ts";
import type { EvaluationContext, EvaluationTask, Json } from "../core/mod.ts";
import { openTestBackend } from "../tests/backend.ts";
import { checkEvaluation } from "../testing/evaluation.ts";
import { noLeaks } from "../testing/no_leaks.ts";
import { dotContext } from "../testing/fixtures/dot_context.ts";
import { dotEpisodes } from "../testing/fixtures/dot_episodes.ts";
import { dotModel } from "../testing/fixtures/dot_world.ts";
import type { Auc } from "../core/stats/auc.ts";
import { surprise } from "./surprise.ts";

await openTestBackend();
const few = { transitions: 60, away: 6, reach: 2 };

type Metrics = {
  readonly [kind in "teleported" | "random" | "near"]: Auc & {
    readonly still: number;
    readonly energy: number;
  };
};

async function ask(
  options: { readonly [option: string]: Json } = few,
  change: Partial<EvaluationContext> = {},
): Promise<Metrics & { readonly n: number; readonly real: { readonly energy: number } }> {
  const { metrics } = await surprise.make(options, {}).evaluate(dotContext(change));
  return metrics as { readonly [name: string]: Json } & Awaited<ReturnType<typeof ask>>;
}

Deno.test("a model that knows the world is surprised by what cannot come, most by what is far", () =>
  noLeaks(async () => {
    const { teleported, random, near, real } = await ask();
    for (const { auc, low, high } of [teleported, random, near]) assert.ok(low <= auc && auc <= high);
    // At the walls the model goes on where the dot does not.
    assert.ok(random.auc > 0.95 && teleported.auc > 0.9 && near.auc > 0.75);
    assert.ok(near.energy < random.energy && real.energy < near.energy);
    assert.ok(near.still < near.auc, "standing still says less");
  }));

Deno.test("a collapsed model is surprised by nothing", () =>
  noLeaks(async () => {
    const { encoder, predictor } = dotModel;
    const collapsed = createWorldModel({
      ...encoder,
      encode: (...given) => mul(encoder.encode(...given), 0),
    }, { ...predictor, predict: (latents) => mul(latents, 0) });
    const { teleported, near } = await ask(few, { world: collapsed });
    assert.deepEqual([teleported.auc, near.auc, teleported.still], [0.5, 0.5, 0.5]);
  }));

Deno.test("surprise keeps the rules of evaluations", () =>
  checkEvaluation(() => surprise.make(few, {}), () => dotContext()));

Deno.test("episodes too short for a teleport are refused", () =>
  assert.rejects(ask({ ...few, away: 5000 }), /no held-out transition has a moment 5000 steps away/));

Deno.test("surprise needs actions, which can be told before training", () => {
  const { check } = surprise.make(few, {});
  const actionSpace = { kind: "box", low: [], high: [] } as const;
  assert.throws(
    () => check?.(dotContext({ actionSpace })),
    /Cannot measure surprise: nothing is done in this data, expected actions/,
  );
});

Deno.test("episodes that no task can make long enough are refused before training", () => {
  const check = (steps: number, options = { away: 12, reach: 3 }) =>
    surprise.make(options, {}).check?.(dotContext({ steps }));
  assert.throws(() => check(14), /data\.steps is 14, expected at least 15 for moments 12 steps away/);
  assert.throws(() => check(9, { away: 1, reach: 5 }), /expected at least 10/);
  check(15);
  check(10, { away: 1, reach: 5 });
});

Deno.test("episodes of the fewest steps that pass the check have a question", async () => {
  // Sixteen rows: fifteen steps.
  assert.ok((await ask({ ...few, away: 12, reach: 3 })).n > 0);
  await assert.rejects(ask({ ...few, away: 13, reach: 3 }), /no held-out transition/);
});

Deno.test("a task that holds out one episode is refused before data is collected, and short episodes after it", () => {
  const check = (change: Partial<EvaluationTask>, options = { away: 6, reach: 2 }) => {
    const { heldOut: _, training: __, ...known } = dotContext();
    surprise.make(options, {}).check?.({ ...known, steps: 15, ...change });
  };
  check({ heldOutEpisodes: 2 });
  check({}); // how many are held out is not known
  assert.throws(
    () => check({ heldOutEpisodes: 1 }),
    /and one of another episode, .* or hold out more episodes$/,
  );
  const heldOut = dotEpisodes(3);
  const cut = (rows: number) => ({ heldOut: { ...heldOut, lengths: [rows, rows, 1] } });
  check(cut(9));
  assert.throws(() => check(cut(8)), /no held-out transition has a moment 6 steps away/);
  check({ heldOut: { ...heldOut, lengths: [9, 1] } });
  assert.throws(() => check({ heldOut: { ...heldOut, lengths: [9] } }), /and one of another episode/);
});

Deno.test("a model that fills in tokens is refused", () => {
  const masked = createWorldModel(dotModel.encoder, { ...dotModel.predictor, condition: "positions" });
  const { check } = surprise.make(few, {});
  assert.throws(
    () => check?.(dotContext({ world: masked })),
    /^InputError: Cannot measure surprise: the predictor is/,
  );
});
