import {
  add,
  div,
  matMul,
  mean,
  mul,
  ones,
  reshape,
  softmax,
  sqrt,
  square,
  sub,
  type Tensor,
  tensor,
  tidy,
  transpose,
  variable,
} from "@tensorflow/tfjs-core";
import { InputError } from "../errors.ts";
import type { Layer } from "./layer.ts";

/** Size of a {@linkcode keypoints} layer. */
export interface KeypointsSize {
  /** h, rows of a map. */
  readonly height: number;
  /** w, columns of a map. */
  readonly width: number;
  /** C, maps. */
  readonly channels: number;
}

/** Added to the variance of a map. */
const EPSILON = 1e-5;

/** Middles of the cells, −1 … 1 from the left and from the top: `[h·w, 2]`. */
function middles(height: number, width: number): Float32Array {
  const at = (index: number, count: number): number => 2 * (index + 0.5) / count - 1;
  return Float32Array.from(
    { length: height * width * 2 },
    (_, i) => i % 2 === 0 ? at((i >> 1) % width, width) : at(Math.floor((i >> 1) / width), height),
  );
}

/**
 * Where each map is strongest: a softmax over the cells of every map gives the expected place, `[N, h, w, C]` →
 * `[N, 2·C]`, x and y of each map in −1 … 1 (spatial softmax; Finn et al., "Deep spatial autoencoders for visuomotor
 * learning", 2016). Each map is first brought to mean 0 and variance 1 over its cells, then multiplied with its own
 * learned sharpness, which starts at 1.
 *
 * @throws {InputError} for maps of another size.
 *
 * @example
 * ```ts
 * import { keypoints } from "@orrery/orrery/nn";
 * import { dispose, tensor } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const layer = keypoints({ height: 1, width: 4, channels: 1 });
 * const place = layer.apply(tensor([0, 0, 0, 1], [1, 1, 4, 1]), "infer");
 * const [x, y] = await place.data();
 * assert.ok(x > 0.3 && y === 0);
 * dispose([place, layer.params]);
 * ```
 */
export function keypoints({ height, width, channels }: KeypointsSize): Layer {
  const sharpness = tidy(() => variable(ones([channels, 1])));
  const cells = height * width;
  const places = middles(height, width);
  return {
    params: { sharpness },
    buffers: {},
    apply: (x: Tensor): Tensor => {
      const [N, h, w, C] = x.shape as number[];
      if (x.rank !== 4 || h !== height || w !== width || C !== channels) {
        throw new InputError(
          `Cannot find keypoints: the maps have shape [${x.shape}], expected [N, ${height}, ${width}, ${channels}]`,
        );
      }
      return tidy(() => {
        const maps = transpose(reshape(x, [N, cells, C]), [0, 2, 1]); // [N, C, h·w]
        const centred = sub(maps, mean(maps, 2, true));
        const unit = div(centred, sqrt(add(mean(square(centred), 2, true), EPSILON)));
        const shares = softmax(mul(unit, sharpness)); // [N, C, h·w]
        const found = matMul(reshape(shares, [N * C, cells]), tensor(places, [cells, 2])); // [N·C, 2]
        return reshape(found, [N, 2 * C]);
      });
    },
  };
}
