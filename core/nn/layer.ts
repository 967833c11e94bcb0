import type { Tensor } from "@tensorflow/tfjs-core";
import type { Mode, Module, Rng, Variables } from "../types.ts";

/** A module that turns one tensor into one tensor. */
export interface Layer extends Module {
  /**
   * Applies the layer. The argument is borrowed, the result belongs to the caller; in `train` mode the buffers
   * may change. `rng` is the pass's own stream, for what draws in `train` mode (dropout).
   */
  apply(x: Tensor, mode: Mode, rng?: Rng): Tensor;
}

function prefixed(prefix: string, variables: Variables): [string, Variables[string]][] {
  return Object.entries(variables).map(([name, variable]) => [`${prefix}.${name}`, variable]);
}

/**
 * Joins the weights of named parts: `weight` of part `hidden` becomes `hidden.weight`. These names are the keys
 * in checkpoint and optimiser.
 *
 * @example
 * ```ts
 * import { dense, join } from "@orrery/orrery/nn";
 * import { seededRng } from "@orrery/orrery/core";
 * import { dispose } from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 * import assert from "node:assert/strict";
 *
 * const head = dense({ input: 4, output: 2 }, seededRng(0));
 * const model = join({ head });
 * assert.deepEqual(Object.keys(model.params), ["head.weight", "head.bias"]);
 * dispose(model.params);
 * ```
 */
export function join(parts: { readonly [name: string]: Module }): Module {
  const entries = Object.entries(parts);
  return {
    params: Object.fromEntries(entries.flatMap(([name, part]) => prefixed(name, part.params))),
    buffers: Object.fromEntries(entries.flatMap(([name, part]) => prefixed(name, part.buffers))),
  };
}
