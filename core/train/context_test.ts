import assert from "node:assert/strict";
import { add, gather, tensor1d, tidy, zeros } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { normalTensor } from "../../testing/module_rules/subject.ts";
import { read } from "../engine/read.ts";
import { seededRng } from "../rng.ts";
import type { Encoder, Predictor, View } from "../types.ts";
import { type ContextParts, objectiveContexts } from "./context.ts";

await openTestBackend();

/** Latents are the stream itself, and how often it was encoded is counted. */
function counting(): { readonly encoder: Encoder; readonly passes: () => number } {
  let passes = 0;
  const encoder: Encoder = {
    params: {},
    buffers: {},
    inputs: ["place"],
    tokens: 3,
    dim: 2,
    timeStride: 1,
    encode: ({ place }, { keep }) => {
      passes++;
      return keep ? gather(place, keep, 2) : place;
    },
  };
  return { encoder, passes: () => passes };
}

const predictor: Predictor = {
  params: {},
  buffers: {},
  history: 1,
  predict: (latents, condition) =>
    "positions" in condition ? zeros([1, 1, condition.positions.size, 2]) : latents,
};

/** Adds one random number to everything. */
const shifted: View = { view: ({ place }, rng) => ({ place: add(place, rng.uniform(1, 2)) }) };

function context(encoder: Encoder, frames: number, views: readonly View[] = []) {
  const parts: ContextParts = {
    encoder,
    predictor,
    target: "stopped",
    observations: { place: normalTensor("place", [1, frames, 3, 2]) },
    actions: zeros([1, frames - 1, 0]),
    views,
    modes: { encoder: "train", predictor: "train" },
    rng: seededRng(0),
  };
  return objectiveContexts(parts)(seededRng(1));
}

Deno.test("each view is drawn by itself and encoded once, whoever asks", () =>
  noLeaks(async () => {
    const { encoder, passes } = counting();
    const [plain, one, again, other] = await read(tidy(() => {
      const { encode, target } = context(encoder, 1, [shifted, shifted]);
      target();
      return [encode(), encode({ view: 0 }), encode({ view: 0 }), encode({ view: 1 })].map((x) => x.clone());
    }));
    assert.equal(passes(), 3);
    assert.deepEqual(again, one);
    assert.ok(one.every((value, i) => value >= plain[i] + 0.99));
    assert.notDeepEqual(other, one);
  }));

Deno.test("some tokens are encoded alone, and others guessed from them", () =>
  noLeaks(() => {
    tidy(() => {
      const { encode, predict } = context(counting().encoder, 1);
      const [keep, positions] = [tensor1d([0, 2], "int32"), tensor1d([1], "int32")];
      const latents = encode({ keep });
      assert.deepEqual(latents.shape, [1, 1, 2, 2]);
      assert.deepEqual(predict({ latents, keep, positions }).shape, [1, 1, 1, 2]);
    });
  }));

Deno.test("what a stage does not have is refused", () =>
  noLeaks(() => {
    tidy(() => {
      const { encode, predict } = context(counting().encoder, 1, [shifted]);
      assert.throws(
        () => encode({ view: 1 }),
        /Cannot look at view 1: the stage has 1 views, expected at least 2; name them in its "views"/,
      );
      assert.throws(() => predict(), /Cannot predict the next frame: a window has 1, expected at least 2/);
      assert.deepEqual(context(counting().encoder, 3).predict().shape, [1, 2, 3, 2]);
    });
  }));
