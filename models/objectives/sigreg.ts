import { mul, reshape, type Scalar, type Tensor, tensor, tidy, transpose } from "@tensorflow/tfjs-core";
import { component } from "../../core/component.ts";
import { integer, number } from "../../core/option.ts";
import type { Component } from "../../core/types.ts";
import { type Quadrature, slicedEppsPulley } from "./sliced_epps_pulley.ts";

/** Trapezoid rule over [−tMax, tMax] with the weight exp(−t²/2), folded to t > 0. */
export function sigregQuadrature(knots: number, tMax: number): Quadrature {
  const step = tMax / (knots - 1);
  const weights = Array.from({ length: knots - 1 }, (_, i) => {
    const t = (i + 1) * step;
    return (i === knots - 2 ? 1 : 2) * step * Math.exp(-t * t / 2);
  });
  return { step, weights };
}

/** Latents `[B, T, P, D]` as samples `[B·P, T, D]`. */
function samples(latents: Tensor): Tensor {
  const [B, T, P, D] = latents.shape as [number, number, number, number];
  return reshape(P === 1 ? latents : transpose(latents, [0, 2, 1, 3]), [B * P, T, D]);
}

/**
 * SIGReg (Balestriero and LeCun, "LeJEPA", 2025), as LeWorldModel trains with it: random slices of the latents are
 * compared with a standard normal by the statistic of Epps and Pulley, for each frame over the batch. Tokens
 * of a frame count as further samples.
 *
 * The value is multiplied by the number N of samples: about 1.0525 for normal latents however large the batch,
 * 0.40205·N when all latents are equal. Slices are drawn anew from the context's stream at every call.
 */
export const sigreg: Component<"objective"> = component("objective", {
  description: "Keeps latents from collapsing: random slices shall look like a standard normal (SIGReg)",
  options: {
    slices: integer({ default: 1024, min: 1, description: "random directions a step" }),
    knots: integer({ default: 17, min: 2, description: "points of the quadrature on [0, tMax]" }),
    tMax: number({ default: 3, min: 0.1, description: "largest frequency compared, in 1/latent units" }),
  },
  make: ({ slices, knots, tMax }, { dim }) => {
    const quadrature = sigregQuadrature(knots, tMax);
    return {
      params: {},
      buffers: {},
      loss: ({ encode, rng }) => ({
        loss: tidy((): Scalar => {
          const x = samples(encode());
          const directions = tensor(Float32Array.from(rng.normals(dim * slices)), [dim, slices]);
          return mul(slicedEppsPulley(x, directions, quadrature), x.shape[0]);
        }),
      }),
    };
  },
});
