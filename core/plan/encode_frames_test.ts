import assert from "node:assert/strict";
import { mean } from "@tensorflow/tfjs-core";
import { noLeaks } from "../../tests/conformance/no_leaks.ts";
import { dotModel, DotWorld } from "../../tests/fixtures/dot_world.ts";
import { openTestBackend } from "../../tests/backend.ts";
import { InputError } from "../errors.ts";
import type { WorldModel } from "../types.ts";
import { encodeFrames } from "./encode_frames.ts";

await openTestBackend();
const spaces = new DotWorld().observations;
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
