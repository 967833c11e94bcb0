import { slice, type Tensor } from "@tensorflow/tfjs-core";
import { stopGradient } from "../engine/stop_gradient.ts";
import { InputError } from "../errors.ts";
import type {
  EncodeOptions,
  Encoder,
  MaskedTargets,
  Mode,
  ObjectiveContext,
  ObservationTensors,
  Predictor,
  Rng,
  View,
} from "../types.ts";

/** What a context is made from. */
export interface ContextParts {
  /** The encoder that learns. */
  readonly encoder: Encoder;
  /** The predictor that learns. */
  readonly predictor: Predictor;
  /** Where targets come from: the encoder itself, the same without gradient, or a target network. */
  readonly target: "online" | "stopped" | Encoder;
  /** Streams `[B, T, …]`. */
  readonly observations: ObservationTensors;
  /** Action blocks `[B, T−1, A]`. */
  readonly actions: Tensor;
  /** The stage's views; default none. */
  readonly views?: readonly View[];
  /** Modes of the two parts: `infer` for one that does not learn. */
  readonly modes: { readonly encoder: Mode; readonly predictor: Mode };
  /** The step's stream for what a part draws while it trains. */
  readonly rng: Rng;
}

function once<K>(make: (key: K) => Tensor): (key: K) => Tensor {
  const made = new Map<K, Tensor>();
  return (key) => {
    const tensor = made.get(key) ?? make(key);
    made.set(key, tensor);
    return tensor;
  };
}

/** Guesses of frames 1 … T−1. */
function predictNext({ predictor, actions, modes, rng }: ContextParts, latents: Tensor): Tensor {
  const [B, T, P, D] = latents.shape as [number, number, number, number];
  if (T < 2) {
    throw new InputError(
      `Cannot predict the next frame: a window has ${T}, expected at least 2; raise "window"`,
    );
  }
  const before = slice(latents, 0, [B, T - 1, P, D]);
  return predictor.predict(before, { actions }, modes.predictor, rng.fork("predictor")); // [B, T−1, P, D]
}

/** The streams as one of the stage's views shows them. */
function viewed({ views = [], observations, rng }: ContextParts, number: number): ObservationTensors {
  const view = views[number];
  if (view) return view.view(observations, rng.fork("view").fork(number));
  throw new InputError(
    `Cannot look at view ${number}: the stage has ${views.length} views, expected at least ${
      number + 1
    }; name them in its "views"`,
  );
}

/**
 * Contexts for the objectives of one step: each shared tensor is computed once, whoever asks first. Call it, and
 * use what it returns, inside one `tidy`.
 */
export function objectiveContexts(parts: ContextParts): (rng: Rng) => ObjectiveContext {
  const { encoder, predictor, target, observations, actions, modes } = parts;
  const { encoder: mode } = modes;
  // By the number of the view; undefined for the frames as they are.
  const whole = once((view: number | undefined) => {
    const seen = view === undefined ? observations : viewed(parts, view);
    return encoder.encode(seen, { mode }); // [B, T, P, D]
  });
  const encode = ({ view, keep }: EncodeOptions = {}): Tensor => {
    if (!keep) return whole(view);
    const seen = view === undefined ? observations : viewed(parts, view);
    return encoder.encode(seen, { mode, keep }); // [B, T, K, D]
  };
  const targets = once((_: undefined) => {
    if (target === "online") return encode();
    if (target === "stopped") return stopGradient(encode());
    return stopGradient(target.encode(observations, { mode: "infer" }));
  });
  const next = once((_: undefined) => predictNext(parts, encode()));
  const predict = (masked?: MaskedTargets): Tensor => {
    if (!masked) return next(undefined);
    const { latents, keep, positions } = masked;
    return predictor.predict(latents, { keep, positions }, modes.predictor, parts.rng.fork("predictor"));
  };
  return (rng) => ({
    batch: { observations, actions },
    rng,
    mode: "train",
    encode,
    target: () => targets(undefined),
    predict,
  });
}
