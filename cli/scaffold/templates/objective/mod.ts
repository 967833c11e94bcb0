/**
 * An objective in one file: each dimension of the latents shall vary. Change what the model is asked for.
 *
 * @module
 */
import { component, number } from "@orrery/orrery/core";
import type { Component, Plugin } from "@orrery/orrery/core";
import { add, mean, relu, type Scalar, sqrt, square, sub, tidy } from "@tensorflow/tfjs-core";

/**
 * The objective as a component, with its options: the variance term of VICReg (Bardes, Ponce and LeCun, 2022), the
 * mean over frames and dimensions of max(0, floor − σ), with σ the standard deviation over the batch.
 */
export const objective: Component<"objective"> = component("objective", {
  description: "Keeps latents from collapsing: each dimension shall vary over the batch",
  options: { floor: number({ default: 1, min: 0.01, description: "standard deviation that suffices" }) },
  make: ({ floor }) => ({
    params: {},
    buffers: {},
    loss: ({ encode }) => ({
      loss: tidy((): Scalar => {
        const latents = encode(); // [B, T, P, D]
        const variance = mean(square(sub(latents, mean(latents, 0, true))), 0);
        return mean(relu(sub(floor, sqrt(add(variance, 1e-4)))));
      }),
    }),
  }),
});

const plugin: Plugin = { name: "my-objective", objective: { "my-objective": objective } };
export default plugin;
