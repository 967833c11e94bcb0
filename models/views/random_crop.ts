import {
  add,
  clipByValue,
  image,
  mul,
  reshape,
  type Tensor,
  tensor1d,
  tensor2d,
  type Tensor4D,
  tensor5d,
  tidy,
} from "@tensorflow/tfjs-core";
import { component } from "../../core/component.ts";
import { InputError } from "../../core/errors.ts";
import { boolean, number } from "../../core/option.ts";
import type { Component, Rng } from "../../core/types.ts";

interface Settings {
  readonly minArea: number;
  readonly flip: boolean;
  readonly brightness: number;
  readonly contrast: number;
}

/** What a window goes through: a box `[y1, x1, y2, x2]` in 0 … 1, and grey level · gain + offset. */
interface Change {
  readonly box: readonly number[];
  readonly gain: number;
  readonly offset: number;
}

function drawChange({ minArea, flip, brightness, contrast }: Settings, rng: Rng): Change {
  const side = Math.sqrt(rng.uniform(minArea, 1));
  const [top, left] = [rng.uniform(0, 1 - side), rng.uniform(0, 1 - side)];
  const turned = flip && rng.integer(2) === 1;
  const [x1, x2] = turned ? [left + side, left] : [left, left + side];
  const gain = 1 + rng.uniform(-contrast, contrast);
  // Contrast turns about the middle grey.
  const offset = 127.5 * (1 - gain) + 255 * rng.uniform(-brightness, brightness);
  return { box: [top, x1, top + side, x2], gain, offset };
}

/** Pixels `[B, T, h, w, c]` with one change a window, so that what moves still moves alike. */
function change(pixels: Tensor, changes: readonly Change[]): Tensor {
  const [B, T, h, w, c] = pixels.shape as [number, number, number, number, number];
  const frames = reshape(pixels, [B * T, h, w, c]) as Tensor4D;
  const boxes = changes.flatMap(({ box }) => Array.from({ length: T }, () => [...box]));
  const numbers = tensor1d(boxes.map((_, i) => i), "int32");
  const cropped = reshape(image.cropAndResize(frames, tensor2d(boxes), numbers, [h, w]), pixels.shape);
  const column = (part: "gain" | "offset") => tensor5d(changes.map((one) => one[part]), [B, 1, 1, 1, 1]);
  return clipByValue(add(mul(cropped, column("gain")), column("offset")), 0, 255);
}

/**
 * A view of `pixels`: a random crop brought back to full size, flipped or not, lighter or darker, with more or less
 * contrast; drawn for each window, the same for all its frames. Other streams stay as they are.
 *
 * @example
 * ```ts
 * import { randomCrop } from "@orrery/orrery/models";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, zeros } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const observations = { pixels: { shape: [8, 8, 3], dtype: "uint8" as const } };
 * const frames = zeros([2, 1, 8, 8, 3]);
 * const { pixels } = randomCrop.make({}, { observations }).view({ pixels: frames }, seededRng(0));
 * assert.deepEqual(pixels.shape, [2, 1, 8, 8, 3]);
 * dispose([pixels, frames]);
 * ```
 */
export const randomCrop: Component<"view"> = component("view", {
  description: "Random crops of the pictures, flipped, lighter or darker",
  options: {
    minArea: number({ default: 0.5, min: 0.01, max: 1, description: "smallest share of the picture kept" }),
    flip: boolean({ default: false, description: "whether left and right may be swapped" }),
    brightness: number({ default: 0.1, min: 0, max: 1, description: "largest shift, as a share of white" }),
    contrast: number({
      default: 0.2,
      min: 0,
      max: 1,
      description: "largest change of the contrast, a share",
    }),
  },
  make: (settings, { observations: { pixels: space } }) => {
    if (space?.shape.length !== 3) {
      throw new InputError(
        `Cannot make view "random-crop": ${
          space ? `stream "pixels" has shape [${space.shape}]` : `there is no stream "pixels"`
        }, expected images [h, w, c]`,
      );
    }
    return {
      view: (observations, rng) => {
        const [B] = observations.pixels.shape;
        const changes = Array.from({ length: B }, (_, b) => drawChange(settings, rng.fork(b)));
        return { ...observations, pixels: tidy(() => change(observations.pixels, changes)) };
      },
    };
  },
});
