import assert from "node:assert/strict";
import { dispose, tensor1d, tidy, zeros } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { read } from "../../core/engine/read.ts";
import { InputError } from "../../core/errors.ts";
import { seededRng } from "../../core/rng.ts";
import { normalTensor } from "../../testing/module_rules/subject.ts";
import { checkPredictor } from "../../testing/predictor.ts";
import { maskedTransformer } from "./masked_transformer.ts";

await openTestBackend();

const SMALL = { width: 4, depth: 2, heads: 2, mlp: 6 };
const given = () => ({ tokens: 5, dim: 3, action: 0, rng: seededRng(0) });

Deno.test("masked-transformer conforms", () =>
  checkPredictor((given) => maskedTransformer.make(SMALL, given), { tokens: 5 }));

Deno.test("a guess belongs to its place: asked in another order, guesses change places", () =>
  noLeaks(async () => {
    const predictor = maskedTransformer.make(SMALL, given());
    const [there, back] = await read(tidy(() =>
      [[1, 4], [4, 1]].map((positions) =>
        predictor.predict(
          normalTensor("latents", [1, 1, 2, 3]),
          { keep: tensor1d([0, 3], "int32"), positions: tensor1d(positions, "int32") },
          "infer",
        )
      )
    ));
    there.forEach((value, i) => assert.ok(Math.abs(value - back[(i + 3) % 6]) < 1e-5));
    assert.ok(Math.abs(there[0] - there[3]) > 1e-4);
    dispose(predictor.params);
  }));

Deno.test("actions are refused, and a width that the heads do not share", () =>
  noLeaks(() => {
    const predictor = maskedTransformer.make(SMALL, given());
    assert.throws(
      () => tidy(() => predictor.predict(zeros([1, 1, 5, 3]), { actions: zeros([1, 1, 0]) }, "infer")),
      InputError,
    );
    assert.throws(() => maskedTransformer.make({ ...SMALL, heads: 3 }, given()), /a width of 4 for 3 heads/);
    dispose(predictor.params);
  }));
