/** Names of the activations, for a component's options. */
export type Activation = "relu" | "gelu" | "silu";
