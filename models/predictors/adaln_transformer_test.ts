import assert from "node:assert/strict";
import { add, cumsum, dispose, fill, ones, slice, tensor, tidy, zeros } from "@tensorflow/tfjs-core";
import { read } from "../../core/engine/read.ts";
import { InputError } from "../../core/errors.ts";
import { seededRng } from "../../core/rng.ts";
import type { Predictor } from "../../core/types.ts";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { checkPredictor } from "../../testing/predictor.ts";
import { actionEmbedder, adalnTransformer, overWindows } from "./adaln_transformer.ts";

await openTestBackend();

const SMALL = { depth: 1, heads: 2, headWidth: 3, mlp: 6, projector: 5, actionSmoothed: 3 };
const GIVEN = { tokens: 1, dim: 4, action: 2, rng: seededRng(0) };

Deno.test("adaln-transformer conforms, with dropout, and with several tokens, another width and no projector", async () => {
  await checkPredictor((given) => adalnTransformer.make(SMALL, given));
  await checkPredictor(
    (given) =>
      adalnTransformer.make({ ...SMALL, history: 2, width: 6, heads: 1, dropout: 0, projector: 0 }, given),
    { tokens: 3, dim: 2 },
  );
});

/** Gates that let the blocks through; at the start they are closed, so that no frame sees another. */
function opened(predictor: Predictor): Predictor {
  for (const [name, variable] of Object.entries(predictor.params)) {
    if (!name.includes("modulation")) continue;
    const values = seededRng(1).fork(name).normals(variable.size);
    tidy(() => variable.assign(tensor(Float32Array.from(values), variable.shape)));
  }
  return predictor;
}

Deno.test("adaln-transformer conforms with open gates: no row sees later frames or older ones", () =>
  checkPredictor((given) => opened(adalnTransformer.make({ ...SMALL, depth: 2, history: 3 }, given))));

Deno.test("with open gates a row sees every frame of its window", () =>
  noLeaks(async () => {
    const predictor = opened(adalnTransformer.make({ ...SMALL, projector: 0, history: 3 }, GIVEN));
    const [plain, ...changed] = await read(tidy(() =>
      [-1, 1, 2, 3].map((frame) => {
        const values = Array.from({ length: 16 }, (_, i) => Math.sin(i >> 2 === frame ? 2 * i + 1 : i));
        const latents = tensor(values, [1, 4, 1, 4]);
        const guesses = predictor.predict(latents, { actions: ones([1, 4, 2]) }, "infer");
        return slice(guesses, [0, 3, 0, 0], [1, 1, 1, 4]);
      })
    ));
    for (const row of changed) {
      assert.ok(row.some((value, i) => Math.abs(value - plain[i]) > 1e-3), `${row} beside ${plain}`);
    }
    dispose(predictor.params);
  }));

// Not the whole suite: with a single place to look at, query and key have nothing to learn.
Deno.test("adaln-transformer with a history of 1 is a Markov predictor", () =>
  noLeaks(async () => {
    const predictor = opened(adalnTransformer.make({ ...SMALL, projector: 0, history: 1 }, GIVEN));
    const [both, alone] = await read(tidy(() => {
      const latents = tensor(Array.from({ length: 8 }, (_, i) => Math.sin(3 * i)), [1, 2, 1, 4]);
      const guess = (T: number) => {
        const last = slice(latents, [0, 2 - T, 0, 0], [1, T, 1, 4]);
        const guesses = predictor.predict(last, { actions: ones([1, T, 2]) }, "infer");
        return slice(guesses, [0, T - 1, 0, 0], [1, 1, 1, 4]);
      };
      return [guess(2), guess(1)];
    }));
    both.forEach((value, i) => assert.ok(Math.abs(value - alone[i]) < 1e-6, `${both} and ${alone}`));
    dispose(predictor.params);
  }));

Deno.test("training drops out by the step's stream; without one it is refused", () =>
  noLeaks(async () => {
    const predictor = adalnTransformer.make({ ...SMALL, projector: 0, dropout: 0.5 }, GIVEN);
    const modulation = predictor.params["block0.modulation.bias"];
    tidy(() => modulation.assign(ones([24]))); // opens the gates
    const train = (seed?: number) =>
      tidy(() =>
        predictor.predict(
          zeros([2, 3, 1, 4]),
          { actions: zeros([2, 3, 2]) },
          "train",
          seed === undefined ? undefined : seededRng(seed),
        )
      );
    const [a, again, b] = await read([train(1), train(1), train(2)]);
    assert.deepEqual(a, again);
    assert.notDeepEqual(a, b);
    assert.throws(() => train(), InputError);
    dispose(predictor.params);
  }));

Deno.test("actions enter divided by their spread", () =>
  noLeaks(async () => {
    const guess = (actionStd: number, action: number) => {
      const predictor = opened(adalnTransformer.make({ ...SMALL, projector: 0, actionStd }, GIVEN));
      const latents = tensor([1, -1, 0.5, 2], [1, 1, 1, 4]);
      const y = tidy(() => predictor.predict(latents, { actions: fill([1, 1, 2], action) }, "infer"));
      dispose([latents, predictor.params]);
      return y;
    };
    const [divided, plain, other] = await read([guess(0.25, 0.5), guess(1, 2), guess(1, 0.5)]);
    assert.deepEqual(divided, plain);
    assert.notDeepEqual(divided, other);
  }));

Deno.test("adaln-transformer asks for actions", () =>
  noLeaks(() => {
    const predictor = adalnTransformer.make(SMALL, GIVEN);
    assert.throws(
      () =>
        tidy(() =>
          predictor.predict(zeros([1, 1, 1, 4]), { keep: zeros([1]), positions: zeros([1]) }, "infer")
        ),
      new InputError('Cannot predict: predictor "adaln-transformer" was given positions, expected actions'),
    );
    dispose([predictor.params, predictor.buffers]);
  }));

await openTestBackend();

Deno.test("an action block is embedded by itself, whichever frame it is in", () =>
  noLeaks(async () => {
    const embed = actionEmbedder({ action: 2, smoothed: 3, hidden: 8, output: 4 }, seededRng(0));
    const parts = ["smooth", "hidden", "output"].flatMap((name) => [`${name}.weight`, `${name}.bias`]);
    assert.deepEqual(Object.keys(embed.params), parts);
    const [forth, back] = await read(tidy(() => [
      embed.apply(tensor([1, 2, -3, 4], [1, 2, 2]), "train"),
      embed.apply(tensor([-3, 4, 1, 2], [1, 2, 2]), "train"),
    ]));
    assert.deepEqual([...forth.slice(4), ...forth.slice(0, 4)], [...back]);
    assert.notDeepEqual(forth.slice(0, 4), forth.slice(4));
    dispose(embed.params);
  }));

await openTestBackend();

Deno.test("overWindows lets each row see just the frames up to it, in every input", () =>
  noLeaks(async () => {
    const lengths: number[] = [];
    const [long, short] = await read(tidy(() => {
      const x = tensor([1, 2, 3, 4, 5, 10, 20, 30, 40, 50], [2, 5, 1]);
      const c = tensor([100, 200, 300, 400, 500, 0, 0, 0, 0, 0], [2, 5, 1]);
      return [3, 9].map((frames) =>
        overWindows([x, c], frames, ([a, b]) => {
          lengths.push(a.shape[1] as number);
          return cumsum(add(a, b), 1);
        })
      );
    }));
    assert.deepEqual(lengths, [3, 5]);
    assert.deepEqual([...long], [101, 303, 606, 909, 1212, 10, 30, 60, 90, 120]);
    assert.deepEqual([...short], [101, 303, 606, 1010, 1515, 10, 30, 60, 100, 150]);
  }));
