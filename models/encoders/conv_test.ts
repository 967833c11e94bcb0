import assert from "node:assert/strict";
import { dispose, fill, tensor1d, tidy, zeros } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { InputError } from "../../core/errors.ts";
import { read } from "../../core/engine/read.ts";
import { seededRng } from "../../core/rng.ts";
import type { ObservationSpace } from "../../core/types.ts";
import { checkEncoder } from "../../testing/encoder.ts";
import { conv } from "./conv.ts";

await openTestBackend();

const images = (shape: number[]): { pixels: ObservationSpace } => ({ pixels: { shape, dtype: "uint8" } });

Deno.test("conv conforms, with and without projector, for sides that are no power of two", async () => {
  const options = { widths: [4, 6], dim: 5 };
  await checkEncoder((given) => conv.make({ ...options, projector: 8 }, given), {
    observations: images([12, 10, 3]),
  });
  await checkEncoder(
    (given) => conv.make({ ...options, projector: 0, kernel: 3, activation: "gelu" }, given),
    {
      observations: images([9, 7, 1]),
    },
  );
});

Deno.test("conv conforms with keypoints, two numbers a map", async () => {
  const make = (given: Parameters<typeof conv.make>[1]) =>
    conv.make({ widths: [4, 6], dim: 5, projector: 8, readout: "keypoints" }, given);
  await checkEncoder(make, { observations: images([12, 10, 3]) });
  const encoder = make({ observations: images([12, 10, 3]), rng: seededRng(0) });
  assert.equal(encoder.params["head.weight"].shape[0], 12);
  dispose([encoder.params, encoder.buffers]);
});

Deno.test("conv maps grey levels 0 and 255 to −1 and 1", async () => {
  const encoder = conv.make({ widths: [], dim: 1, projector: 0 }, {
    observations: images([1, 1, 1]),
    rng: seededRng(0),
  });
  tidy(() => {
    encoder.params["head.weight"].assign(fill([1, 1], 1));
    encoder.params["head.bias"].assign(tensor1d([0]));
  });
  const [black, white] = await read(
    tidy(() =>
      [0, 255].map((grey) => encoder.encode({ pixels: fill([1, 1, 1, 1, 1], grey) }, { mode: "infer" }))
    ),
  );
  assert.deepEqual([...black, ...white], [-1, 1]);
  dispose([encoder.params, encoder.buffers]);
});

Deno.test("conv refuses worlds without images, and masks", () => {
  const rng = seededRng(0);
  assert.throws(
    () => conv.make({}, { observations: { proprio: { shape: [2], dtype: "float32" } }, rng }),
    new InputError(
      'Cannot build encoder "conv": the world has no stream "pixels", expected images [h, w, c]',
    ),
  );
  const encoder = conv.make({ widths: [2], dim: 2, projector: 0 }, { observations: images([4, 4, 3]), rng });
  assert.throws(
    () =>
      tidy(() => encoder.encode({ pixels: zeros([1, 1, 4, 4, 3]) }, { mode: "infer", keep: tensor1d([0]) })),
    InputError,
  );
  dispose([encoder.params, encoder.buffers]);
});
