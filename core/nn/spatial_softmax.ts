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

/** Middles of `count` cells in a row, −1 … 1. */
function middles(count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => 2 * (index + 0.5) / count - 1);
}

/**
 * Expected place under a softmax over the cells, `[M, h, w]` → `[M, 2]`. Its gradient is its own: with shares s the
 * slope of x is s·(X − x), which needs no product with the places of all cells.
 */
function expectedPlace(scores: Tensor): Tensor {
  const [M, h, w] = scores.shape as [number, number, number];
  const across = () => tensor(middles(w), [1, w]);
  const down = () => tensor(middles(h), [1, h]);
  return withGradient([scores], {
    forward: (save) => {
      const shares = reshape(softmax(reshape(scores, [M, h * w])), [M, h, w]);
      const x = sum(mul(sum(shares, 1), across()), 1, true); // [M, 1]
      const y = sum(mul(sum(shares, 2), down()), 1, true);
      const place = concat([x, y], 1);
      save([shares, place]);
      return place;
    },
    backward: (dPlace, [shares, place]) => {
      const slope = ([from, cells]: readonly [number, Tensor]): Tensor =>
        mul(slice(dPlace, [0, from], [M, 1]), sub(cells, slice(place, [0, from], [M, 1]))); // [M, cells]
      const x = reshape(slope([0, across()]), [M, 1, w]);
      const y = reshape(slope([1, down()]), [M, h, 1]);
      return [mul(shares, add(x, y))];
    },
  });
}

/**
 * Where each map is strongest: a softmax over the cells of every map gives the expected place, `[N, h, w, C]` →
 * `[N, 2·C]`, x and y of each map in −1 … 1 (spatial softmax; Finn et al., "Deep spatial autoencoders for visuomotor
 * learning", 2016). Each map is first brought to variance 1 over its cells, then multiplied with its own learned
 * sharpness, which starts at 1.
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
        const variance = sub(mean(square(maps), 2, true), square(mean(maps, 2, true)));
        // The mean itself need not be taken out: a softmax does not see it.
        const scores = mul(maps, div(sharpness, sqrt(add(relu(variance), EPSILON))));
        return reshape(expectedPlace(reshape(scores, [N * C, height, width])), [N, 2 * C]);
      });
    },
  };
}
