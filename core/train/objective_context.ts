import { slice, type Tensor } from "@tensorflow/tfjs-core";
import { stopGradient } from "../engine/stop_gradient.ts";
import type { Encoder, Mode, ObjectiveContext, ObservationTensors, Predictor, Rng } from "../types.ts";

/** What a context is made from. */
export interface ContextParts {
  /** The encoder that learns. */
  readonly encoder: Encoder;
  /** The predictor that learns. */
  readonly predictor: Predictor;
  /** Where targets come from: the encoder itself, the same without gradient, or a slow copy. */
  readonly target: "online" | "stopped" | Encoder;
  /** Streams `[B, T, …]`. */
  readonly observations: ObservationTensors;
  /** Action blocks `[B, T−1, A]`. */
  readonly actions: Tensor;
  /** Modes of the two parts: `infer` for one that does not learn. */
  readonly modes: { readonly encoder: Mode; readonly predictor: Mode };
  /** The step's stream for what a part draws while it trains. */
  readonly rng: Rng;
}

function once(make: () => Tensor): () => Tensor {
  let made: Tensor | undefined;
  return () => made ??= make();
}

/**
 * Contexts for the objectives of one step: each shared tensor is computed once, whoever asks first. Call it, and
 * use what it returns, inside one `tidy`.
 */
export function objectiveContexts(parts: ContextParts): (rng: Rng) => ObjectiveContext {
  const { encoder, predictor, target, observations, actions, modes } = parts;
  const encode = once(() => encoder.encode(observations, { mode: modes.encoder })); // [B, T, P, D]
  const targets = once(() => {
    if (target === "online") return encode();
    if (target === "stopped") return stopGradient(encode());
    return stopGradient(target.encode(observations, { mode: "infer" }));
  });
  const predict = once(() => {
    const latents = encode();
    const [B, T, P, D] = latents.shape as [number, number, number, number];
    const before = slice(latents, 0, [B, T - 1, P, D]);
    return predictor.predict(before, { actions }, modes.predictor, parts.rng.fork("predictor")); // [B, T−1, P, D]
  });
  return (rng) => ({
    batch: { observations, actions },
    rng,
    mode: "train",
    encode,
    target: targets,
    predict,
  });
}
