import assert from "node:assert/strict";
import { mul } from "@tensorflow/tfjs-core";
import { createWorldModel } from "../core/mod.ts";
import type { EvaluationContext, Rate } from "../core/mod.ts";
import { openTestBackend } from "../tests/backend.ts";
import { checkEvaluation } from "../tests/conformance/evaluation.ts";
import { noLeaks } from "../tests/conformance/no_leaks.ts";
import { dotContext } from "../tests/fixtures/dot_context.ts";
import { dotModel } from "../tests/fixtures/dot_world.ts";
import { retrieval } from "./retrieval.ts";

await openTestBackend();
const few = { transitions: 40, candidates: 5 };

async function ask(
  options: { readonly [option: string]: number | string } = few,
  change: Partial<EvaluationContext> = {},
): Promise<{ readonly first: Rate; readonly meanRank: number }> {
  const { metrics } = await retrieval.make(options, {}).evaluate(dotContext(change));
  return { first: metrics.first as Rate & { [field: string]: number }, meanRank: Number(metrics.meanRank) };
}

Deno.test("a model that knows the world ranks the truth first, among near and far frames", () =>
  noLeaks(async () => {
    for (const distractors of ["near", "any"]) {
      const { first, meanRank } = await ask({ ...few, distractors });
      assert.equal(first.n, 40);
      // At the walls the model goes on where the dot does not.
      assert.ok(first.rate > 0.8 && meanRank < 1.5, `${distractors}: ${first.rate}, ${meanRank}`);
    }
  }));

Deno.test("a collapsed model ranks the truth last, not first", () =>
  noLeaks(async () => {
    const { encoder, predictor } = dotModel;
    const collapsed = createWorldModel({
      ...encoder,
      encode: (...given) => mul(encoder.encode(...given), 0),
    }, { ...predictor, predict: (latents) => mul(latents, 0) });
    assert.deepEqual(
      await ask(few, { world: collapsed }).then(({ first, meanRank }) => [first.rate, meanRank]),
      [0, 5],
    );
  }));

Deno.test("a model blind to actions takes the present for the future", () =>
  noLeaks(async () => {
    const still = createWorldModel(dotModel.encoder, {
      ...dotModel.predictor,
      predict: (latents) => mul(latents, 1),
    });
    const [known, blind] = [await ask(), await ask(few, { world: still })];
    assert.ok(blind.first.rate < known.first.rate - 0.3);
  }));

Deno.test("retrieval keeps the rules of evaluations", () =>
  checkEvaluation(() => retrieval.make(few, {}), () => dotContext()));

Deno.test("more candidates than frames that differ are refused", () =>
  assert.rejects(
    ask({ transitions: 5, candidates: 99 }),
    /none of .* has 98 distractors .* lower retrieval\.candidates/,
  ));

Deno.test("retrieval needs actions, which can be told before training, and no world", async () => {
  const { check } = retrieval.make(few, {});
  const actionSpace = { kind: "box", low: [], high: [] } as const;
  assert.throws(() => check?.(dotContext({ actionSpace })), /nothing is done in this data, expected actions/);
  const makeEnv = () => assert.fail("there is no world");
  assert.equal((await ask(few, { makeEnv })).first.n, 40);
});
