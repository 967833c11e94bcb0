import { add, concat, div, reshape, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { component } from "../../core/component.ts";
import { InputError } from "../../core/errors.ts";
import { dense, mlpProjector } from "../../core/nn/linear.ts";
import { join, type Layer } from "../../core/nn/layer.ts";
import { choice, integer, number } from "../../core/option.ts";
import type { Component, Mode } from "../../core/types.ts";

/**
 * A Markov predictor: an MLP on a frame's tokens and its action guesses how the latent changes. With `projector`
 * the sum goes through LeWorldModel's projector with BatchNorm, each token by itself.
 *
 * @example
 * ```ts
 * import { residualMlp } from "@orrery/orrery/models";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose, zeros } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const predictor = residualMlp.make({ hidden: 8 }, { tokens: 1, dim: 4, action: 2, rng: seededRng(0) });
 * const guesses = predictor.predict(zeros([2, 3, 1, 4]), { actions: zeros([2, 3, 2]) }, "infer");
 * assert.deepEqual(guesses.shape, [2, 3, 1, 4]);
 * dispose([guesses, predictor.params, predictor.buffers]);
 * ```
 */
export const residualMlp: Component<"predictor"> = component("predictor", {
  description: "An MLP on latent and action guesses the change of the latent; looks at one frame",
  options: {
    hidden: integer({ default: 512, min: 1, description: "width of the hidden layers" }),
    depth: integer({ default: 2, min: 1, description: "number of hidden layers" }),
    activation: choice(["gelu", "relu", "silu"], { default: "gelu", description: "after each hidden layer" }),
    actionStd: number({
      default: 1,
      min: 1e-6,
      description: "spread of the actions in the data; they enter divided by it",
    }),
    projector: integer({ default: 0, min: 0, description: "hidden width of the projector; 0 for none" }),
  },
  make: ({ hidden, depth, activation, actionStd, projector }, { tokens, dim, action, rng }) => {
    const width = tokens * dim;
    const layers: Record<string, Layer> = {};
    for (let i = 0; i < depth; i++) {
      const name = `hidden${i}`;
      const input = i === 0 ? width + action : hidden;
      layers[name] = dense({ input, output: hidden, activation }, rng.fork(name));
    }
    const change = dense({ input: hidden, output: width }, rng.fork("change"));
    const top = projector > 0
      ? { projector: mlpProjector({ input: dim, hidden: projector, output: dim }, rng.fork("projector")) }
      : {};

    /** `[N, P·D]` with actions `[N, A]` → `[N, P·D]`. */
    function next(states: Tensor, actions: Tensor, mode: Mode): Tensor {
      let x: Tensor = concat([states, div(actions, actionStd)], 1);
      for (const layer of Object.values(layers)) x = layer.apply(x, mode);
      return add(states, change.apply(x, mode));
    }

    return {
      ...join({ ...layers, change, ...top }),
      history: 1,
      predict: (latents, condition, mode) => {
        if (!("actions" in condition)) {
          throw new InputError(
            `Cannot predict: predictor "residual-mlp" was given positions, expected actions`,
          );
        }
        return tidy(() => {
          const states = next(
            reshape(latents, [-1, width]),
            reshape(condition.actions, [-1, action]),
            mode,
          );
          const guesses = reshape(states, latents.shape); // [B, T, P, D]
          return top.projector?.apply(guesses, mode) ?? guesses;
        });
      },
    };
  },
});
