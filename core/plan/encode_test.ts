import assert from "node:assert/strict";
import { mean } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { dotModel, DotWorld } from "../../testing/fixtures/dot_world.ts";
import { InputError } from "../errors.ts";
import type { WorldModel } from "../types.ts";
import { contextLength, encodeContexts, encodeFrames } from "./encode.ts";

await openTestBackend();
const spaces = new DotWorld().observations;
const at = (x: number, y: number) => ({ position: Float32Array.of(x, y) });

Deno.test("each context gets its own latents and blocks, and further frames theirs", () =>
  noLeaks(async () => {
    const contexts = [
      { frames: [at(1, 2)], blocks: [] },
      { frames: [at(3, 4), at(5, 6)], blocks: [[0.5, -0.5]] },
    ];
    const { histories, latents } = await encodeContexts(dotModel, spaces, contexts, [at(7, 8), at(9, 10)]);
    assert.deepEqual(histories, [
      { latents: Float32Array.of(1, 2), actions: Float32Array.of() },
      { latents: Float32Array.of(3, 4, 5, 6), actions: Float32Array.of(0.5, -0.5) },
    ]);
    assert.deepEqual(latents, [Float32Array.of(7, 8), Float32Array.of(9, 10)]);
  }));

Deno.test("nothing to encode is no work", async () => {
  assert.deepEqual(await encodeContexts(dotModel, spaces, [], []), { histories: [], latents: [] });
});

Deno.test("a model looks back as far as its predictor, unless a latent joins frames", () => {
  const predictor = { ...dotModel.predictor, history: 3 };
  assert.equal(contextLength({ ...dotModel, predictor }), 3);
  assert.equal(contextLength({ ...dotModel, predictor, encoder: { ...dotModel.encoder, timeStride: 2 } }), 1);
});

await openTestBackend();
const frames = [{ position: Float32Array.of(1, 2) }, { position: Float32Array.of(3, 4) }];

Deno.test("each frame becomes one latent, in order; other streams are not needed", () =>
  noLeaks(async () => assert.deepEqual([...await encodeFrames(dotModel, spaces, frames)], [1, 2, 3, 4])));

Deno.test("an encoder that joins two frames gets each of them twice", () =>
  noLeaks(async () => {
    const shapes: number[][] = [];
    const pairs: WorldModel = {
      ...dotModel,
      encoder: { ...dotModel.encoder, timeStride: 2 },
      encode: (observations) => {
        shapes.push(observations.position.shape);
        return mean(dotModel.encode(observations), 1, true);
      },
    };
    assert.deepEqual([...await encodeFrames(pairs, spaces, frames)], [1, 2, 3, 4]);
    assert.deepEqual(shapes, [[2, 2, 2]]);
  }));

Deno.test("a frame without a stream that the encoder reads is refused", async () => {
  await assert.rejects(
    encodeFrames(dotModel, spaces, [{ pixels: new Uint8Array(300) }]),
    (error) => error instanceof InputError && /stream "position" is missing.*"pixels"/.test(error.message),
  );
});
