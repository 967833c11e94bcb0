import assert from "node:assert/strict";
import { dispose, fill, ones, tidy, zeros, zerosLike } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { InputError } from "../../core/errors.ts";
import { read } from "../../core/engine/read.ts";
import { seededRng } from "../../core/rng.ts";
import { checkPredictor } from "../../testing/predictor.ts";
import { residualMlp } from "./residual_mlp.ts";

await openTestBackend();

Deno.test("residual-mlp conforms, with one token and with several, with and without projector", async () => {
  await checkPredictor((given) => residualMlp.make({ hidden: 8, depth: 1, activation: "relu" }, given));
  await checkPredictor((given) => residualMlp.make({ hidden: 8, projector: 6 }, given), {
    tokens: 3,
    dim: 2,
  });
});

Deno.test("residual-mlp guesses the change: with no change it gives the latent back", async () => {
  const predictor = residualMlp.make({ hidden: 4 }, { tokens: 1, dim: 2, action: 1, rng: seededRng(0) });
  tidy(() => {
    for (const name of ["change.weight", "change.bias"]) {
      predictor.params[name].assign(zerosLike(predictor.params[name]));
    }
  });
  const [guess] = await read([
    tidy(() => predictor.predict(ones([1, 1, 1, 2]), { actions: ones([1, 1, 1]) }, "infer")),
  ]);
  assert.deepEqual([...guess], [1, 1]);
  dispose(predictor.params);
});

Deno.test("actions enter divided by their spread", async () => {
  const given = { tokens: 1, dim: 2, action: 1 };
  const guess = (actionStd: number, action: number) => {
    const predictor = residualMlp.make({ hidden: 4, actionStd }, { ...given, rng: seededRng(0) });
    const y = tidy(() =>
      predictor.predict(ones([1, 1, 1, 2]), { actions: fill([1, 1, 1], action) }, "infer")
    );
    dispose(predictor.params);
    return y;
  };
  const [divided, plain, other] = await read([guess(0.25, 0.5), guess(1, 2), guess(1, 0.5)]);
  assert.deepEqual(divided, plain);
  assert.notDeepEqual(divided, other);
});

Deno.test("residual-mlp asks for actions", () => {
  const predictor = residualMlp.make({ hidden: 4 }, { tokens: 1, dim: 2, action: 1, rng: seededRng(0) });
  assert.throws(
    () =>
      tidy(() =>
        predictor.predict(zeros([1, 1, 1, 2]), { keep: zeros([1]), positions: zeros([1]) }, "infer")
      ),
    InputError,
  );
  dispose(predictor.params);
});
