/**
 * Encoders, predictors, objectives and world models: tensors.
 *
 * @module
 */
import type { Scalar, Tensor, Variable } from "@tensorflow/tfjs-core";
import type { Rng } from "./basic.ts";

/** `train` uses batch statistics and dropout, `infer` running statistics and none. */
export type Mode = "train" | "infer";

/** Named tensors that outlive a step. The name is the key in checkpoint and optimiser. */
export type Variables = { readonly [name: string]: Variable };

/** Something with weights. */
export interface Module {
  /** Optimised. */
  readonly params: Variables;
  /** Saved but not optimised: BatchNorm statistics, EMA copies. */
  readonly buffers: Variables;
}

/** Observations as tensors: images `float32 [B, T, h, w, c]` in 0…255, vectors `[B, T, n]`. */
export type ObservationTensors = { readonly [stream: string]: Tensor };

/** Turns observations into latents. It owns its pixel normalisation. */
export interface Encoder extends Module {
  /** Streams that it reads. */
  readonly inputs: readonly string[];
  /** P, tokens a frame; a vector encoder has 1. */
  readonly tokens: number;
  /** Rows and columns that a frame's tokens lie in, numbered row by row; absent where they lie on no grid. */
  readonly grid?: readonly [rows: number, columns: number];
  /** D, width of a token. */
  readonly dim: number;
  /** Frames that become one latent frame; T′ = T / timeStride. */
  readonly timeStride: number;
  /**
   * `[B, T, …]` → latents `[B, T′, P, D]`. `keep` lists the token indices to compute, for masked learning;
   * an encoder that cannot leave tokens out must throw when it is given.
   */
  encode(observations: ObservationTensors, options: { readonly mode: Mode; readonly keep?: Tensor }): Tensor;
}

/**
 * What a predictor is told besides the latents: the actions; or, for masked learning, the indices `[K]` of the tokens
 * that the latents are of and those `[M]` of the tokens to guess.
 */
export type Condition = { readonly actions: Tensor } | { readonly keep: Tensor; readonly positions: Tensor };

/** Guesses latents. */
export interface Predictor extends Module {
  /** Frames that it looks back on, 1 for a Markov predictor. */
  readonly history: number;
  /** What it must be told to predict; by default actions. */
  readonly condition?: "actions" | "positions";
  /**
   * Latents `[B, T, P, D]` with actions `[B, T, A]` → `[B, T, P, D]`: row t guesses frame t+1. `rng` is the step's
   * own stream, for what draws in `train` mode (dropout). With positions: latents `[B, T, K, D]` of some tokens →
   * guesses `[B, T, M, D]` of others of the same frames. It refuses the other condition.
   */
  predict(latents: Tensor, condition: Condition, mode: Mode, rng?: Rng): Tensor;
}

/** Changes observations at random in ways that a model shall not mind. */
export interface View {
  /** Streams of the shapes that it was given, in their ranges; all random numbers come from `rng`. */
  view(observations: ObservationTensors, rng: Rng): ObservationTensors;
}

/** What `encode` sees in place of the whole frames of the batch. */
export interface EncodeOptions {
  /** Number of one of the stage's `views`, from 0. */
  readonly view?: number;
  /** Indices `[K]` of the tokens that the encoder sees, for masked learning. */
  readonly keep?: Tensor;
}

/** Masked tokens to predict from those of the context. */
export interface MaskedTargets {
  /** Latents `[B, T, K, D]` of the context tokens. */
  readonly latents: Tensor;
  /** Context indices `[K]`. */
  readonly keep: Tensor;
  /** Target indices `[M]`. */
  readonly positions: Tensor;
}

/** What a loss may ask for; each part is computed once, on demand, but for those of some tokens only. */
export interface ObjectiveContext {
  /** The batch as tensors: streams `[B, T, …]`, actions `[B, T−1, A]`. */
  readonly batch: { readonly observations: ObservationTensors; readonly actions: Tensor };
  /** The stream of this objective and step. */
  readonly rng: Rng;
  /** Mode of this step. */
  readonly mode: Mode;
  /** Latents of all frames `[B, T, P, D]`, of a view of them, or of some tokens `[B, T, K, D]`; with gradient. */
  encode(options?: EncodeOptions): Tensor;
  /** What predictions are compared with `[B, T, P, D]`: online, gradient-stopped or EMA latents. */
  target(): Tensor;
  /** Guesses of frames 1…T−1 `[B, T−1, P, D]`, or of tokens left out `[B, T, M, D]`. */
  predict(targets?: MaskedTargets): Tensor;
}

/** A term of the loss. */
export interface Objective extends Module {
  /** The unweighted loss, and named parts for the log. */
  loss(
    context: ObjectiveContext,
  ): { readonly loss: Scalar; readonly terms?: { readonly [name: string]: Scalar } };
}

/** Encoder and predictor as one model of a world. */
export interface WorldModel {
  /** The encoder. */
  readonly encoder: Encoder;
  /** The predictor. */
  readonly predictor: Predictor;
  /** Latents `[B, T′, P, D]`, in inference mode. */
  encode(observations: ObservationTensors): Tensor;
  /**
   * Futures of a history `[B, T, P, D]` under plans `[B, N, H, A]` → `[B, N, H, P, D]`, in inference mode. `past`
   * holds the actions `[B, T−1, A]` that led through the history; by default zeros.
   */
  imagine(history: Tensor, plans: Tensor, past?: Tensor): Tensor;
}
