import {
  add,
  concat,
  div,
  mean,
  mul,
  ones,
  relu,
  reshape,
  slice,
  softmax,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  tensor,
  tidy,
  transpose,
  variable,
} from "@tensorflow/tfjs-core";
import { InputError } from "../errors.ts";
import type { Layer } from "./layer.ts";
import { withGradient } from "./custom_gradient.ts";

/** Size of a {@linkcode spatialSoftmax} layer. */
export interface SpatialSoftmaxSize {
  /** h, rows of a map. */
  readonly height: number;
  /** w, columns of a map. */
  readonly width: number;
  /** C, maps. */
  readonly channels: number;
}

/** Added to the variance of a map. */
const EPSILON = 1e-5;

/**
 * Spatial softmax: a softmax over the cells of every map gives the expected position of its maximum, `[N, h, w, C]` →
 * `[N, 2·C]`, x and y of each map in −1 … 1 (keypoints; Finn et al., "Deep spatial autoencoders for visuomotor
 * learning", 2016). Each map is first brought to variance 1 over its cells, then multiplied with its own learned
 * sharpness, which starts at 1.
 *
 * @throws {InputError} for maps of another size.
 *
 * @example
 * ```ts
 * import { spatialSoftmax } from "@orrery/orrery/nn";
 * import { dispose, tensor } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const layer = spatialSoftmax({ height: 1, width: 4, channels: 1 });
 * const position = layer.apply(tensor([0, 0, 0, 1], [1, 1, 4, 1]), "infer");
 * const [x, y] = await position.data();
 * assert.ok(x > 0.3 && y === 0);
 * dispose([position, layer.params]);
 * ```
 */
export function spatialSoftmax({ height, width, channels }: SpatialSoftmaxSize): Layer {
  const sharpness = tidy(() => variable(ones([channels, 1])));
  const cells = height * width;
  return {
    params: { sharpness },
    buffers: {},
    apply: (x: Tensor): Tensor => {
      const [N, h, w, C] = x.shape as number[];
      if (x.rank !== 4 || h !== height || w !== width || C !== channels) {
        throw new InputError(
          `Cannot take a spatial softmax: the maps have shape [${x.shape}], expected [N, ${height}, ${width}, ${channels}]`,
        );
      }
      return tidy(() => {
        const maps = transpose(reshape(x, [N, cells, C]), [0, 2, 1]); // [N, C, h·w]
        const variance = sub(mean(square(maps), 2, true), square(mean(maps, 2, true)));
        // The mean itself need not be taken out: a softmax does not see it.
        const scores = mul(maps, div(sharpness, sqrt(add(relu(variance), EPSILON))));
        return reshape(expectedPosition(reshape(scores, [N * C, height, width])), [N, 2 * C]);
      });
    },
  };
}

/**
 * Expected position under a softmax over the cells, `[M, h, w]` → `[M, 2]`. Its gradient is its own: with weights s the
 * derivative of x is s·(X − x), which needs no product with the positions of all cells.
 */
function expectedPosition(scores: Tensor): Tensor {
  const [M, h, w] = scores.shape as [number, number, number];
  const across = () => tensor(centres(w), [1, w]);
  const down = () => tensor(centres(h), [1, h]);
  return withGradient([scores], {
    forward: (save) => {
      const weights = reshape(softmax(reshape(scores, [M, h * w])), [M, h, w]);
      const x = sum(mul(sum(weights, 1), across()), 1, true); // [M, 1]
      const y = sum(mul(sum(weights, 2), down()), 1, true);
      const position = concat([x, y], 1);
      save([weights, position]);
      return position;
    },
    backward: (dPosition, [weights, position]) => {
      const derivative = ([from, cells]: readonly [number, Tensor]): Tensor =>
        mul(slice(dPosition, [0, from], [M, 1]), sub(cells, slice(position, [0, from], [M, 1]))); // [M, cells]
      const x = reshape(derivative([0, across()]), [M, 1, w]);
      const y = reshape(derivative([1, down()]), [M, h, 1]);
      return [mul(weights, add(x, y))];
    },
  });
}

/** Centres of `count` cells in a row, −1 … 1. */
function centres(count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => 2 * (index + 0.5) / count - 1);
}
