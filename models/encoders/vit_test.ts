import assert from "node:assert/strict";
import { dispose, type Tensor, tensor, tensor1d, tidy, zeros } from "@tensorflow/tfjs-core";
import { openTestBackend } from "../../tests/backend.ts";
import { noLeaks } from "../../testing/no_leaks.ts";
import { InputError } from "../../core/errors.ts";
import { read } from "../../core/engine/read.ts";
import { seededRng } from "../../core/rng.ts";
import type { ObservationSpace } from "../../core/types.ts";
import { checkEncoder } from "../../testing/encoder.ts";
import { vit } from "./vit.ts";

await openTestBackend();

const SMALL = { patch: 4, width: 8, depth: 1, heads: 2, mlp: 6, dim: 5, projector: 7 };
const images = (shape: number[]): { pixels: ObservationSpace } => ({ pixels: { shape, dtype: "uint8" } });

Deno.test("vit conforms, with and without projector, on images that are not square", async () => {
  await checkEncoder((given) => vit.make(SMALL, given), { observations: images([8, 12, 3]) });
  const bare = { ...SMALL, projector: 0, dim: 8, patch: 2, pixels: "imagenet" as const };
  await checkEncoder((given) => vit.make(bare, given), { observations: images([4, 4, 3]) });
});

Deno.test("grey levels become −1 … 1, or standardised as ImageNet's", () =>
  noLeaks(async () => {
    const rng = seededRng(0);
    const one = { patch: 1, width: 4, depth: 1, heads: 1, mlp: 2, dim: 4, projector: 0 };
    const encode = (pixels: "unit" | "imagenet", image: Tensor) => {
      const encoder = vit.make({ ...one, pixels }, { observations: images([1, 1, 3]), rng });
      const latents = encoder.encode({ pixels: image }, { mode: "infer" });
      dispose([encoder.params, encoder.buffers]);
      return latents;
    };
    const mean = [0.485, 0.456, 0.406];
    const deviation = [0.229, 0.224, 0.225];
    const unit = [-0.5, 0.2, 0.9]; // what both shall become
    const [a, b] = await read(tidy(() => [
      encode("unit", tensor(unit.map((x) => 127.5 * (x + 1)), [1, 1, 1, 1, 3])),
      encode("imagenet", tensor(unit.map((x, i) => 255 * (mean[i] + x * deviation[i])), [1, 1, 1, 1, 3])),
    ]));
    a.forEach((value, i) => assert.ok(Math.abs(value - b[i]) < 1e-4));
  }));

Deno.test("what no vit can be made of is refused in a sentence", () => {
  const make = (options: object, shape?: number[]) =>
    vit.make({ ...SMALL, ...options }, { observations: shape ? images(shape) : {}, rng: seededRng(0) });
  const cannot = (sentence: string) => new InputError(`Cannot build encoder "vit": ${sentence}`);
  assert.throws(
    () => make({}),
    cannot('the world has no stream "pixels", expected images [h, w, c]'),
  );
  assert.throws(
    () => make({}, [8, 10, 3]),
    cannot("the images are 8 × 10 and the patches 4 pixels, expected sides that are multiples of a patch"),
  );
  assert.throws(
    () => make({ heads: 3 }, [8, 8, 3]),
    cannot("a width of 8 for 3 heads, expected a multiple of the heads"),
  );
  assert.throws(
    () => make({ projector: 0 }, [8, 8, 3]),
    cannot("no projector between a width of 8 and latents of 5, expected both the same, or a projector"),
  );
  assert.throws(
    () => make({ pixels: "imagenet" }, [8, 8, 1]),
    cannot(`ImageNet's statistics for 1 channels, expected 3 channels, or pixels "unit"`),
  );
});

Deno.test("vit refuses masks", () =>
  noLeaks(() => {
    const encoder = vit.make(SMALL, { observations: images([8, 8, 3]), rng: seededRng(0) });
    const pixels = zeros([1, 1, 8, 8, 3]);
    const keep = tensor1d([0]);
    assert.throws(() => encoder.encode({ pixels }, { mode: "infer", keep }), InputError);
    dispose([encoder.params, encoder.buffers, pixels, keep]);
  }));
