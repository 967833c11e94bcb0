import assert from "node:assert/strict";
import { concat, floor, mul, reshape, slice, sub } from "@tensorflow/tfjs-core";
import { createWorldModel, seededRng } from "../core/mod.ts";
import type { EpisodeSource, EvaluationContext, EvaluationTask, Json } from "../core/mod.ts";
import { openTestBackend } from "../tests/backend.ts";
import { checkEvaluation } from "../testing/evaluation.ts";
import { noLeaks } from "../testing/no_leaks.ts";
import { dotContext } from "../testing/fixtures/dot_context.ts";
import { dotEpisodes } from "../testing/fixtures/dot_episodes.ts";
import { dotModel } from "../testing/fixtures/dot_world.ts";
import type { Ranking } from "./ranking.ts";
import { retrieval } from "./retrieval.ts";
import { retrievalTiers } from "./retrieval_tiers.ts";

await openTestBackend();
const few = { transitions: 40, candidates: 5 };

async function ask(
  options: { readonly [option: string]: Json } = few,
  change: Partial<EvaluationContext> = {},
): Promise<{ readonly [tier: string]: Ranking }> {
  const { metrics } = await retrieval.make(options, {}).evaluate(dotContext(change));
  return metrics as { readonly [tier: string]: Json & Ranking };
}

Deno.test("a model that knows the world ranks the truth first in every tier", () =>
  noLeaks(async () => {
    const tiers = await ask();
    assert.deepEqual(Object.keys(tiers), [
      "random",
      "other-episode",
      "same-episode",
      "near",
      "counterfactual",
    ]);
    for (const [name, { top1, mrr, auc, n }] of Object.entries(tiers)) {
      assert.equal(n, 40);
      // At the walls the model goes on where the dot does not.
      assert.ok(top1! > 0.8 && mrr! > 0.85 && auc! > 0.9, `${name}: ${top1}, ${mrr}, ${auc}`);
    }
  }));

Deno.test("a tier says what guessing reaches with the candidates that it found", async () => {
  const { random, near, counterfactual } = await ask({ ...few, reach: 1 });
  assert.ok(Math.abs(random.chance! - 1 / 5) < 1e-9);
  assert.ok(counterfactual.chance! > 1 / 5 - 1e-9 && counterfactual.chance! < 0.3, "some actions end alike");
  assert.ok(near.chance! >= 1 / 3 && near.chance! < 0.4, String(near.chance));
});

Deno.test("a collapsed model ranks the truth last, not first", () =>
  noLeaks(async () => {
    const { encoder, predictor } = dotModel;
    const collapsed = createWorldModel({
      ...encoder,
      encode: (...given) => mul(encoder.encode(...given), 0),
    }, { ...predictor, predict: (latents) => mul(latents, 0) });
    const { random, counterfactual } = await ask(few, { world: collapsed });
    for (const { top1, mrr, auc, chance } of [random, counterfactual]) {
      assert.deepEqual([top1, auc], [0, 0.5]);
      assert.ok(Math.abs(mrr! - chance!) < 1e-9);
    }
  }));

Deno.test("a model blind to actions tells far frames apart, but neither near ones nor other actions", () =>
  noLeaks(async () => {
    const still = createWorldModel(dotModel.encoder, {
      ...dotModel.predictor,
      predict: (latents) => mul(latents, 1),
    });
    const [known, blind] = [await ask(), await ask(few, { world: still })];
    assert.ok(blind.random.top1! > 0.4);
    assert.ok(blind.near.top1! < 0.2);
    assert.ok(blind.counterfactual.top1! < known.counterfactual.top1! - 0.3);
  }));

Deno.test("a model that knows an episode again passes all tiers but those of the same episode", () =>
  noLeaks(async () => {
    const plain = dotEpisodes(6);
    // Each episode has a mark of its own, and the model sees nothing else.
    const heldOut: EpisodeSource = {
      ...plain,
      columns: [...plain.columns, { name: "mark", shape: [1], dtype: "float32" }],
      read: (episode, column, row, count) => {
        if (column !== "mark") return plain.read(episode, column, row, count);
        return Float32Array.from({ length: count }, (_, i) => episode + (row + i) / 1e3);
      },
    };
    const marks = createWorldModel({
      ...dotModel.encoder,
      inputs: ["mark"],
      dim: 1,
      encode: ({ mark }) => reshape(floor(mark), [mark.shape[0], mark.shape[1]!, 1, 1]),
    }, { ...dotModel.predictor, predict: (latents) => mul(latents, 1) });
    const asked = { ...few, counterfactual: false };
    const tiers = await ask(asked, { heldOut, world: marks });
    assert.equal(tiers["other-episode"].top1, 1);
    assert.deepEqual([tiers["same-episode"].n, tiers["same-episode"].top1], [40, 0]);
  }));

Deno.test("the same episode gives no frames that are near", () => {
  const { heldOut } = dotContext();
  const tiers = retrievalTiers(dotContext(), { candidates: 5, reach: 4, counterfactual: false });
  const tier = tiers.find(({ name }) => name === "same-episode")!;
  const others = [...tier.others({ episode: 2, row: 4 }, { episode: 2, row: 6 }, seededRng(1))];
  const rows = [0, 1, 11, 12, 13, 14, 15].map((row) => heldOut.read(2, "position", row, 1));
  assert.deepEqual(others.map(({ position }) => `${position}`).sort(), rows.map(String).sort());
});

Deno.test("a model that looks back on two frames is given them, with the action between them", () =>
  noLeaks(async () => {
    const { encoder, predictor } = dotModel;
    // Moves on as it has moved: needs the frame before, and needs no action.
    const going = createWorldModel(encoder, {
      ...predictor,
      history: 2,
      predict: (latents) => {
        const [B, T, P, D] = latents.shape as [number, number, number, number];
        assert.equal(T, 2);
        const first = slice(latents, [0, 0, 0, 0], [B, 1, P, D]);
        const present = slice(latents, [0, 1, 0, 0], [B, 1, P, D]);
        return concat([first, sub(mul(present, 2), first)], 1);
      },
    });
    const { near } = await ask(few, { world: going });
    assert.ok(near.top1! > 0.8, String(near.top1));
  }));

Deno.test("retrieval keeps the rules of evaluations", () =>
  checkEvaluation(() => retrieval.make(few, {}), () => dotContext()));

Deno.test("more candidates than frames that differ are refused", () =>
  assert.rejects(
    ask({ transitions: 5, candidates: 99 }),
    /no held-out transition has 98 distractors .* lower retrieval\.candidates/,
  ));

Deno.test("episodes too short for a transition are told from frames that look alike", () =>
  assert.rejects(
    ask(few, { frameskip: 99 }),
    /no held-out episode has 99 steps, expected some; raise data\.heldOut or data\.steps/,
  ));

Deno.test("energies that are no numbers are refused, not ranked", () =>
  noLeaks(async () => {
    const broken = createWorldModel(dotModel.encoder, {
      ...dotModel.predictor,
      predict: (latents) => mul(latents, NaN),
    });
    await assert.rejects(ask(few, { world: broken }), /some of the energies are NaN, expected numbers/);
  }));

Deno.test("one held-out episode has no other one, which leaves that tier without a question", async () => {
  const tiers = await ask(few, { heldOut: dotEpisodes(1) });
  assert.deepEqual([tiers["other-episode"].n, tiers["other-episode"].top1], [0, null]);
  assert.ok(tiers.random.top1! > 0.5);
});

Deno.test("retrieval needs actions, which can be told before training", () => {
  const { check } = retrieval.make(few, {});
  const actionSpace = { kind: "box", low: [], high: [] } as const;
  assert.throws(
    () => check?.(dotContext({ actionSpace })),
    /Cannot measure retrieval: nothing is done in this data, expected actions/,
  );
});

Deno.test("it needs a world and its states only where other actions are tried", async () => {
  const makeEnv = () => {
    throw new Error("there is no world");
  };
  const { check } = retrieval.make(few, {});
  assert.throws(() => check?.(dotContext({ makeEnv })), /there is no world/);
  const alone = { ...few, counterfactual: false };
  assert.equal(retrieval.make(alone, {}).check?.(dotContext({ makeEnv })), undefined);
  assert.deepEqual(Object.keys(await ask(alone, { makeEnv })), [
    "random",
    "other-episode",
    "same-episode",
    "near",
  ]);
  const heldOut = dotEpisodes(6);
  const columns = heldOut.columns.filter(({ name }) => name !== "env_state");
  await assert.rejects(
    ask(few, { heldOut: { ...heldOut, columns } }),
    /no column "env_state", expected it; set retrieval\.counterfactual to false$/,
  );
});

Deno.test("on data without a world it names the option to set, before training and when it measures", async () => {
  const said =
    /^InputError: Cannot measure retrieval: tier counterfactual needs a world; set counterfactual to false$/;
  assert.throws(() => retrieval.make(few, {}).check?.(dotContext({ worldless: true })), said);
  await assert.rejects(ask(few, { worldless: true }), said);
  retrieval.make({ ...few, counterfactual: false }, {}).check?.(dotContext({ worldless: true }));
});

Deno.test("too few frames, or too short episodes, are told of before data is collected, and exactly after it", () => {
  const check = (candidates: number, change: Partial<EvaluationTask>, collected: boolean) => {
    const { heldOut, training, ...known } = dotContext();
    const task = { ...known, ...collected && { heldOut, training }, ...change };
    retrieval.make({ ...few, candidates }, {}).check?.(task);
  };
  const most = { steps: 15, heldOutEpisodes: 2 };
  check(32, most, false);
  assert.throws(
    () => check(33, most, false),
    /has 32 distractors that look different, .* lower retrieval\.candidates/,
  );
  assert.throws(() => check(3, { ...most, steps: 1 }, false), /no held-out episode has 2 steps/);
  check(3, { ...most, steps: 2 }, false);
  check(3, { steps: 1 }, false); // how many are held out is not known
  const still = dotEpisodes(6);
  const read: EpisodeSource["read"] = (episode, column, _row, count) => {
    const first = still.read(episode, column, 0, 1);
    return Float32Array.from({ length: count * first.length }, (_, i) => Number(first[i % first.length]));
  };
  // Every episode stands still, so that six frames differ.
  check(6, { heldOut: { ...still, read } }, true);
  assert.throws(
    () => check(7, { heldOut: { ...still, read } }, true),
    /has 6 distractors that look different/,
  );
});
