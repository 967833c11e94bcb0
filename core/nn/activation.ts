import type { Tensor } from "@tensorflow/tfjs-core";
import { activate } from "./activate.ts";
import { gelu } from "./gelu.ts";
import { silu } from "./silu.ts";

/** Names of the activations, for a component's options. */
export type Activation = "relu" | "gelu" | "silu";

/** The activations by name; each takes and gives any shape. */
export const activations: { readonly [A in Activation]: (x: Tensor) => Tensor } = {
  relu: (x) => activate(x, { activation: "relu" }),
  gelu,
  silu,
};
