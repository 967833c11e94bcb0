/**
 * A predictor in one file: the next latent is this one and a linear guess of its change. Change how it guesses.
 *
 * @module
 */
import { component, InputError, number } from "@orrery/orrery/core";
import type { Component, Plugin } from "@orrery/orrery/core";
import { dense } from "@orrery/orrery/nn";
import { add, concat, mul, reshape, tidy } from "@tensorflow/tfjs-core";

/** The predictor as a component, with its options. */
export const predictor: Component<"predictor"> = component("predictor", {
  description: "A linear guess of how the latent changes under an action",
  options: { gain: number({ default: 1, min: 0.01, description: "factor of the guessed change" }) },
  make: ({ gain }, { tokens, dim, action, rng }) => {
    const width = tokens * dim;
    const change = dense({ input: width + action, output: width }, rng.fork("change"));
    return {
      params: change.params,
      buffers: change.buffers,
      history: 1, // frames that it looks back on
      predict: (latents, condition, mode) => {
        if (!("actions" in condition)) {
          throw new InputError(`Cannot predict: predictor "my-predictor" got positions, expected actions`);
        }
        const { actions } = condition; // [B, T, A]
        return tidy(() => {
          const states = reshape(latents, [-1, width]);
          const seen = concat([states, reshape(actions, [-1, action])], 1);
          return reshape(add(states, mul(change.apply(seen, mode), gain)), latents.shape); // [B, T, P, D]
        });
      },
    };
  },
});

const plugin: Plugin = { name: "my-predictor", predictor: { "my-predictor": predictor } };
export default plugin;
